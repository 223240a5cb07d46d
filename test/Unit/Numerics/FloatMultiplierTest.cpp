//===- FloatMultiplierTest.cpp - Tests of rescaling in float32 ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FloatMultiplier.h"

#include "ExactArithmetic.h"
#include "gtest/gtest.h"

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

using namespace mlir::qnn::numerics;

static constexpr int32_t kMin = std::numeric_limits<int32_t>::min();
static constexpr int32_t kMax = std::numeric_limits<int32_t>::max();

static int32_t rescaleExactly(int32_t x, FixedPointMultiplier m,
                              Rounding mode) {
  return mode == Rounding::DoubleRound
             ? exact::rescaleDoubleRound<int64_t>(x, m)
             : exact::rescaleSingleRound<int64_t>(x, m);
}

/// At the integers around each threshold, at the ends of int32, and at some
/// random numbers.
static void expectEqual(FixedPointMultiplier m, Rounding mode,
                        StorageRange range, const FloatMultiplier &actual,
                        std::mt19937 &random) {
  auto expectEqualAt = [&](int64_t x) {
    const auto value = static_cast<int32_t>(std::clamp<int64_t>(x, kMin, kMax));
    ASSERT_EQ(std::clamp<int64_t>(rescaleInFloats(value, actual), range.min,
                                  range.max),
              std::clamp<int64_t>(rescaleExactly(value, m, mode), range.min,
                                  range.max))
        << value << " times " << m.multiplier << " by 2^" << m.shift;
  };
  const double real = std::ldexp(m.multiplier, m.shift - 31);
  for (int64_t k = range.min; k <= range.max + 1; ++k) {
    const double tie = (static_cast<double>(k) - 0.5) / real;
    for (int64_t i = -3; i <= 3; ++i)
      expectEqualAt(static_cast<int64_t>(tie) + i);
  }
  for (int64_t x = -3; x <= 3; ++x)
    expectEqualAt(x);
  expectEqualAt(kMin);
  expectEqualAt(kMax);
  std::uniform_int_distribution<int32_t> anything(kMin, kMax);
  for (int i = 0; i < 1000; ++i)
    expectEqualAt(anything(random) >> (i % 24));
}

TEST(FloatMultiplierTest, RandomMultipliers) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int32_t> multipliers(1 << 30, kMax);
  int numTried = 0, numFound = 0;
  for (int i = 0; i < 600; ++i) {
    const FixedPointMultiplier m = {multipliers(random), -1 - i % 15};
    const int64_t zeroPoint =
        std::uniform_int_distribution<int64_t>(-128, 127)(random);
    const StorageRange range = {-128 - zeroPoint, 127 - zeroPoint};
    for (Rounding mode : {Rounding::DoubleRound, Rounding::SingleRound}) {
      ++numTried;
      auto found = findFloatMultiplier(m, mode, range);
      if (!found)
        continue;
      ++numFound;
      expectEqual(m, mode, range, *found, random);
    }
  }
  EXPECT_GE(numFound, numTried - 10);
}

TEST(FloatMultiplierTest, TruncatesAsTheProcessorDoes) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int32_t> anything(kMin, kMax);
  for (int i = 0; i < 100000; ++i) {
    const int32_t x = anything(random) >> (i % 24);
    const FloatMultiplier m = {
        std::ldexp(static_cast<float>(anything(random) & kMax), -33 - i % 9),
        std::ldexp(static_cast<float>(anything(random) & kMax), -50 - i % 17),
        std::ldexp(static_cast<float>(anything(random) & kMax), -31)};
    const auto v = static_cast<float>(x);
    const int mode = std::fegetround();
    std::fesetround(FE_TOWARDZERO);
    volatile float rest = std::fma(v, m.low, std::copysign(m.offset, v));
    volatile float sum = std::fma(v, m.high, rest);
    std::fesetround(mode);
    ASSERT_EQ(rescaleInFloats(x, m), static_cast<int32_t>(sum)) << x;
  }
}

TEST(FloatMultiplierTest, Parts) {
  auto m =
      findFloatMultiplier({0x60000001, -3}, Rounding::DoubleRound, {-128, 127});
  ASSERT_TRUE(m);
  EXPECT_EQ(m->high, 0x1.8p-4f);
  EXPECT_EQ(m->low, 0x1p-34f);
  EXPECT_EQ(m->offset, 0.5625f);

  // What takes everything to 0.
  m = findFloatMultiplier({0, 0}, Rounding::DoubleRound, {-128, 127});
  ASSERT_TRUE(m);
  EXPECT_EQ(rescaleInFloats(kMin, *m), 0);
  EXPECT_EQ(rescaleInFloats(kMax, *m), 0);
}

TEST(FloatMultiplierTest, NotFound) {
  auto find = [](FixedPointMultiplier m, StorageRange range = {-128, 127},
                 Rounding mode = Rounding::SingleRound) {
    return findFloatMultiplier(m, mode, range).has_value();
  };
  EXPECT_TRUE(find({0x5A827999, -1}));
  EXPECT_FALSE(find({0x5A827999, 0}));
  EXPECT_FALSE(find({0x3A827999, -1}));
  EXPECT_FALSE(find({0x5A827999, -1}, {-128, 128}));
  EXPECT_FALSE(find({0x5A827999, -1}, {-128, 127}, Rounding::HalfEvenF32));
  // Accumulators that have no float32.
  EXPECT_FALSE(find({0x5A827999, -20}));
  // Ties that go up, whatever their sign.
  for (Rounding mode : {Rounding::DoubleRound, Rounding::SingleRound}) {
    EXPECT_FALSE(find({0x40000000, -1}, {-128, 127}, mode));
    EXPECT_TRUE(find({0x40000000, -1}, {0, 255}, mode));
  }
}
