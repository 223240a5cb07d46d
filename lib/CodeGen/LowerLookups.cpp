//===- LowerLookups.cpp - Table lookups to loads --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorInstructions.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/LookupLowering.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/IR/LaneBuilder.h"

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

/// The bytes of a vector, in row-major order. Eight at a time are moved to a
/// register of 64 bits, from which shifts take them apart.
static SmallVector<Value> extractBytes(OpBuilder &builder, Location loc,
                                       Value vector) {
  constexpr int64_t kBytesPerWord = 8;
  int64_t size = cast<VectorType>(vector.getType()).getNumElements();
  Type byte = builder.getI8Type();
  Value bytes = vector::ShapeCastOp::create(
      builder, loc, VectorType::get(size, byte), vector);
  auto paddedType = VectorType::get(llvm::alignTo(size, kBytesPerWord), byte);
  Value zeros =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(paddedType));
  Value padded = vector::InsertStridedSliceOp::create(
      builder, loc, bytes, zeros, ArrayRef<int64_t>{0}, ArrayRef<int64_t>{1});
  int64_t numWords = paddedType.getNumElements() / kBytesPerWord;
  Value words = vector::BitCastOp::create(
      builder, loc, VectorType::get(numWords, builder.getI64Type()), padded);

  LaneBuilder b(builder, loc);
  SmallVector<Value> results;
  Value word;
  for (int64_t i = 0; i < size; ++i) {
    if (i % kBytesPerWord == 0)
      word = vector::ExtractOp::create(builder, loc, words, i / kBytesPerWord);
    results.push_back(b.bitAnd(b.lsr(word, 8 * (i % kBytesPerWord)), 0xff));
  }
  return results;
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
  Value result;
  if (vectorType) {
    SmallVector<Value> elements =
        llvm::map_to_vector(extractBytes(builder, loc, op.getInput()), load);
    result = vector::FromElementsOp::create(builder, loc, type, elements);
  } else {
    result = load(op.getInput());
  }
  op.getOutput().replaceAllUsesWith(result);
  op.erase();
  return success();
}
