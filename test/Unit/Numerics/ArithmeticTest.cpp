//===- ArithmeticTest.cpp - Multipliers of sums and products ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Arithmetic.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace mlir::qnn::numerics;

TEST(ArithmeticTest, AddMultipliersAddUp) {
  AddMultipliers m = getAddMultipliers(0.25, 0.5, 2.0, /*roundToF32=*/false);
  EXPECT_EQ(m.lhs, 0.25);
  EXPECT_EQ(m.rhs, 0.5);
  EXPECT_EQ(m.output, std::ldexp(0.5, -kAddLeftShift));
}

TEST(ArithmeticTest, AddMultipliersAreRoundedOnRequest) {
  AddMultipliers exact = getAddMultipliers(0.1, 0.3, 0.7, false);
  AddMultipliers rounded = getAddMultipliers(0.1, 0.3, 0.7, true);
  EXPECT_NE(exact.lhs, rounded.lhs);
  EXPECT_EQ(rounded.lhs, 0.1f / 0.6f);
  EXPECT_EQ(rounded.rhs, 0.5);
  EXPECT_EQ(rounded.output, 0.6f / (0.7f * (1 << kAddLeftShift)));
}

TEST(ArithmeticTest, MulMultiplier) {
  EXPECT_EQ(getMulMultiplier(0.1, 0.3, 0.7, false), 0.1 * 0.3 / 0.7);
  EXPECT_EQ(getMulMultiplier(0.1, 0.3, 0.7, true), 0.1f * 0.3f / 0.7f);
}

TEST(ArithmeticTest, MeanMultiplierIsTheRatioByTheCount) {
  for (Rounding mode :
       {Rounding::DoubleRound, Rounding::SingleRound, Rounding::HalfEvenF32})
    for (double ratio : {0.001, 0.5, 0.7, 1.0, 3.0})
      for (int64_t count : {1, 2, 3, 7, 49, 1000, 65536}) {
        auto m = getMeanMultiplier(ratio, count, mode);
        ASSERT_TRUE(m && isValid(*m));
        double real = std::ldexp(m->multiplier, m->shift - 31);
        EXPECT_NEAR(real * count / ratio, 1.0, 1e-7);
      }
}

TEST(ArithmeticTest, MeanMultiplierOfPowersOfTwo) {
  // 2^30 * 2^2 / 4, of a shift less by 2.
  FixedPointMultiplier expected = {1 << 30, -2};
  EXPECT_EQ(getMeanMultiplier(0.5, 4, Rounding::DoubleRound), expected);
  // 2^30 * 2 / 3, truncated.
  expected = {715827882, -1};
  EXPECT_EQ(getMeanMultiplier(0.5, 3, Rounding::DoubleRound), expected);
}

TEST(ArithmeticTest, MeanMultiplierStaysInRange) {
  // The shift of 2^-30 is -29: there are two bits to the least one.
  FixedPointMultiplier expected = {4294967, kMinShift};
  EXPECT_EQ(getMeanMultiplier(0x1p-30, 1000, Rounding::DoubleRound), expected);
  // None for 2^-32. 2^30 / 3 is truncated.
  expected = {357913941, kMinShift};
  EXPECT_EQ(getMeanMultiplier(0x1p-32, 3, Rounding::SingleRound), expected);
  EXPECT_FALSE(getMeanMultiplier(1e10, 3, Rounding::DoubleRound));
}

static FixedPointMultiplier quantize(double real) {
  return quantizeMultiplier(real, Rounding::DoubleRound).value();
}

TEST(ArithmeticTest, MeansAreNearReal) {
  // The second rounding errs by half a unit, the first by half a unit that is
  // then divided by two or more.
  for (double ratio : {0.25, 0.7, 1.0, 2.9})
    for (int32_t count = 1; count < 4096; count += count / 2 + 1) {
      FixedPointMultiplier m =
          getMeanMultiplier(ratio, count, Rounding::DoubleRound).value();
      for (int32_t sum = -255 * count; sum <= 255 * count; sum += count / 3 + 1)
        EXPECT_NEAR(rescaleDoubleRound(sum, m), sum * ratio / count, 0.7501)
            << sum << " of " << count;
    }
}

/// `lhs + rhs`, as `qnn.add` computes it.
static int32_t add(int32_t lhs, int32_t rhs, const AddMultipliers &real) {
  int32_t left =
      rescaleDoubleRound(lhs * (1 << kAddLeftShift), quantize(real.lhs));
  int32_t right =
      rescaleDoubleRound(rhs * (1 << kAddLeftShift), quantize(real.rhs));
  return rescaleDoubleRound(left + right, quantize(real.output));
}

TEST(ArithmeticTest, SumsAreNearReal) {
  // Half a unit, and what the operands' roundings leave in the last bits.
  double scales[] = {0.001, 0.03, 0.1, 1.0};
  for (double lhsScale : scales)
    for (double rhsScale : scales) {
      double outputScale = lhsScale + rhsScale;
      AddMultipliers real = getAddMultipliers(lhsScale, rhsScale, outputScale,
                                              /*roundToF32=*/false);
      for (int32_t lhs = -255; lhs <= 255; lhs += 15)
        for (int32_t rhs = -255; rhs <= 255; rhs += 17)
          EXPECT_NEAR(add(lhs, rhs, real),
                      (lhs * lhsScale + rhs * rhsScale) / outputScale, 0.5001);
    }
}

TEST(ArithmeticTest, DivisionRoundsHalfAway) {
  EXPECT_EQ(divideRoundingHalfAway(7, 2), 4);
  EXPECT_EQ(divideRoundingHalfAway(-7, 2), -4);
  EXPECT_EQ(divideRoundingHalfAway(7, 3), 2);
  EXPECT_EQ(divideRoundingHalfAway(-8, 3), -3);
  EXPECT_EQ(divideRoundingHalfAway(0, 5), 0);
}
