//===- Reciprocal.cpp - Quantization without a division -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Reciprocal.h"

#include <cmath>
#include <limits>

using namespace mlir::qnn::numerics;

static constexpr float kInfinity = std::numeric_limits<float>::infinity();

int64_t mlir::qnn::numerics::quantizeByReciprocal(float x,
                                                  const Reciprocal &reciprocal,
                                                  int64_t zeroPoint,
                                                  FloatRounding rounding) {
  float v = x > reciprocal.min ? x : reciprocal.min;
  v = v < reciprocal.max ? v : reciprocal.max;
  const float quotient = std::fma(v, reciprocal.high, v * reciprocal.low);
  const float rounded = rounding == FloatRounding::HalfAway
                            ? std::round(quotient)
                            : std::nearbyint(quotient);
  return static_cast<int64_t>(rounded) + zeroPoint;
}

namespace {

/// `quantize` for one type.
struct Quantizer {
  double scale;
  int64_t zeroPoint;
  StorageRange storage;
  FloatRounding rounding;

  int64_t operator()(float x) const {
    return quantize(x, scale, zeroPoint, storage, rounding);
  }

  /// The least number that is quantized to `q` or more, which is about
  /// (q - 1/2 - zero point) * scale.
  float findThreshold(int64_t q) const {
    auto x =
        static_cast<float>((static_cast<double>(q - zeroPoint) - 0.5) * scale);
    while ((*this)(x) >= q)
      x = std::nextafter(x, -kInfinity);
    while ((*this)(x) < q)
      x = std::nextafter(x, kInfinity);
    return x;
  }
};

} // namespace

// Both functions are monotone. `quantize` is since rounding is. So is the other
// one: v * h + RN(v * l) is v / scale but for a relative error of 2^-46, and so
// increases from each float to the next, which is larger by 2^-24 at least;
// then it is rounded twice. (Where v * l underflows, both quotients round to
// 0.) Monotone functions with as many steps are equal if they are on both sides
// of each step.
std::optional<Reciprocal>
mlir::qnn::numerics::findReciprocal(double scale, int64_t zeroPoint,
                                    StorageRange storage,
                                    FloatRounding rounding) {
  // Thresholds and quotients are far from the ends of float32's range.
  const double divisor = scaleToF32(scale);
  if (divisor < 0x1p-64 || divisor > 0x1p64 || storage.min == storage.max)
    return std::nullopt;
  const Quantizer quantizer{divisor, zeroPoint, storage, rounding};

  Reciprocal reciprocal;
  reciprocal.high = static_cast<float>(1.0 / divisor);
  reciprocal.low = static_cast<float>(1.0 / divisor - reciprocal.high);
  reciprocal.min =
      std::nextafter(quantizer.findThreshold(storage.min + 1), -kInfinity);
  reciprocal.max = quantizer.findThreshold(storage.max);
  auto isEqual = [&](float x) {
    return quantizeByReciprocal(x, reciprocal, zeroPoint, rounding) ==
           quantizer(x);
  };
  for (int64_t q = storage.min + 1; q <= storage.max; ++q) {
    const float threshold = quantizer.findThreshold(q);
    if (!isEqual(threshold) || !isEqual(std::nextafter(threshold, -kInfinity)))
      return std::nullopt;
  }
  return reciprocal;
}
