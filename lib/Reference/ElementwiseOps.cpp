//===- ElementwiseOps.cpp - Evaluation of elementwise ops -----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Indices.h"
#include "Ops.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Numerics/Arithmetic.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

/// Fills the output with `function` of the two elements that broadcast to each
/// of its own.
template <typename OpTy, typename Function>
static void forEachPair(OpTy op, Value lhsValue, Value rhsValue, Frame &frame,
                        Function function) {
  const Tensor &lhs = frame.get(lhsValue);
  const Tensor &rhs = frame.get(rhsValue);
  Tensor &output = frame.create(op.getOutput());
  int64_t position = 0;
  forEachIndex(output.type.getShape(), [&](ArrayRef<int64_t> index) {
    output.integers[position++] =
        function(lhs.integers[linearizeBroadcast(lhs.type.getShape(), index)],
                 rhs.integers[linearizeBroadcast(rhs.type.getShape(), index)]);
  });
}

/// lhs + sign * rhs
template <typename OpTy>
static LogicalResult evaluateSum(OpTy op, Frame &frame, int64_t sign) {
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  RoundingMode mode = frame.getRounding(op);
  numerics::AddMultipliers real = numerics::getAddMultipliers(
      lhs.getScale(0), rhs.getScale(0), output.getScale(0), op.getF32Scales());
  auto lhsMultiplier = quantizeMultiplier(op, real.lhs, mode, 0);
  auto rhsMultiplier = quantizeMultiplier(op, real.rhs, mode, 0);
  auto outputMultiplier = quantizeMultiplier(op, real.output, mode, 0);
  if (failed(lhsMultiplier) || failed(rhsMultiplier) ||
      failed(outputMultiplier))
    return failure();

  numerics::StorageRange bounds = getBounds(op, output);
  auto rescale = [&](int64_t x, numerics::FixedPointMultiplier multiplier) {
    return int64_t{numerics::rescale(static_cast<int32_t>(x), multiplier,
                                     toNumerics(mode))};
  };
  auto shift = [](int64_t x) {
    return x * (int64_t{1} << numerics::kAddLeftShift);
  };
  forEachPair(op, op.getLhs(), op.getRhs(), frame, [&](int64_t a, int64_t b) {
    int64_t l = rescale(shift(a - lhs.getZeroPoint(0)), *lhsMultiplier);
    int64_t r = rescale(shift(b - rhs.getZeroPoint(0)), *rhsMultiplier);
    int64_t v = rescale(l + sign * r, *outputMultiplier);
    return std::clamp(v + output.getZeroPoint(0), bounds.min, bounds.max);
  });
  return success();
}

LogicalResult reference::evaluateOp(AddOp op, Frame &frame) {
  return evaluateSum(op, frame, 1);
}

LogicalResult reference::evaluateOp(SubOp op, Frame &frame) {
  return evaluateSum(op, frame, -1);
}

LogicalResult reference::evaluateOp(MulOp op, Frame &frame) {
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  RoundingMode mode = frame.getRounding(op);
  auto multiplier = quantizeMultiplier(
      op,
      numerics::getMulMultiplier(lhs.getScale(0), rhs.getScale(0),
                                 output.getScale(0), op.getF32Scales()),
      mode, 0);
  if (failed(multiplier))
    return failure();
  numerics::StorageRange bounds = getBounds(op, output);
  forEachPair(op, op.getLhs(), op.getRhs(), frame, [&](int64_t a, int64_t b) {
    int64_t product = (a - lhs.getZeroPoint(0)) * (b - rhs.getZeroPoint(0));
    int64_t v = numerics::rescale(static_cast<int32_t>(product), *multiplier,
                                  toNumerics(mode));
    return std::clamp(v + output.getZeroPoint(0), bounds.min, bounds.max);
  });
  return success();
}

LogicalResult reference::evaluateOp(MinimumOp op, Frame &frame) {
  forEachPair(op, op.getLhs(), op.getRhs(), frame,
              [](int64_t a, int64_t b) { return std::min(a, b); });
  return success();
}

LogicalResult reference::evaluateOp(MaximumOp op, Frame &frame) {
  forEachPair(op, op.getLhs(), op.getRhs(), frame,
              [](int64_t a, int64_t b) { return std::max(a, b); });
  return success();
}

LogicalResult reference::evaluateOp(PReluOp op, Frame &frame) {
  QuantizedTypeInterface input =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface alpha =
      getQuantizedElementType(op.getAlpha().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  RoundingMode mode = frame.getRounding(op);
  auto positive =
      quantizeMultiplier(op, input.getScale(0) / output.getScale(0), mode, 0);
  auto negative = quantizeMultiplier(
      op, input.getScale(0) * alpha.getScale(0) / output.getScale(0), mode, 0);
  if (failed(positive) || failed(negative))
    return failure();
  numerics::StorageRange bounds = getBounds(std::nullopt, output);
  forEachPair(
      op, op.getInput(), op.getAlpha(), frame, [&](int64_t q, int64_t a) {
        int64_t x = q - input.getZeroPoint(0);
        if (x < 0)
          x *= a - alpha.getZeroPoint(0);
        bool isPositive = q >= input.getZeroPoint(0);
        int64_t v = numerics::rescale(static_cast<int32_t>(x),
                                      isPositive ? *positive : *negative,
                                      toNumerics(mode));
        return std::clamp(v + output.getZeroPoint(0), bounds.min, bounds.max);
      });
  return success();
}
