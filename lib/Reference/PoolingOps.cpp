//===- PoolingOps.cpp - Evaluation of pools and reductions ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Indices.h"
#include "Ops.h"
#include "qnn/IR/Numerics.h"
#include "qnn/IR/Window.h"
#include "qnn/Numerics/Arithmetic.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

/// Fills the output with `reduce` of the elements that each window holds inside
/// of the image, clamped.
template <typename OpTy, typename Reduce>
static LogicalResult evaluatePool(OpTy op, Frame &frame, Reduce reduce) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  ArrayRef<int64_t> shape = input.type.getShape();
  numerics::StorageRange bounds =
      getBounds(op, getQuantizedElementType(output.type));
  SmallVector<Window> windows = getWindows(op);
  int64_t position = 0;
  forEachIndex(output.type.getShape(), [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> elements;
    forEachIndex(
        {windows[0].size, windows[1].size}, [&](ArrayRef<int64_t> tap) {
          int64_t y = index[1] * windows[0].stride + tap[0] - windows[0].low;
          int64_t x = index[2] * windows[1].stride + tap[1] - windows[1].low;
          if (y >= 0 && y < shape[1] && x >= 0 && x < shape[2])
            elements.push_back(
                input.integers[linearize(shape, {index[0], y, x, index[3]})]);
        });
    output.integers[position++] =
        std::clamp<int64_t>(reduce(elements), bounds.min, bounds.max);
  });
  return success();
}

static int64_t sumUp(ArrayRef<int64_t> elements) {
  int64_t sum = 0;
  for (int64_t element : elements)
    sum += element;
  return sum;
}

LogicalResult reference::evaluateOp(AveragePool2DOp op, Frame &frame) {
  return evaluatePool(op, frame, [](ArrayRef<int64_t> elements) {
    return numerics::divideRoundingHalfAway(sumUp(elements), elements.size());
  });
}

LogicalResult reference::evaluateOp(MaxPool2DOp op, Frame &frame) {
  return evaluatePool(op, frame, [](ArrayRef<int64_t> elements) {
    return *llvm::max_element(elements);
  });
}

/// Sums over the op's axes, less `count` zero points, times `multiplier`.
template <typename OpTy>
static LogicalResult evaluateReduction(
    OpTy op, Frame &frame,
    llvm::function_ref<std::optional<numerics::FixedPointMultiplier>(
        double ratio, int64_t count, numerics::Rounding mode)>
        getMultiplier) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface inputType = getQuantizedElementType(input.type);
  QuantizedTypeInterface outputType = getQuantizedElementType(output.type);
  ArrayRef<int64_t> shape = input.type.getShape();
  ArrayRef<int64_t> axes = op.getAxes();
  SmallVector<int64_t> kept(shape);
  int64_t count = 1;
  for (int64_t axis : axes) {
    count *= shape[axis];
    kept[axis] = 1;
  }
  numerics::Rounding mode = toNumerics(frame.getRounding(op));
  double ratio = inputType.getScale(0) / outputType.getScale(0);
  std::optional<numerics::FixedPointMultiplier> multiplier =
      getMultiplier(ratio, count, mode);
  if (!multiplier)
    return op.emitOpError("expected a ratio of scales that has a multiplier, "
                          "but got ")
           << ratio;

  SmallVector<uint32_t> sums(output.integers.size(), 0);
  int64_t position = 0;
  forEachIndex(shape, [&](ArrayRef<int64_t> index) {
    sums[linearizeBroadcast(kept, index)] +=
        uint32_t(input.integers[position++] - inputType.getZeroPoint(0));
  });
  numerics::StorageRange bounds = getBounds(std::nullopt, outputType);
  for (auto [result, sum] : llvm::zip_equal(output.integers, sums)) {
    int64_t v = numerics::rescale(static_cast<int32_t>(sum), *multiplier, mode);
    result = std::clamp(v + outputType.getZeroPoint(0), bounds.min, bounds.max);
  }
  return success();
}

LogicalResult reference::evaluateOp(MeanOp op, Frame &frame) {
  return evaluateReduction(op, frame, numerics::getMeanMultiplier);
}

LogicalResult reference::evaluateOp(SumOp op, Frame &frame) {
  return evaluateReduction(op, frame,
                           [](double ratio, int64_t, numerics::Rounding mode) {
                             return numerics::quantizeMultiplier(ratio, mode);
                           });
}
