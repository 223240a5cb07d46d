//===- LowerLookups.cpp - Table lookups to loads --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorInstructions.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/LookupLowering.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERLOOKUPS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

LogicalResult qnn::lowerByteLookup(LookupOp op, PatternRewriter &rewriter,
                                   int64_t registerSize, ByteLookup emit) {
  auto type = dyn_cast<VectorType>(op.getOutput().getType());
  if (!type || type.getRank() != 1 || type.isScalable())
    return rewriter.notifyMatchFailure(op, "no rank-1 vector of fixed size");
  if (!type.getElementType().isInteger(8))
    return rewriter.notifyMatchFailure(op, "no table of bytes");
  Location loc = op.getLoc();
  auto table = llvm::to_vector(op.getTable().getValues<int8_t>());
  rewriter.replaceOp(op, mapRegisters(rewriter, loc, registerSize,
                                      op.getInput(), [&](ValueRange bytes) {
                                        return emit(rewriter, loc,
                                                    bytes.front(), table);
                                      }));
  return success();
}

/// The elements of a vector, in row-major order, through `function`.
static Value mapElements(OpBuilder &builder, Location loc, Value value,
                         VectorType resultType,
                         llvm::function_ref<Value(Value)> function) {
  auto type = cast<VectorType>(value.getType());
  SmallVector<Value> results;
  for (int64_t i = 0, e = type.getNumElements(); i < e; ++i) {
    SmallVector<int64_t> position =
        delinearize(i, computeStrides(type.getShape()));
    results.push_back(
        function(vector::ExtractOp::create(builder, loc, value, position)));
  }
  return vector::FromElementsOp::create(builder, loc, resultType, results);
}

namespace {

struct LowerLookups : public qnn::impl::QnnLowerLookupsBase<LowerLookups> {
  void runOnOperation() override {
    TargetAttr target = getTargetOf(getOperation());
    RewritePatternSet patterns(&getContext());
    if (hasFeature(target, "avx2"))
      populateAVX2LookupLowering(patterns);
    if (hasFeature(target, "neon"))
      populateNEONLookupLowering(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    globals.clear();
    SymbolTable symbols(getOperation());
    WalkResult result = getOperation().walk([&](LookupOp op) {
      return failed(lower(op, symbols)) ? WalkResult::interrupt()
                                        : WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

  LogicalResult lower(LookupOp op, SymbolTable &symbols);
  memref::GlobalOp getTable(ElementsAttr table, Location loc,
                            SymbolTable &symbols);

  /// One for each table, however often it is used.
  DenseMap<Attribute, memref::GlobalOp> globals;
};

} // namespace

memref::GlobalOp LowerLookups::getTable(ElementsAttr table, Location loc,
                                        SymbolTable &symbols) {
  memref::GlobalOp &global = globals[table];
  if (!global) {
    auto builder = OpBuilder::atBlockBegin(getOperation().getBody());
    auto type = MemRefType::get(table.getShapedType().getShape(),
                                table.getElementType());
    global = memref::GlobalOp::create(
        builder, loc, "qnn_table", builder.getStringAttr("private"), type,
        table, /*constant=*/true, /*alignment=*/nullptr);
    symbols.insert(global);
  }
  return global;
}

LogicalResult LowerLookups::lower(LookupOp op, SymbolTable &symbols) {
  Location loc = op.getLoc();
  Type type = op.getOutput().getType();
  auto vectorType = dyn_cast<VectorType>(type);
  if (isa<TensorType>(type) || (vectorType && vectorType.isScalable()))
    return op.emitOpError("expected integers or vectors of fixed size, but "
                          "got ")
           << type;
  memref::GlobalOp global = getTable(op.getTable(), loc, symbols);
  OpBuilder builder(op);
  Value table = memref::GetGlobalOp::create(builder, loc, global.getType(),
                                            global.getSymName());
  auto load = [&](Value byte) -> Value {
    Value index = arith::IndexCastUIOp::create(builder, loc,
                                               builder.getIndexType(), byte);
    return memref::LoadOp::create(builder, loc, table, index);
  };
  Value result =
      vectorType ? mapElements(builder, loc, op.getInput(), vectorType, load)
                 : load(op.getInput());
  op.getOutput().replaceAllUsesWith(result);
  op.erase();
  return success();
}
