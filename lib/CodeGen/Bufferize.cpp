//===- Bufferize.cpp - Tensors to buffers of the caller -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reshapes.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotModuleBufferize.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNBUFFERIZE
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Callers keep their inputs.
static void markArgumentsReadOnly(func::FuncOp function) {
  Builder builder(function.getContext());
  for (unsigned i = 0, e = function.getNumArguments(); i < e; ++i)
    function.setArgAttr(i,
                        bufferization::BufferizationDialect::kWritableAttrName,
                        builder.getBoolAttr(false));
}

/// True if what `op` inserts was computed in its place.
static bool isComputedInPlace(tensor::InsertSliceOp op) {
  auto source = dyn_cast<OpResult>(skipReshapes(op.getSource()));
  Value init;
  if (!source)
    return false;
  if (auto loop = dyn_cast<scf::ForOp>(source.getOwner()))
    init = loop.getInitArgs()[source.getResultNumber()];
  else if (auto dps = dyn_cast<DestinationStyleOpInterface>(source.getOwner()))
    init = dps.getTiedOpOperand(source)->get();
  if (!init)
    return false;
  auto slice = skipReshapes(init).getDefiningOp<tensor::ExtractSliceOp>();
  return slice && slice.getSource() == op.getDest() &&
         slice.getMixedOffsets() == op.getMixedOffsets() &&
         slice.getMixedSizes() == op.getMixedSizes() &&
         slice.getMixedStrides() == op.getMixedStrides();
}

/// Has other readers of what `op` inserts read it where it was inserted. To
/// bufferization the insertion is a write, after which nothing else is at that
/// place: it would copy.
static void readInPlace(tensor::InsertSliceOp op) {
  Value source = op.getSource();
  Operation *producer = source.getDefiningOp();
  if (source.hasOneUse() || !isComputedInPlace(op) ||
      producer->getBlock() != op->getBlock())
    return;
  op->moveAfter(producer);
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  Value part = tensor::ExtractSliceOp::create(
      builder, op.getLoc(), op.getSourceType(), op, op.getMixedOffsets(),
      op.getMixedSizes(), op.getMixedStrides());
  source.replaceAllUsesExcept(part, op);
}

static LogicalResult bufferize(ModuleOp module) {
  bufferization::OneShotBufferizationOptions options;
  options.bufferizeFunctionBoundaries = true;
  options.setFunctionBoundaryTypeConversion(
      bufferization::LayoutMapOption::IdentityLayoutMap);
  bufferization::BufferizationState state;
  return bufferization::runOneShotModuleBufferize(module, options, state);
}

/// Results of loops that hand on one buffer become that buffer.
static void foldBuffersOfLoops(ModuleOp module) {
  RewritePatternSet patterns(module.getContext());
  scf::ForOp::getCanonicalizationPatterns(patterns, module.getContext());
  // That patterns remain to be applied is no failure here.
  (void)applyPatternsGreedily(module, std::move(patterns));
}

/// The buffer of which `op` is another shape; null if it is anything else.
static Value getReshaped(Operation *op) {
  if (isa_and_nonnull<memref::ExpandShapeOp, memref::CollapseShapeOp>(op))
    return cast<ViewLikeOpInterface>(op).getViewSource();
  return nullptr;
}

/// Undoes `op`, an expansion or collapse, on `buffer`.
static Value undoReshape(OpBuilder &builder, Operation *op, Value buffer) {
  auto type = cast<MemRefType>(getReshaped(op).getType());
  if (auto expand = dyn_cast<memref::ExpandShapeOp>(op))
    return memref::CollapseShapeOp::create(builder, op->getLoc(), type, buffer,
                                           expand.getReassociation());
  auto collapse = cast<memref::CollapseShapeOp>(op);
  return memref::ExpandShapeOp::create(builder, op->getLoc(), type.getShape(),
                                       buffer,
                                       collapse.getReassociationIndices());
}

/// Where `op` returns an allocation in another shape, allocates in that shape,
/// so that the allocation can become an argument.
static void allocateInShapeOfResults(func::ReturnOp op) {
  for (OpOperand &operand : op->getOpOperands()) {
    SmallVector<Operation *> reshapes;
    Value root = operand.get();
    while (Value source = getReshaped(root.getDefiningOp())) {
      reshapes.push_back(root.getDefiningOp());
      root = source;
    }
    auto alloc = root.getDefiningOp<memref::AllocOp>();
    auto type = dyn_cast<MemRefType>(operand.get().getType());
    if (reshapes.empty() || !alloc || !type.hasStaticShape() ||
        !type.getLayout().isIdentity())
      continue;
    OpBuilder builder(alloc);
    Value result = memref::AllocOp::create(builder, alloc.getLoc(), type);
    Value buffer = result;
    for (Operation *reshape : reshapes)
      buffer = undoReshape(builder, reshape, buffer);
    alloc.replaceAllUsesWith(buffer);
    alloc.erase();
    operand.set(result);
  }
}

/// Copies what `op` returns for the second time, so that every result has a
/// buffer of its own.
static void copyRepeatedResults(func::ReturnOp op) {
  OpBuilder builder(op);
  llvm::SmallPtrSet<Value, 4> returned;
  for (OpOperand &operand : op->getOpOperands()) {
    Value value = operand.get();
    auto type = dyn_cast<MemRefType>(value.getType());
    if (!type || !type.hasStaticShape() || returned.insert(value).second)
      continue;
    Value copy = memref::AllocOp::create(builder, op.getLoc(), type);
    memref::CopyOp::create(builder, op.getLoc(), value, copy);
    operand.set(copy);
  }
}

static LogicalResult turnResultsIntoArguments(ModuleOp module) {
  bufferization::BufferResultsToOutParamsOpts options;
  options.addResultAttribute = true;
  options.hoistStaticAllocs = true;
  options.modifyPublicFunctions = true;
  return bufferization::promoteBufferResultsToOutParams(module, options);
}

namespace {

struct Bufferize : public qnn::impl::QnnBufferizeBase<Bufferize> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPublic())
        markArgumentsReadOnly(function);
    module.walk(readInPlace);
    if (failed(bufferize(module)))
      return signalPassFailure();
    foldBuffersOfLoops(module);
    module.walk(allocateInShapeOfResults);
    module.walk(copyRepeatedResults);
    if (failed(turnResultsIntoArguments(module)))
      return signalPassFailure();
    for (auto function : module.getOps<func::FuncOp>())
      for (unsigned i = 0, e = function.getNumArguments(); i < e; ++i)
        function.removeArgAttr(
            i, bufferization::BufferizationDialect::kWritableAttrName);
  }
};

} // namespace
