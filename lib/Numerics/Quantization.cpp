//===- Quantization.cpp - Affine quantization of scalars ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Quantization.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace mlir::qnn::numerics {

// Quotients and products may overflow; they must then be infinite.
static_assert(std::numeric_limits<float>::is_iec559 &&
                  std::numeric_limits<double>::is_iec559,
              "expected IEEE 754 arithmetic");

float scaleToF32(double scale) {
  assert(std::isfinite(scale) && scale > 0.0 && "scale out of range");
  constexpr double smallest = std::numeric_limits<float>::denorm_min();
  constexpr double largest = std::numeric_limits<float>::max();
  return static_cast<float>(std::clamp(scale, smallest, largest));
}

/// `rounded + zeroPoint` saturated to `storage`, where `rounded` is an integer,
/// an infinity or a NaN. A NaN goes to the lower bound.
static int64_t addZeroPoint(float rounded, int64_t zeroPoint,
                            StorageRange storage) {
  assert(storage.min <= zeroPoint && zeroPoint <= storage.max &&
         "zero point outside of the storage range");
  assert(storage.max - storage.min < (int64_t{1} << 16) &&
         "storage range wider than 16 bits");
  // Both bounds are exact. A NaN fails the first comparison.
  const auto lower = static_cast<float>(storage.min - zeroPoint);
  const auto upper = static_cast<float>(storage.max - zeroPoint);
  if (!(rounded > lower))
    return storage.min;
  if (rounded >= upper)
    return storage.max;
  return static_cast<int64_t>(rounded) + zeroPoint;
}

StorageRange activationRange(Activation activation, double scale,
                             int64_t zeroPoint, StorageRange storage) {
  // TFLite saturates each bound on one side only. Saturating on both changes
  // nothing: a lower bound, being at most 0, quantizes to at most the zero
  // point, an upper bound to at least that, and the zero point is in range.
  const auto quantizeBound = [&](float bound) {
    return quantize(bound, scale, zeroPoint, storage, FloatRounding::HalfAway);
  };
  switch (activation) {
  case Activation::None:
    return storage;
  case Activation::Relu:
    return {quantizeBound(0.0f), storage.max};
  case Activation::Relu6:
    return {quantizeBound(0.0f), quantizeBound(6.0f)};
  case Activation::ReluN1To1:
    return {quantizeBound(-1.0f), quantizeBound(1.0f)};
  }
  assert(false && "unknown activation");
  return storage;
}

int64_t quantize(float x, double scale, int64_t zeroPoint, StorageRange storage,
                 FloatRounding rounding) {
  const float quotient = x / scaleToF32(scale);
  const float rounded = rounding == FloatRounding::HalfAway
                            ? std::round(quotient)
                            : std::nearbyint(quotient);
  return addZeroPoint(rounded, zeroPoint, storage);
}

float dequantize(int64_t q, double scale, int64_t zeroPoint) {
  return static_cast<float>(scale * static_cast<double>(q - zeroPoint));
}

double accumulatorScale(double inputScale, double weightScale,
                        bool roundToF32) {
  if (!roundToF32)
    return inputScale * weightScale;
  return static_cast<float>(scaleToF32(inputScale) * scaleToF32(weightScale));
}

} // namespace mlir::qnn::numerics
