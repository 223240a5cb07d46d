//===- AssignDestinations.cpp - Where results are computed ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNASSIGNDESTINATIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// True if `value` has one reader and is computed: its buffer is no argument's
/// and no constant's, also where it is a reshape of what is computed.
static bool isTemporary(Value value) {
  while (value.hasOneUse()) {
    Operation *op = value.getDefiningOp();
    if (isa_and_nonnull<tensor::CollapseShapeOp, tensor::ExpandShapeOp>(op))
      value = op->getOperand(0);
    else
      return isa_and_nonnull<DestinationStyleOpInterface, scf::ForOp>(op);
  }
  return false;
}

/// The input that the result of `op` can take the place of, or null.
static OpOperand *findReusable(linalg::GenericOp op) {
  OpOperand *init = op.getDpsInitOperand(0);
  AffineMap map = op.getMatchingIndexingMap(init);
  if (!map.isPermutation())
    return nullptr;
  for (OpOperand *input : op.getDpsInputOperands())
    if (input->get().getType() == init->get().getType() &&
        op.getMatchingIndexingMap(input) == map && isTemporary(input->get()))
      return input;
  return nullptr;
}

/// Replaces `op`, for each of its uses, by an allocation right ahead.
static void allocateForEachUse(tensor::EmptyOp op) {
  for (OpOperand &use : llvm::make_early_inc_range(op->getUses())) {
    Operation *user = use.getOwner();
    // Not in a loop that `op` is outside of.
    Operation *ancestor = op->getBlock()->findAncestorOpInBlock(*user);
    OpBuilder builder(ancestor ? ancestor : user);
    use.set(bufferization::AllocTensorOp::create(
        builder, user->getLoc(), op.getType(), op.getDynamicSizes()));
  }
  op->erase();
}

/// The empty destination that `value` is computed in, or null.
static OpOperand *getEmptyDestination(OpResult value) {
  OpOperand *destination = nullptr;
  if (auto op = dyn_cast<linalg::GenericOp>(value.getOwner()))
    destination = op.getTiedOpOperand(value);
  else if (auto loop = dyn_cast<scf::ForOp>(value.getOwner()))
    destination = &loop.getInitArgsMutable()[value.getResultNumber()];
  if (!destination || !destination->get().getDefiningOp<tensor::EmptyOp>())
    return nullptr;
  return destination;
}

/// Has what `op` pads with a constant be computed in its place between the
/// padding, which is filled in before, if its destination was empty.
static void writeBetweenPadding(tensor::PadOp op) {
  auto source = dyn_cast<OpResult>(op.getSource());
  OpOperand *destination = source ? getEmptyDestination(source) : nullptr;
  Value padding = op.getConstantPaddingValue();
  TypedAttr constant;
  if (!destination || !padding ||
      !matchPattern(padding, m_Constant(&constant)) ||
      !op.getResultType().hasStaticShape())
    return;
  OpBuilder builder(source.getOwner());
  Location loc = op.getLoc();
  Value empty = tensor::EmptyOp::create(builder, loc, op.getResultType(),
                                        /*dynamicSizes=*/ValueRange());
  Value value = arith::ConstantOp::create(builder, loc, constant);
  Value filled =
      linalg::FillOp::create(builder, loc, value, empty).getResult(0);
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(op.getContext(), op.getSourceType().getShape());
  SmallVector<OpFoldResult> strides(sizes.size(), builder.getIndexAttr(1));
  destination->set(
      tensor::ExtractSliceOp::create(builder, loc, op.getSourceType(), filled,
                                     op.getMixedLowPad(), sizes, strides));
  builder.setInsertionPoint(op);
  Value padded = tensor::InsertSliceOp::create(
      builder, loc, source, filled, op.getMixedLowPad(), sizes, strides);
  op.replaceAllUsesWith(padded);
  op.erase();
}

namespace {

struct ReuseOperand : public OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || op.getNumDpsInits() != 1 ||
        op.getNumParallelLoops() != op.getNumLoops())
      return rewriter.notifyMatchFailure(op, "expected one elementwise result");
    if (!op.getDpsInits().front().getDefiningOp<tensor::EmptyOp>())
      return rewriter.notifyMatchFailure(op, "expected an empty destination");
    OpOperand *input = findReusable(op);
    if (!input)
      return rewriter.notifyMatchFailure(
          op, "expected a temporary of the result's type and map");

    unsigned index = input->getOperandNumber();
    Value destination = input->get();
    SmallVector<Value> inputs = op.getDpsInputs();
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    inputs.erase(inputs.begin() + index);
    maps.erase(maps.begin() + index);
    auto inPlace = linalg::GenericOp::create(
        rewriter, op.getLoc(), op.getResultTypes(), inputs, destination, maps,
        op.getIteratorTypesArray());
    Block &body = op.getRegion().front();
    rewriter.replaceAllUsesWith(body.getArgument(index),
                                body.getArguments().back());
    body.eraseArgument(index);
    rewriter.inlineRegionBefore(op.getRegion(), inPlace.getRegion(),
                                inPlace.getRegion().end());
    rewriter.replaceOp(op, inPlace);
    return success();
  }
};

struct AssignDestinations
    : public qnn::impl::QnnAssignDestinationsBase<AssignDestinations> {
  void runOnOperation() override {
    getOperation()->walk([](tensor::PadOp op) { writeBetweenPadding(op); });
    RewritePatternSet patterns(&getContext());
    patterns.add<ReuseOperand>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    SmallVector<tensor::EmptyOp> ops;
    getOperation()->walk([&](tensor::EmptyOp op) { ops.push_back(op); });
    for (tensor::EmptyOp op : ops)
      allocateForEachUse(op);
  }
};

} // namespace
