//===- ConvolutionOps.cpp - Evaluation of products ------------------------===//
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

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

namespace {

/// Takes accumulators to the output: rescale, zero point, clamp.
class Requantizer {
public:
  static FailureOr<Requantizer>
  create(Operation *op, QuantizedTypeInterface output, RoundingMode mode,
         numerics::StorageRange bounds, ArrayRef<double> accumulatorScales) {
    Requantizer result;
    result.zeroPoint = output.getZeroPoint(0);
    result.bounds = bounds;
    result.mode = mode;
    for (auto [channel, scale] : llvm::enumerate(accumulatorScales)) {
      FailureOr<numerics::FixedPointMultiplier> multiplier =
          quantizeMultiplier(op, scale / output.getScale(0), mode, channel);
      if (failed(multiplier))
        return failure();
      result.multipliers.push_back(*multiplier);
    }
    return result;
  }

  int64_t operator()(uint32_t accumulator, int64_t channel) const {
    int64_t v = numerics::rescale(static_cast<int32_t>(accumulator),
                                  multipliers[channel], toNumerics(mode));
    return std::clamp(v + zeroPoint, bounds.min, bounds.max);
  }

private:
  SmallVector<numerics::FixedPointMultiplier> multipliers;
  int64_t zeroPoint;
  numerics::StorageRange bounds;
  RoundingMode mode;
};

} // namespace

static SmallVector<double> getAccumulatorScales(QuantizedTypeInterface input,
                                                QuantizedTypeInterface weights,
                                                int64_t numChannels,
                                                bool roundToF32) {
  SmallVector<double> scales;
  for (int64_t channel = 0; channel < numChannels; ++channel)
    scales.push_back(numerics::accumulatorScale(
        input.getScale(0), weights.getScale(broadcastChannel(weights, channel)),
        roundToF32));
  return scales;
}

LogicalResult reference::evaluateOp(Conv2DOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  const Tensor &weights = frame.get(op.getWeights());
  const Tensor *bias = op.getBias() ? &frame.get(op.getBias()) : nullptr;
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface inputType = getQuantizedElementType(input.type);
  QuantizedTypeInterface weightsType = getQuantizedElementType(weights.type);
  QuantizedTypeInterface outputType = getQuantizedElementType(output.type);
  ArrayRef<int64_t> inputShape = input.type.getShape();
  ArrayRef<int64_t> kernel = weights.type.getShape();
  int64_t groupSize = kernel[3];
  int64_t outputsPerGroup = kernel[0] / (inputShape[3] / groupSize);
  FailureOr<Requantizer> requantize = Requantizer::create(
      op, outputType, frame.getRounding(op), getBounds(op, outputType),
      getAccumulatorScales(inputType, weightsType, kernel[0],
                           op.getF32AccumulatorScale()));
  if (failed(requantize))
    return failure();

  SmallVector<Window> windows = getWindows(op);
  int64_t position = 0;
  forEachIndex(output.type.getShape(), [&](ArrayRef<int64_t> index) {
    int64_t channel = index[3];
    int64_t firstInput = channel / outputsPerGroup * groupSize;
    int64_t weightsZeroPoint =
        weightsType.getZeroPoint(broadcastChannel(weightsType, channel));
    // Unsigned, because sums are modulo 2^32.
    uint32_t acc = bias ? uint32_t(bias->integers[channel]) : 0;
    forEachIndex(kernel.drop_front(), [&](ArrayRef<int64_t> tap) {
      int64_t y = index[1] * windows[0].stride + tap[0] * windows[0].dilation -
                  windows[0].low;
      int64_t x = index[2] * windows[1].stride + tap[1] * windows[1].dilation -
                  windows[1].low;
      if (y < 0 || y >= inputShape[1] || x < 0 || x >= inputShape[2])
        return;
      int64_t value = input.integers[linearize(
          inputShape, {index[0], y, x, firstInput + tap[2]})];
      int64_t weight =
          weights
              .integers[linearize(kernel, {channel, tap[0], tap[1], tap[2]})];
      acc += uint32_t((value - inputType.getZeroPoint(0)) *
                      (weight - weightsZeroPoint));
    });
    output.integers[position++] = (*requantize)(acc, channel);
  });
  return success();
}

LogicalResult reference::evaluateOp(TransposeConv2DOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  const Tensor &weights = frame.get(op.getWeights());
  const Tensor *bias = op.getBias() ? &frame.get(op.getBias()) : nullptr;
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface inputType = getQuantizedElementType(input.type);
  QuantizedTypeInterface weightsType = getQuantizedElementType(weights.type);
  QuantizedTypeInterface outputType = getQuantizedElementType(output.type);
  ArrayRef<int64_t> outputShape = output.type.getShape();
  ArrayRef<int64_t> kernel = weights.type.getShape();
  FailureOr<Requantizer> requantize = Requantizer::create(
      op, outputType, frame.getRounding(op), getBounds(op, outputType),
      getAccumulatorScales(inputType, weightsType, kernel[0],
                           /*roundToF32=*/false));
  if (failed(requantize))
    return failure();

  SmallVector<uint32_t> sums(output.integers.size(), 0);
  int64_t position = 0;
  forEachIndex(input.type.getShape(), [&](ArrayRef<int64_t> index) {
    int64_t value = input.integers[position++] - inputType.getZeroPoint(0);
    forEachIndex(kernel.drop_back(), [&](ArrayRef<int64_t> tap) {
      int64_t channel = tap[0];
      int64_t y = index[1] * op.getStrides()[0] + tap[1] - op.getPadding()[0];
      int64_t x = index[2] * op.getStrides()[1] + tap[2] - op.getPadding()[1];
      if (y < 0 || y >= outputShape[1] || x < 0 || x >= outputShape[2])
        return;
      int64_t weight =
          weights.integers[linearize(kernel,
                                     {channel, tap[1], tap[2], index[3]})] -
          weightsType.getZeroPoint(broadcastChannel(weightsType, channel));
      sums[linearize(outputShape, {index[0], y, x, channel})] +=
          uint32_t(value * weight);
    });
  });
  for (size_t i = 0, e = sums.size(); i < e; ++i) {
    int64_t channel = i % outputShape[3];
    uint32_t acc = sums[i] + (bias ? uint32_t(bias->integers[channel]) : 0);
    output.integers[i] = (*requantize)(acc, channel);
  }
  return success();
}

LogicalResult reference::evaluateOp(BatchMatmulOp op, Frame &frame) {
  const Tensor &lhs = frame.get(op.getLhs());
  const Tensor &rhs = frame.get(op.getRhs());
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface lhsType = getQuantizedElementType(lhs.type);
  QuantizedTypeInterface rhsType = getQuantizedElementType(rhs.type);
  QuantizedTypeInterface outputType = getQuantizedElementType(output.type);
  FailureOr<Requantizer> requantize = Requantizer::create(
      op, outputType, frame.getRounding(op), getBounds(op, outputType),
      numerics::accumulatorScale(lhsType.getScale(0), rhsType.getScale(0),
                                 /*roundToF32=*/true));
  if (failed(requantize))
    return failure();

  int64_t sizeM = output.type.getShape().drop_back().back();
  int64_t sizeN = output.type.getShape().back();
  int64_t sizeK = lhs.type.getShape().back();
  for (int64_t i = 0, e = output.integers.size(); i < e; ++i) {
    int64_t n = i % sizeN, row = i / sizeN;
    int64_t column = row / sizeM * sizeN + n;
    uint32_t acc = 0;
    for (int64_t k = 0; k < sizeK; ++k)
      acc += uint32_t(
          (lhs.integers[row * sizeK + k] - lhsType.getZeroPoint(0)) *
          (rhs.integers[column * sizeK + k] - rhsType.getZeroPoint(0)));
    output.integers[i] = (*requantize)(acc, 0);
  }
  return success();
}
