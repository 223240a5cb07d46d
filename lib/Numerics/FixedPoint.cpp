//===- FixedPoint.cpp - Fixed-point multipliers and rounding --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two things C++17 leaves to the implementation are relied on, and C++20 fixes
// both as every compiler has them: `>>` of a negative number is arithmetic, and
// conversion to a narrower signed type keeps the low bits.
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FixedPoint.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace mlir::qnn::numerics {

static constexpr int32_t kInt32Min = std::numeric_limits<int32_t>::min();
static constexpr int32_t kInt32Max = std::numeric_limits<int32_t>::max();

/// Bits of a float32 significand, the implicit one included.
static constexpr int kF32Precision = 24;

/// The number of bits needed to write `value`: 0 for 0, else 1 + floor(log2).
static int bitWidth(uint64_t value) {
  return value == 0 ? 0 : 64 - __builtin_clzll(value);
}

/// `value / 2^amount` to the nearest integer, ties to even, for `value` below
/// 2^63 and `amount` in [0, 63].
static uint64_t shiftRightHalfEven(uint64_t value, int amount) {
  if (amount == 0)
    return value;
  // Adding a little less than half sends ties down; an odd quotient adds that
  // little too, which sends them up.
  const uint64_t half = uint64_t{1} << (amount - 1);
  const uint64_t isOdd = (value >> amount) & 1;
  return (value + (half - 1) + isOdd) >> amount;
}

/// `value` to the nearest float32, ties to even. Only the significand is
/// rounded: no value here comes near the ends of the exponent range.
static uint64_t roundToF32(uint64_t value) {
  const int excessBits = std::max(bitWidth(value) - kF32Precision, 0);
  return shiftRightHalfEven(value, excessBits) << excessBits;
}

std::optional<FixedPointMultiplier> quantizeMultiplier(double real,
                                                       Rounding mode) {
  if (!std::isfinite(real) || real < 0.0)
    return std::nullopt;
  if (real == 0.0)
    return FixedPointMultiplier{0, 0};

  int shift;
  const double fraction = std::frexp(real, &shift); // In [0.5, 1).
  int64_t multiplier;
  if (mode == Rounding::HalfEvenF32) {
    // The 53 bits of the double's significand are kept, then rounded to 24.
    const auto significand = static_cast<uint64_t>(std::ldexp(fraction, 53));
    multiplier = static_cast<int64_t>(roundToF32(significand) >> (53 - 31));
  } else {
    multiplier = static_cast<int64_t>(std::round(std::ldexp(fraction, 31)));
  }

  // A fraction just below 1 rounds up to 1, which is renormalised to 0.5.
  if (multiplier == int64_t{1} << 31) {
    multiplier /= 2;
    ++shift;
  }
  if (shift < kMinShift)
    return FixedPointMultiplier{0, 0};
  if (shift > kMaxShift) {
    if (mode == Rounding::SingleRound)
      return FixedPointMultiplier{kInt32Max, kMaxShift};
    return std::nullopt;
  }
  return FixedPointMultiplier{static_cast<int32_t>(multiplier), shift};
}

int32_t saturatingRoundingDoublingHighMul(int32_t a, int32_t b) {
  const int64_t product = int64_t{a} * b;
  const int64_t rounded = (product + (int64_t{1} << 30)) >> 31;
  return static_cast<int32_t>(std::min<int64_t>(rounded, kInt32Max));
}

int32_t roundingDivideByPOT(int32_t x, int exponent) {
  assert(exponent >= 0 && exponent <= 31 && "exponent out of range");
  // Half away from zero is half up on the magnitude.
  const int64_t half = (int64_t{1} << exponent) / 2;
  const int64_t magnitude = (std::abs(int64_t{x}) + half) >> exponent;
  return static_cast<int32_t>(x < 0 ? -magnitude : magnitude);
}

int32_t rescaleDoubleRound(int32_t x, FixedPointMultiplier m) {
  assert(isValid(m) && "multiplier or shift out of range");
  const int leftShift = std::max(m.shift, 0);
  const int rightShift = std::max(-m.shift, 0);
  // Unsigned, because the shift may overflow.
  const auto shifted =
      static_cast<int32_t>(static_cast<uint32_t>(x) << leftShift);
  return roundingDivideByPOT(
      saturatingRoundingDoublingHighMul(shifted, m.multiplier), rightShift);
}

int32_t rescaleSingleRound(int32_t x, FixedPointMultiplier m) {
  assert(isValid(m) && "multiplier or shift out of range");
  // |product| < 2^62 and half <= 2^61: the sum does not overflow.
  const int rightShift = 31 - m.shift;
  const int64_t product = int64_t{x} * m.multiplier;
  const int64_t half = int64_t{1} << (rightShift - 1);
  return static_cast<int32_t>((product + half) >> rightShift);
}

int32_t rescaleHalfEvenF32(int32_t x, FixedPointMultiplier m) {
  assert(isValid(m) && "multiplier or shift out of range");
  // Rounding to nearest even is symmetric about zero, so magnitudes suffice.
  // Neither factor exceeds 2^31, so their product is exact and below 2^63.
  const auto value = roundToF32(static_cast<uint64_t>(std::abs(int64_t{x})));
  const auto scale = roundToF32(static_cast<uint64_t>(m.multiplier));
  const uint64_t product = roundToF32(value * scale);
  const auto magnitude =
      static_cast<int64_t>(shiftRightHalfEven(product, 31 - m.shift));
  return static_cast<int32_t>(std::clamp<int64_t>(
      x < 0 ? -magnitude : magnitude, kInt32Min, kInt32Max));
}

int32_t rescale(int32_t x, FixedPointMultiplier m, Rounding mode) {
  switch (mode) {
  case Rounding::DoubleRound:
    return rescaleDoubleRound(x, m);
  case Rounding::SingleRound:
    return rescaleSingleRound(x, m);
  case Rounding::HalfEvenF32:
    return rescaleHalfEvenF32(x, m);
  }
  assert(false && "unknown rounding mode");
  return 0;
}

} // namespace mlir::qnn::numerics
