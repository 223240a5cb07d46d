//===- ExactArithmetic.h - Rescaling in exact arithmetic --------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The oracle of the fixed-point tests. It shares no code and no trick with the
// library: rational numbers are rounded by division with remainder, and float32
// is the hardware's. Shifts of negative numbers, added rounding constants and
// bit patterns are what is under test, so none appears.
//
// The integer type is a parameter. No intermediate result overflows 128 bits;
// 64 are enough for shifts that are not positive.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_NUMERICS_EXACTARITHMETIC_H
#define QNN_TEST_UNIT_NUMERICS_EXACTARITHMETIC_H

#include "qnn/Numerics/FixedPoint.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace exact {

using mlir::qnn::numerics::FixedPointMultiplier;

__extension__ typedef __int128 Int128;

template <typename IntT>
constexpr IntT pow2(int exponent) {
  return IntT{1} << exponent;
}

/// The integer nearest to `n / d`, for positive `d`; ties go toward +infinity.
/// `/` and `%` truncate, so twice the remainder lies in (-2d, 2d).
template <typename IntT>
constexpr IntT nearestTiesUp(IntT n, IntT d) {
  const IntT twice = 2 * (n % d);
  return n / d + (twice >= d) - (twice < -d);
}

/// The integer nearest to `n / d`, for positive `d`; ties go away from zero.
template <typename IntT>
constexpr IntT nearestTiesAway(IntT n, IntT d) {
  const IntT twice = 2 * (n % d);
  return n / d + (twice >= d) - (twice <= -d);
}

/// The greatest integer that is at most `n / d`, for positive `d`.
template <typename IntT>
constexpr IntT floorDiv(IntT n, IntT d) {
  return n / d - (n % d < 0);
}

/// The integer congruent to `value` modulo 2^32 that an int32 can hold.
template <typename IntT>
constexpr int32_t wrapToInt32(IntT value) {
  const IntT modulus = pow2<IntT>(32);
  const IntT residue = value - floorDiv(value, modulus) * modulus;
  return static_cast<int32_t>(residue < modulus / 2 ? residue
                                                    : residue - modulus);
}

template <typename IntT>
constexpr int32_t saturateToInt32(IntT value) {
  return static_cast<int32_t>(
      std::clamp<IntT>(value, std::numeric_limits<int32_t>::min(),
                       std::numeric_limits<int32_t>::max()));
}

template <typename IntT = Int128>
constexpr int32_t rescaleDoubleRound(int32_t x, FixedPointMultiplier m) {
  const IntT factor = pow2<IntT>(std::max(m.shift, 0));
  const IntT divisor = pow2<IntT>(std::max(-m.shift, 0));
  const IntT shifted = wrapToInt32(x * factor);
  const IntT high = nearestTiesUp(shifted * m.multiplier, pow2<IntT>(31));
  return static_cast<int32_t>(nearestTiesAway(high, divisor));
}

template <typename IntT = Int128>
constexpr int32_t rescaleSingleRound(int32_t x, FixedPointMultiplier m) {
  return wrapToInt32(
      nearestTiesUp(IntT{x} * m.multiplier, pow2<IntT>(31 - m.shift)));
}

/// Needs the default rounding mode, as the library's function does not.
inline int32_t rescaleHalfEvenF32(int32_t x, FixedPointMultiplier m) {
  const float value = static_cast<float>(x);
  const float scale =
      std::ldexp(static_cast<float>(m.multiplier), m.shift - 31);
  // The product of two float32 is exact in double: one rounding, to float32.
  const float product = static_cast<float>(static_cast<double>(value) *
                                           static_cast<double>(scale));
  // |product| <= 2^61.
  return saturateToInt32(static_cast<int64_t>(std::nearbyint(product)));
}

} // namespace exact

#endif // QNN_TEST_UNIT_NUMERICS_EXACTARITHMETIC_H
