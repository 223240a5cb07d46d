//===- QuantizeOps.cpp - Evaluation of (re|de)quantization ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"
#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

LogicalResult reference::evaluateOp(QuantizeOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface type = getQuantizedElementType(output.type);

  for (size_t i = 0; i < input.reals.size(); ++i) {
    int64_t c = getChannel(output.type, i);
    output.integers[i] = numerics::quantize(
        input.reals[i], type.getScale(c), type.getZeroPoint(c),
        toNumerics(type.getStorage()), toNumerics(op.getRounding()));
  }
  return success();
}

LogicalResult reference::evaluateOp(DequantizeOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface type = getQuantizedElementType(input.type);

  for (size_t i = 0; i < input.integers.size(); ++i) {
    int64_t c = getChannel(input.type, i);
    output.reals[i] = numerics::dequantize(input.integers[i], type.getScale(c),
                                           type.getZeroPoint(c));
  }
  return success();
}

/// The multiplier of each channel; one if neither type is per axis.
static FailureOr<std::vector<numerics::FixedPointMultiplier>>
getMultipliers(RequantizeOp op, QuantizedTypeInterface from,
               QuantizedTypeInterface to, RoundingMode mode) {
  std::vector<numerics::FixedPointMultiplier> multipliers;
  int64_t numChannels = (from.isPerTensor() ? to : from).getNumChannels();
  for (int64_t c = 0; c < numChannels; ++c) {
    double ratio = from.getScale(broadcastChannel(from, c)) /
                   to.getScale(broadcastChannel(to, c));
    FailureOr<numerics::FixedPointMultiplier> multiplier =
        quantizeMultiplier(op, ratio, mode, c);
    if (failed(multiplier))
      return failure();
    multipliers.push_back(*multiplier);
  }
  return multipliers;
}

LogicalResult reference::evaluateOp(RequantizeOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  QuantizedTypeInterface from = getQuantizedElementType(input.type);
  QuantizedTypeInterface to = getQuantizedElementType(output.type);
  RoundingMode mode = frame.getRounding(op);
  numerics::StorageRange bounds = getBounds(op.getClamp(), to);
  auto multipliers = getMultipliers(op, from, to, mode);
  if (failed(multipliers))
    return failure();

  for (size_t i = 0; i < input.integers.size(); ++i) {
    // Where both types are per axis, their axes are equal.
    int64_t c = getChannel(from.isPerTensor() ? output.type : input.type, i);
    uint32_t centred = uint32_t(input.integers[i]) -
                       uint32_t(from.getZeroPoint(broadcastChannel(from, c)));
    int64_t v = numerics::rescale(int32_t(centred), (*multipliers)[c],
                                  toNumerics(mode));
    output.integers[i] = std::clamp(
        v + to.getZeroPoint(broadcastChannel(to, c)), bounds.min, bounds.max);
  }
  return success();
}

LogicalResult reference::evaluateOp(StorageCastOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());

  // The bits stay, the number changes if one side is unsigned.
  Storage range = getElementRange(output.type.getElementType());
  for (size_t i = 0; i < input.integers.size(); ++i)
    output.integers[i] =
        readInteger(APInt(range.width, uint64_t(input.integers[i]),
                          /*isSigned=*/false, /*implicitTrunc=*/true),
                    range.isSigned);
  return verifyTensor(output, [&] { return op.emitOpError(); });
}
