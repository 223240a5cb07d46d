//===- Arithmetic.cpp - Multipliers of sums and products ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Arithmetic.h"
#include "qnn/Numerics/Quantization.h"
#include <algorithm>

using namespace mlir::qnn::numerics;

AddMultipliers mlir::qnn::numerics::getAddMultipliers(double lhsScale,
                                                      double rhsScale,
                                                      double outputScale,
                                                      bool roundToF32) {
  if (roundToF32) {
    float lhs = scaleToF32(lhsScale), rhs = scaleToF32(rhsScale);
    float twiceMax = 2 * std::max(lhs, rhs);
    float output = (1 << kAddLeftShift) * scaleToF32(outputScale);
    return {lhs / twiceMax, rhs / twiceMax, twiceMax / output};
  }
  double twiceMax = 2 * std::max(lhsScale, rhsScale);
  return {lhsScale / twiceMax, rhsScale / twiceMax,
          twiceMax / ((1 << kAddLeftShift) * outputScale)};
}

double mlir::qnn::numerics::getMulMultiplier(double lhsScale, double rhsScale,
                                             double outputScale,
                                             bool roundToF32) {
  if (!roundToF32)
    return lhsScale * rhsScale / outputScale;
  float product = scaleToF32(lhsScale) * scaleToF32(rhsScale);
  return product / scaleToF32(outputScale);
}

static int getFloorLog2(int64_t x) {
  int log = 0;
  while (x >>= 1)
    ++log;
  return log;
}

std::optional<FixedPointMultiplier>
mlir::qnn::numerics::getMeanMultiplier(double ratio, int64_t count,
                                       Rounding mode) {
  if (mode == Rounding::HalfEvenF32)
    return quantizeMultiplier(ratio / count, mode);
  std::optional<FixedPointMultiplier> sum = quantizeMultiplier(ratio, mode);
  if (!sum)
    return std::nullopt;
  int bits = std::min({getFloorLog2(count), 32, 31 + sum->shift});
  FixedPointMultiplier mean;
  mean.multiplier =
      static_cast<int32_t>((int64_t{sum->multiplier} << bits) / count);
  mean.shift = sum->shift - bits;
  return mean;
}

int64_t mlir::qnn::numerics::divideRoundingHalfAway(int64_t sum,
                                                    int64_t count) {
  return sum > 0 ? (sum + count / 2) / count : (sum - count / 2) / count;
}
