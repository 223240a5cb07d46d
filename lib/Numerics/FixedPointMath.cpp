//===- FixedPointMath.cpp - Functions of fixed-point numbers --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FixedPointMath.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <limits>

namespace mlir::qnn::numerics {

/// 1 in Q0.31, as near as it gets.
static constexpr int32_t kOneQ31 = std::numeric_limits<int32_t>::max();

/// 1 in Q2.29.
static constexpr int32_t kOneQ29 = 1 << 29;

/// The product of Qm.n by Q0.31 in Qm.n; in general, integer bits add up.
static int32_t multiply(int32_t a, int32_t b) {
  return saturatingRoundingDoublingHighMul(a, b);
}

int32_t saturatingShiftLeft(int32_t x, int exponent) {
  assert(exponent >= 0 && exponent <= 31 && "exponent out of range");
  return static_cast<int32_t>(
      std::clamp<int64_t>(int64_t{x} * (int64_t{1} << exponent),
                          std::numeric_limits<int32_t>::min(),
                          std::numeric_limits<int32_t>::max()));
}

/// exp(x) for x in [-1/4, 0), both in Q0.31: the first five terms of the Taylor
/// series about -1/8. Where gemmlowp rounds is part of the definition.
static int32_t expOnLastQuarter(int32_t x) {
  constexpr int32_t expOfCentre = 1895147668; // exp(-1/8)
  constexpr int32_t oneThird = 715827883;
  const int32_t t = x + (1 << 28);
  const int32_t t2 = multiply(t, t);
  const int32_t t3 = multiply(t2, t);
  const int32_t t4 = multiply(t2, t2);
  // (t^4 / 4 + t^3) / 3 + t^2, halved, is t^4 / 24 + t^3 / 6 + t^2 / 2.
  const int32_t higherTerms = roundingDivideByPOT(
      multiply(roundingDivideByPOT(t4, 2) + t3, oneThird) + t2, 1);
  return expOfCentre + multiply(expOfCentre, t + higherTerms);
}

int32_t expOnNegative(int32_t x, int integerBits) {
  assert(x <= 0 && "expected a number that is not positive");
  assert(integerBits >= 1 && integerBits <= 5 && "integer bits out of range");
  if (x == 0)
    return kOneQ31;
  const int fractionalBits = 31 - integerBits;
  // x = fraction - rest, with fraction in [-1/4, 0) and rest a multiple of 1/4.
  const int32_t quarter = 1 << (fractionalBits - 2);
  const int32_t fraction = (x & (quarter - 1)) - quarter;
  const int32_t rest = fraction - x;
  int32_t result = expOnLastQuarter(fraction * (1 << integerBits));

  // exp(-2^i) in Q0.31, for i from -2 on.
  constexpr int32_t powers[] = {1672461947, 1302514674, 790015084, 290630308,
                                39332535,   720401,     242};
  for (int i = -2; i < integerBits; ++i)
    if (rest & (1 << (fractionalBits + i)))
      result = multiply(result, powers[i + 2]);
  return result;
}

/// 2 / (1 + x) in Q2.29 for x in [0, 1) in Q0.31. The initial estimate of the
/// reciprocal of d in [1/2, 1] is 48/17 - 32/17 d, whose relative error is at
/// most 1/17; each step squares it.
static int32_t twiceReciprocalOfOnePlus(int32_t x) {
  assert(x >= 0 && "expected a number in [0, 1)");
  constexpr int32_t estimateConstant = 1515870810; // 48/17 in Q2.29
  constexpr int32_t estimateSlope = -1010580540;   // -32/17 in Q2.29
  const auto denominator =
      static_cast<int32_t>((int64_t{x} + (int64_t{1} << 31)) / 2);
  int32_t y = estimateConstant + multiply(denominator, estimateSlope);
  for (int step = 0; step < 3; ++step) {
    const int32_t error = kOneQ29 - multiply(denominator, y);
    // The product has four integer bits.
    y += saturatingShiftLeft(multiply(y, error), 2);
  }
  return y;
}

int32_t reciprocalOfOnePlus(int32_t x) {
  // Read with one integer bit, the same integer is half as much.
  return saturatingShiftLeft(twiceReciprocalOfOnePlus(x), 1);
}

int32_t logistic(int32_t x) {
  if (x == 0)
    return 1 << 30;
  const int32_t ofMagnitude =
      reciprocalOfOnePlus(expOnNegative(-std::abs(x), 4));
  return x > 0 ? ofMagnitude : kOneQ31 - ofMagnitude;
}

int32_t tanh(int32_t x) {
  if (x == 0)
    return 0;
  // (1 - e) / (1 + e) is 2 / (1 + e) - 1, for e = exp(-2 |x|). In Q5.26, the
  // integer x is twice as much.
  const int32_t e = expOnNegative(-std::abs(x), 5);
  const int32_t ofMagnitude =
      saturatingShiftLeft(twiceReciprocalOfOnePlus(e) - kOneQ29, 2);
  return x > 0 ? ofMagnitude : -ofMagnitude;
}

/// 1 / sqrt(a) in Q3.28 for a in [1/4, 1) in Q3.28, starting from 1:
/// y' = y * (3 - a * y^2) / 2.
static int32_t inverseSqrtByNewton(int32_t a) {
  constexpr int32_t threeHalves = 3 << 27;
  const int32_t half = roundingDivideByPOT(a, 1);
  int32_t y = 1 << 28;
  for (int step = 0; step < 5; ++step) {
    const int32_t cube = saturatingShiftLeft(multiply(multiply(y, y), y), 6);
    y = saturatingShiftLeft(multiply(threeHalves, y) - multiply(half, cube), 3);
  }
  return y;
}

FixedPointMultiplier inverseSqrt(int32_t x) {
  assert(x >= 0 && "expected a number that is not negative");
  if (x <= 1)
    return {kOneQ31, 0};
  // x = significand * 4^exponent, the significand in [2^27, 2^29).
  int exponent = 0;
  int32_t significand = x;
  for (; significand >= 1 << 29; ++exponent)
    significand /= 4;
  for (; significand < 1 << 27; --exponent)
    significand *= 4;

  constexpr int32_t halfSqrt2 = 1518500250; // In Q0.31.
  const int32_t result =
      multiply(inverseSqrtByNewton(significand >> 1), halfSqrt2);
  const int rightShift = 11 + exponent;
  if (rightShift < 0)
    return {result << -rightShift, 0};
  return {result, -rightShift};
}

} // namespace mlir::qnn::numerics
