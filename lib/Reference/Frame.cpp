//===- Frame.cpp - State of an evaluation ---------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Frame.h"

#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

int64_t reference::getChannel(RankedTensorType type, int64_t index) {
  std::optional<int64_t> axis =
      getQuantizedElementType(type).getQuantizedAxis();
  if (!axis)
    return 0;
  // Row-major: the last axis varies fastest.
  for (int64_t i = type.getRank() - 1; i > *axis; --i)
    index /= type.getDimSize(i);
  return index % type.getDimSize(*axis);
}

FailureOr<numerics::FixedPointMultiplier>
reference::quantizeMultiplier(Operation *op, double real, RoundingMode mode,
                              int64_t channel) {
  std::optional<numerics::FixedPointMultiplier> multiplier =
      numerics::quantizeMultiplier(real, toNumerics(mode));
  if (!multiplier)
    return op->emitOpError("expected a multiplier that mode ")
           << stringifyRoundingMode(mode) << " has, but got " << real
           << " for channel " << channel;
  return *multiplier;
}

numerics::StorageRange reference::getBounds(std::optional<ClampAttr> clamp,
                                            QuantizedTypeInterface type) {
  if (clamp)
    return {clamp->getMin(), clamp->getMax()};
  return {type.getStorage().min, type.getStorage().max};
}

numerics::StorageRange reference::getBounds(FusedActivationOpInterface op,
                                            QuantizedTypeInterface type) {
  numerics::StorageRange bounds = getBounds(op.getClamp(), type);
  if (std::optional<Activation> activation = op.getActivation())
    return numerics::activationRange(toNumerics(*activation), type.getScale(0),
                                     type.getZeroPoint(0), bounds);
  return bounds;
}
