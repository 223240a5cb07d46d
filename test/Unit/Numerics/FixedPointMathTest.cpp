//===- FixedPointMathTest.cpp - Tests of fixed-point functions ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FixedPointMath.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

using namespace mlir::qnn::numerics;

static constexpr int32_t kMin = std::numeric_limits<int32_t>::min();
static constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
static constexpr int kSamples = 200'000;

/// The real number that `x` stands for.
static long double toReal(int32_t x, int integerBits) {
  return std::ldexp(static_cast<long double>(x), integerBits - 31);
}

/// Random numbers in [low, high], of every magnitude and at the ends.
template <typename CheckT>
static void forEachSample(int32_t low, int32_t high, CheckT check) {
  std::mt19937_64 random(20170101);
  std::uniform_int_distribution<int32_t> uniform(low, high);
  for (int32_t offset = 0; offset < 64; ++offset) {
    check(low + offset);
    check(high - offset);
  }
  for (int i = 0; i < kSamples; ++i)
    check(uniform(random) / (1 << (i % 31)));
}

TEST(SaturatingShiftLeftTest, SaturatesAtBothEnds) {
  EXPECT_EQ(saturatingShiftLeft(kMax, 0), kMax);
  EXPECT_EQ(saturatingShiftLeft(kMin, 0), kMin);
  EXPECT_EQ(saturatingShiftLeft((1 << 29) - 1, 2), kMax - 3);
  EXPECT_EQ(saturatingShiftLeft(1 << 29, 2), kMax);
  EXPECT_EQ(saturatingShiftLeft(-(1 << 29), 2), kMin);
  EXPECT_EQ(saturatingShiftLeft(-(1 << 29) - 1, 2), kMin);
  EXPECT_EQ(saturatingShiftLeft(-1, 31), kMin);
  EXPECT_EQ(saturatingShiftLeft(1, 31), kMax);
}

TEST(ExpOnNegativeTest, IsExpToWithin22Bits) {
  for (int integerBits = 1; integerBits <= 5; ++integerBits)
    forEachSample(kMin, 0, [&](int32_t x) {
      EXPECT_NEAR(toReal(expOnNegative(x, integerBits), 0),
                  std::exp(toReal(x, integerBits)), 0x1p-22L)
          << x << " with " << integerBits << " integer bits";
    });
}

TEST(ExpOnNegativeTest, Literals) {
  // Zero is special: 1 does not fit.
  EXPECT_EQ(expOnNegative(0, 5), kMax);
  // -1/8 is the centre of the series: its constant term, and 0 for the rest.
  EXPECT_EQ(expOnNegative(-(1 << 23), 5), 1895147668);
  EXPECT_EQ(expOnNegative(-(1 << 24), 4), 1895147668);
  // -1/8 - 1/4: times exp(-1/4) = 1672461947 / 2^31, to nearest.
  // 1895147668 * 1672461947 / 2^31 = 1475942488.1.
  EXPECT_EQ(expOnNegative(-(3 << 23), 5), 1475942488);
  // -16 - 1/8: 1895147668 * 242 / 2^31 = 213.6.
  EXPECT_EQ(expOnNegative(-(16 << 26) - (1 << 23), 5), 214);
  // The least: every factor takes part, and the result is less than 1/2 ulp.
  EXPECT_EQ(expOnNegative(kMin, 5), 0);
}

TEST(ExpOnNegativeTest, TheFormatOnlyNamesTheBinaryPoint) {
  // x / 2^n is the same number with one more integer bit and half the integer,
  // and rounding happens in Q0.31.
  forEachSample(kMin / 2, 0, [](int32_t x) {
    const int32_t even = x * 2;
    EXPECT_EQ(expOnNegative(even, 4), expOnNegative(x, 5)) << x;
  });
}

TEST(ReciprocalOfOnePlusTest, IsReciprocalToWithin28Bits) {
  forEachSample(0, kMax, [](int32_t x) {
    EXPECT_NEAR(toReal(reciprocalOfOnePlus(x), 0), 1 / (1 + toReal(x, 0)),
                0x1p-28L)
        << x;
  });
}

TEST(LogisticTest, IsLogisticToWithin23Bits) {
  forEachSample(-kMax, kMax, [](int32_t x) {
    EXPECT_NEAR(toReal(logistic(x), 0), 1 / (1 + std::exp(-toReal(x, 4))),
                0x1p-23L)
        << x;
  });
}

TEST(LogisticTest, IsSymmetric) {
  EXPECT_EQ(logistic(0), 1 << 30);
  forEachSample(1, kMax, [](int32_t x) {
    // Zero, which is among the samples, has no sign.
    if (x == 0)
      return;
    EXPECT_EQ(logistic(-x), kMax - logistic(x)) << x;
  });
}

TEST(TanhTest, IsTanhToWithin22Bits) {
  forEachSample(-kMax, kMax, [](int32_t x) {
    EXPECT_NEAR(toReal(tanh(x), 0), std::tanh(toReal(x, 4)), 0x1p-22L) << x;
  });
}

TEST(TanhTest, IsOdd) {
  EXPECT_EQ(tanh(0), 0);
  forEachSample(1, kMax, [](int32_t x) { EXPECT_EQ(tanh(-x), -tanh(x)) << x; });
}

TEST(InverseSqrtTest, IsInverseSqrtToWithin19Bits) {
  const auto check = [](int32_t x) {
    const FixedPointMultiplier m = inverseSqrt(x);
    EXPECT_TRUE(isValid(m));
    EXPECT_LE(m.shift, 0);
    EXPECT_GE(m.shift, -12);
    EXPECT_NEAR(std::ldexp(static_cast<double>(m.multiplier), m.shift - 31) *
                    std::sqrt(static_cast<double>(x)),
                1.0, 0x1p-19)
        << x;
  };
  for (int32_t x = 1; x < 100'000; ++x)
    check(x);
  forEachSample(1, kMax, [&](int32_t x) { check(std::max(x, 1)); });
}

TEST(InverseSqrtTest, ZeroCountsAsOne) {
  EXPECT_EQ(inverseSqrt(0), (FixedPointMultiplier{kMax, 0}));
  EXPECT_EQ(inverseSqrt(1), (FixedPointMultiplier{kMax, 0}));
}
