//===- FloatMultiplier.cpp - Rescaling to bytes in float32 ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FloatMultiplier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace mlir::qnn::numerics;

static constexpr int32_t kInt32Min = std::numeric_limits<int32_t>::min();
static constexpr int32_t kInt32Max = std::numeric_limits<int32_t>::max();

/// a * b + c, rounded once, toward zero.
static float fmaTowardZero(float a, float b, float c) {
  // In double, the product is exact, and so is the sum together with the error
  // of its rounding (Knuth, The Art of Computer Programming, 4.2.2, theorem B).
  const double product = static_cast<double>(a) * b;
  const double sum = product + c;
  const double addend = sum - product;
  const double error = (product - (sum - addend)) + (c - addend);
  const auto nearest = static_cast<float>(sum);
  const double excess = (nearest - sum) - error;
  const bool isTooFar = sum < 0.0 ? excess < 0.0 : excess > 0.0;
  return isTooFar ? std::nextafter(nearest, 0.0f) : nearest;
}

int32_t mlir::qnn::numerics::rescaleInFloats(int32_t x,
                                             const FloatMultiplier &m) {
  const auto v = static_cast<float>(x);
  const float rest = fmaTowardZero(v, m.low, std::copysign(m.offset, v));
  return static_cast<int32_t>(fmaTowardZero(v, m.high, rest));
}

/// The numbers on either side of each threshold: the least one with a result of
/// at least k, for each k in range but the first, and the one before it; and
/// the ends of int32.
static std::vector<int32_t> getWitnesses(FixedPointMultiplier m, Rounding mode,
                                         StorageRange range) {
  std::vector<int32_t> witnesses = {kInt32Min, kInt32Max};
  const double real = std::ldexp(m.multiplier, m.shift - 31);
  for (int64_t k = range.min + 1; k <= range.max; ++k) {
    // Within a few steps: each rounding moves a threshold by less than 1/real.
    const double guess = (static_cast<double>(k) - 0.5) / real;
    auto x =
        static_cast<int32_t>(std::clamp<double>(guess, kInt32Min, kInt32Max));
    while (x > kInt32Min && rescale(x, m, mode) >= k)
      --x;
    while (x < kInt32Max && rescale(x, m, mode) < k)
      ++x;
    witnesses.push_back(x);
    if (x > kInt32Min)
      witnesses.push_back(x - 1);
  }
  return witnesses;
}

// Both functions are monotone: `rescale` for negative shifts, as nothing wraps,
// and `rescaleInFloats`, as no factor is negative, and rounding is monotone.
// Monotone functions of as many results are equal if they are on both sides of
// each threshold.
std::optional<FloatMultiplier>
mlir::qnn::numerics::findFloatMultiplier(FixedPointMultiplier m, Rounding mode,
                                         StorageRange range) {
  if (m.multiplier == 0)
    return FloatMultiplier{};
  if (mode == Rounding::HalfEvenF32 || m.shift >= 0 ||
      m.multiplier < (1 << 30) || range.max - range.min > 255)
    return std::nullopt;

  // Of the 31 bits, the upper 24 and the others.
  constexpr int32_t lowBits = (1 << 7) - 1;
  const double unit = std::ldexp(1.0, m.shift - 31);
  FloatMultiplier result;
  result.high = static_cast<float>((m.multiplier & ~lowBits) * unit);
  // The first of two roundings takes a number up by 2^(shift - 1) at most.
  result.offset = 0.5f;
  if (mode == Rounding::DoubleRound)
    result.offset += std::ldexp(0.5f, m.shift);

  const std::vector<int32_t> witnesses = getWitnesses(m, mode, range);
  auto clamp = [&](int64_t value) {
    return std::clamp(value, range.min, range.max);
  };
  auto isEqual = [&](int32_t x) {
    return clamp(rescaleInFloats(x, result)) == clamp(rescale(x, m, mode));
  };
  // What truncation takes away, a little more than the exact numbers makes up
  // for: of the offset, and of the factor, 2^-26 at a time for the largest
  // results.
  constexpr int numOffsets = 2, numFactors = 16;
  for (int i = 0; i < numOffsets; ++i) {
    for (int j = 0; j < numFactors; ++j) {
      const double excess = j * std::ldexp(m.multiplier, -34);
      result.low =
          static_cast<float>(((m.multiplier & lowBits) + excess) * unit);
      if (std::all_of(witnesses.begin(), witnesses.end(), isEqual))
        return result;
    }
    result.offset = std::nextafter(result.offset, 1.0f);
  }
  return std::nullopt;
}
