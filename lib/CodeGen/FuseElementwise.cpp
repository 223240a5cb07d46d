//===- FuseElementwise.cpp - Elementwise ops into their readers -----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/CastInterfaces.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNFUSEELEMENTWISE
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Whether an element costs nothing to speak of when it is computed again.
static bool isCheap(linalg::GenericOp op) {
  return llvm::all_of(
      op.getBody()->without_terminator(),
      [](Operation &nested) { return isa<CastOpInterface>(nested); });
}

static int64_t getNumIterations(linalg::GenericOp op) {
  return ShapedType::getNumElements(op.getStaticLoopRanges());
}

/// Whether the producer of `operand`, once in its reader's body, computes an
/// element no more often than before.
static bool isFusedWithoutMoreWork(OpOperand *operand) {
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
  if (!producer || !consumer || !producer->hasOneUse() ||
      producer.hasDynamicShape() || consumer.hasDynamicShape())
    return false;
  return isCheap(producer) ||
         getNumIterations(consumer) <= getNumIterations(producer);
}

static bool isOnlyReader(OpOperand *operand) {
  Operation *producer = operand->get().getDefiningOp();
  return producer && producer->hasOneUse();
}

namespace {

struct FuseElementwise
    : public qnn::impl::QnnFuseElementwiseBase<FuseElementwise> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    RewritePatternSet patterns(context);
    linalg::populateElementwiseOpsFusionPatterns(patterns,
                                                 isFusedWithoutMoreWork);
    // Reshapes between elementwise ops are in the way.
    linalg::populateFoldReshapeOpsByExpansionPatterns(patterns, isOnlyReader);
    linalg::GenericOp::getCanonicalizationPatterns(patterns, context);
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, context);
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns, context);
    // Readers before what they read, so that chains end up in their last op.
    GreedyRewriteConfig config;
    config.setUseTopDownTraversal();
    if (failed(
            applyPatternsGreedily(getOperation(), std::move(patterns), config)))
      signalPassFailure();
  }
};

} // namespace
