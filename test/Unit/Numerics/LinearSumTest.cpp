//===- LinearSumTest.cpp - Sums that need one rounding --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/LinearSum.h"
#include "gtest/gtest.h"
#include <algorithm>
#include <cmath>
#include <random>

using namespace mlir::qnn::numerics;

static constexpr StorageRange kSigned{-128, 127};
static constexpr StorageRange kUnsigned{0, 255};

/// round(l * a + r * b + c), clamped, with the rounding of the standard library
/// that `round` names.
template <typename RoundT>
static ByteFunction getFunction(double l, double r, double c,
                                StorageRange results, RoundT round) {
  return [=](int32_t a, int32_t b) {
    auto rounded = static_cast<int64_t>(round(l * a + r * b + c));
    return std::clamp(rounded, results.min, results.max);
  };
}

static double roundHalfAway(double x) { return std::round(x); }
static double roundHalfEven(double x) { return std::nearbyint(x); }

static void expectEqual(const LinearSum &sum, StorageRange lhs,
                        StorageRange rhs, StorageRange results,
                        const ByteFunction &function) {
  for (auto a = static_cast<int32_t>(lhs.min); a <= lhs.max; ++a)
    for (auto b = static_cast<int32_t>(rhs.min); b <= rhs.max; ++b)
      ASSERT_EQ(
          std::clamp(evaluateLinearSum(sum, a, b), results.min, results.max),
          function(a, b))
          << a << ", " << b;
}

TEST(LinearSumTest, RandomFactors) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> exponent(-12, 6), offset(-200, 200);
  for (int i = 0; i < 40; ++i) {
    double l = std::exp2(exponent(random)), r = -std::exp2(exponent(random));
    StorageRange lhs = i % 2 ? kSigned : kUnsigned;
    StorageRange results = i % 3 ? kSigned : kUnsigned;
    ByteFunction function =
        getFunction(l, r, offset(random), results, roundHalfAway);
    auto sum = fitLinearSum(l, r, lhs, kSigned, results, function);
    ASSERT_TRUE(sum) << l << ", " << r;
    expectEqual(*sum, lhs, kSigned, results, function);
  }
}

TEST(LinearSumTest, TiesAwayFromZero) {
  for (auto [l, r] : {std::pair{0.5, 0.25}, {0.625, 0.375}, {0.125, -0.5}}) {
    ByteFunction function = getFunction(l, r, 0.0, kSigned, roundHalfAway);
    auto sum = fitLinearSum(l, r, kSigned, kSigned, kSigned, function);
    ASSERT_TRUE(sum);
    expectEqual(*sum, kSigned, kSigned, kSigned, function);
  }
}

TEST(LinearSumTest, TiesToEvenAreNotLinear) {
  EXPECT_FALSE(
      fitLinearSum(0.5, 0.25, kSigned, kSigned, kSigned,
                   getFunction(0.5, 0.25, 0.0, kSigned, roundHalfEven)));
}

TEST(LinearSumTest, LargeFactorsHaveNoFraction) {
  double large = 1 << 20;
  EXPECT_FALSE(
      fitLinearSum(large, 1.0, kSigned, kSigned, kSigned,
                   getFunction(large, 1.0, 0.0, kSigned, roundHalfAway)));
}

TEST(LinearSumTest, ConstantsAndZeros) {
  ByteFunction function = getFunction(0.0, 0.0, 300.0, kSigned, roundHalfAway);
  auto sum = fitLinearSum(0.0, 0.0, kSigned, kSigned, kSigned, function);
  ASSERT_TRUE(sum);
  expectEqual(*sum, kSigned, kSigned, kSigned, function);
}

/// Identity 8 of docs/Numerics.md, in arithmetic that checks for overflow.
TEST(LinearSumTest, HalvesFitInto32Bits) {
  auto to32 = [](int64_t value) {
    EXPECT_EQ(value, static_cast<int32_t>(value));
    return value;
  };
  constexpr int bits = kLinearSumLowBits;
  constexpr int64_t mask = (1 << bits) - 1;
  constexpr int32_t bound = 1 << 30;
  constexpr int64_t offsetBound = int64_t(1) << 45;
  for (int32_t lhs : {-bound, -12345678, -1, 0, 1, 7654321, bound - 1})
    for (int32_t rhs : {-bound, 0, 3, bound - 1})
      for (int64_t offset :
           {-offsetBound, int64_t(-1), int64_t(98765432109), offsetBound - 1})
        for (int32_t a : {-128, -1, 0, 1, 127, 255})
          for (int32_t b : {-128, 0, 255})
            for (int shift : {15, 16, 29, 35}) {
              int64_t high = to32((lhs >> bits) * a + (rhs >> bits) * b);
              high = to32(high + (offset >> bits));
              int64_t low = to32((lhs & mask) * a + (rhs & mask) * b);
              low = to32(low + (offset & mask));
              int64_t sum = to32(high + (low >> bits));
              EXPECT_EQ(sum >> (shift - bits),
                        evaluateLinearSum({lhs, rhs, offset, shift}, a, b));
            }
}
