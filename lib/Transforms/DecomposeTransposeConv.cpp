//===- DecomposeTransposeConv.cpp - Transposed convolutions ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNDECOMPOSETRANSPOSECONV
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// OxKHxKWxC elements with axes 1 and 2 reversed.
static DenseIntElementsAttr flip(DenseIntElementsAttr weights) {
  ArrayRef<int64_t> shape = weights.getType().getShape();
  int64_t numTaps = shape[1] * shape[2], depth = shape[3];
  auto values = llvm::to_vector(weights.getValues<APInt>());
  SmallVector<APInt> flipped;
  flipped.reserve(values.size());
  // Reversing both axes reverses the taps of a channel as they lie in memory.
  for (int64_t o = 0; o < shape[0]; ++o)
    for (int64_t tap = numTaps - 1; tap >= 0; --tap)
      llvm::append_range(
          flipped, ArrayRef(values).slice((o * numTaps + tap) * depth, depth));
  return cast<DenseIntElementsAttr>(
      DenseElementsAttr::get(weights.getType(), flipped));
}

/// The input with the elements between that the strides leave out, and borders
/// such that a convolution of stride 1 gives the output.
static Value createDilatedInput(OpBuilder &builder, TransposeConv2DOp op) {
  Location loc = op.getLoc();
  auto inputType = cast<ShapedType>(op.getInput().getType());
  auto outputType = cast<ShapedType>(op.getOutput().getType());
  auto weightsType = cast<ShapedType>(op.getWeights().getType());
  SmallVector<int64_t> low(4, 0), high(4, 0), interior(4, 0);
  SmallVector<int64_t> paddedShape(inputType.getShape());
  SmallVector<int64_t> shape(inputType.getShape());
  for (int64_t i : {0, 1}) {
    int64_t axis = i + 1, stride = op.getStrides()[i];
    int64_t size = inputType.getDimSize(axis);
    int64_t dilated = size == 0 ? 0 : (size - 1) * stride + 1;
    interior[axis] = stride - 1;
    low[axis] = weightsType.getDimSize(axis) - 1 - op.getPadding()[i];
    shape[axis] =
        outputType.getDimSize(axis) + weightsType.getDimSize(axis) - 1;
    high[axis] = std::max<int64_t>(shape[axis] - dilated - low[axis], 0);
    paddedShape[axis] = low[axis] + dilated + high[axis];
  }
  QuantizedTypeInterface type = getQuantizedElementType(inputType);
  Value padded =
      PadOp::create(builder, loc, inputType.clone(paddedShape), op.getInput(),
                    low, high, interior, type.getZeroPoint(0));
  if (paddedShape == shape)
    return padded;
  return SliceOp::create(builder, loc, inputType.clone(shape), padded,
                         SmallVector<int64_t>(4, 0),
                         SmallVector<int64_t>(4, 1));
}

static LogicalResult decompose(TransposeConv2DOp op) {
  DenseIntElementsAttr constant = getConstantStorage(op.getWeights());
  if (!constant)
    return op.emitOpError("expected constant weights");
  OpBuilder builder(op);
  Value weights = ConstantOp::create(builder, op.getWeights().getLoc(),
                                     op.getWeights().getType(), flip(constant));
  Value conv = Conv2DOp::create(
      builder, op.getLoc(), op.getOutput().getType(),
      createDilatedInput(builder, op), weights, op.getBias(),
      /*strides=*/ArrayRef<int64_t>{1, 1},
      /*dilations=*/ArrayRef<int64_t>{1, 1},
      /*padding=*/ArrayRef<int64_t>{0, 0, 0, 0}, op.getActivationAttr(),
      op.getClampAttr(), op.getRoundingAttr());
  Operation *oldWeights = op.getWeights().getDefiningOp();
  op.getOutput().replaceAllUsesWith(conv);
  op.erase();
  if (oldWeights && isOpTriviallyDead(oldWeights))
    oldWeights->erase();
  return success();
}

namespace {

struct DecomposeTransposeConv
    : public qnn::impl::QnnDecomposeTransposeConvBase<DecomposeTransposeConv> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([&](TransposeConv2DOp op) {
      return failed(decompose(op)) ? WalkResult::interrupt()
                                   : WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
