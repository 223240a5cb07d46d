//===- FixedPointTest.cpp - Tests of fixed-point rescaling ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FixedPoint.h"

#include "ExactArithmetic.h"
#include "gtest/gtest.h"

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <ostream>
#include <random>
#include <vector>

using namespace mlir::qnn::numerics;

namespace mlir::qnn::numerics {
/// Found by GoogleTest through argument-dependent lookup.
static void PrintTo(FixedPointMultiplier m, std::ostream *os) {
  *os << m.multiplier << " * 2^(" << m.shift << " - 31)";
}
} // namespace mlir::qnn::numerics

static constexpr int32_t kMin = std::numeric_limits<int32_t>::min();
static constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
static constexpr int kSamples = 1'000'000;

static constexpr Rounding kAllModes[] = {
    Rounding::DoubleRound, Rounding::SingleRound, Rounding::HalfEvenF32};

/// The integers at which rounding and overflow change: the ends of the range,
/// and +-2^k, +-3 * 2^k with their neighbours.
static std::vector<int32_t> edgeValues() {
  std::vector<int32_t> values = {kMin, kMax};
  for (int k = 0; k < 32; ++k)
    for (int64_t centre : {int64_t{1} << k, int64_t{3} << k})
      for (int64_t offset : {-1, 0, 1})
        for (int64_t sign : {-1, 1}) {
          const int64_t value = sign * (centre + offset);
          if (value >= kMin && value <= kMax)
            values.push_back(static_cast<int32_t>(value));
        }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// The ends of the normalised range, the numbers that make ties (few
/// significant bits), some that do not, and some that are not normalised.
static std::vector<int32_t> edgeMultipliers() {
  return {0,
          1,
          3,
          (1 << 30) - 1,
          1 << 30,
          (1 << 30) + 1,
          (1 << 30) + 64,  // A tie when rounded to float32, to even: down,
          (1 << 30) + 192, // and up.
          3 << 29,
          1518500250, // 2^31 / sqrt(2).
          kMax - 64,  // A tie when rounded to float32, to 2^31.
          kMax - 1,
          kMax};
}

/// Calls `check(x, m)` for every combination of edge cases, with every shift.
template <typename CheckT>
static void forEachEdgeCase(CheckT check) {
  const std::vector<int32_t> values = edgeValues();
  for (int32_t multiplier : edgeMultipliers())
    for (int shift = kMinShift; shift <= kMaxShift; ++shift)
      for (int32_t x : values)
        check(x, FixedPointMultiplier{multiplier, shift});
}

/// Calls `check(x, m)` for random inputs of random magnitude.
template <typename CheckT>
static void forEachSample(CheckT check) {
  std::mt19937_64 random(20180613);
  std::uniform_int_distribution<int32_t> multipliers(1 << 30, kMax);
  std::uniform_int_distribution<int> shifts(kMinShift, kMaxShift);
  std::uniform_int_distribution<int> discardedBits(0, 31);
  for (int i = 0; i < kSamples; ++i) {
    const auto bits = static_cast<uint32_t>(random());
    const int32_t x = static_cast<int32_t>(bits) >> discardedBits(random);
    check(x, FixedPointMultiplier{multipliers(random), shifts(random)});
  }
}

//===----------------------------------------------------------------------===//
// quantizeMultiplier
//===----------------------------------------------------------------------===//

static long double valueOf(FixedPointMultiplier m) {
  return std::ldexp(static_cast<long double>(m.multiplier), m.shift - 31);
}

/// The normalised multipliers next to `m`.
static FixedPointMultiplier below(FixedPointMultiplier m) {
  if (m.multiplier == 1 << 30)
    return {kMax, m.shift - 1};
  return {m.multiplier - 1, m.shift};
}
static FixedPointMultiplier above(FixedPointMultiplier m) {
  if (m.multiplier == kMax)
    return {1 << 30, m.shift + 1};
  return {m.multiplier + 1, m.shift};
}

/// Expects `m` to be normalised and neither neighbour to be nearer to `real`,
/// nor the upper one equally near. The differences are exact: operands of at
/// most 53 bits within a factor of two of each other (Sterbenz).
static void expectNearest(double real, std::optional<FixedPointMultiplier> m) {
  ASSERT_TRUE(m.has_value()) << real;
  ASSERT_GE(m->multiplier, 1 << 30) << real;
  ASSERT_GE(m->shift, kMinShift) << real;
  ASSERT_LE(m->shift, kMaxShift) << real;
  const long double error = std::fabs(real - valueOf(*m));
  ASSERT_LE(error, std::fabs(real - valueOf(below(*m)))) << real;
  ASSERT_LT(error, std::fabs(real - valueOf(above(*m)))) << real;
}

/// Expects what `expectNearest` does of the integer modes, and of the float32
/// mode that the result equals the hardware's conversion.
static void expectQuantized(double real) {
  for (Rounding mode : {Rounding::DoubleRound, Rounding::SingleRound})
    expectNearest(real, quantizeMultiplier(real, mode));
  const auto m = quantizeMultiplier(real, Rounding::HalfEvenF32);
  ASSERT_TRUE(m.has_value()) << real;
  ASSERT_EQ(valueOf(*m), static_cast<float>(real)) << real;
  ASSERT_GE(m->multiplier, 1 << 30) << real;
  ASSERT_EQ(m->multiplier % 128, 0) << real;
}

TEST(QuantizeMultiplierTest, PowersOfTwo) {
  for (Rounding mode : kAllModes)
    for (int shift = kMinShift; shift <= kMaxShift; ++shift)
      EXPECT_EQ(quantizeMultiplier(std::ldexp(0.5, shift), mode),
                (FixedPointMultiplier{1 << 30, shift}));
}

TEST(QuantizeMultiplierTest, NeighboursOfPowersOfTwo) {
  for (int shift = kMinShift; shift < kMaxShift; ++shift) {
    const double power = std::ldexp(1.0, shift);
    for (int ulps = 1; ulps < 64; ++ulps) {
      // Doubles, multipliers and floats below a power of two.
      for (int bits : {53, 31, 24})
        expectQuantized(power - std::ldexp(ulps, shift - bits - 2));
      for (int bits : {52, 30, 23})
        expectQuantized(power + std::ldexp(ulps, shift - bits - 2));
    }
  }
}

TEST(QuantizeMultiplierTest, CarryRenormalises) {
  // 1 - 2^-32 lies halfway between 1 - 2^-31 and 1, and ties go up.
  const double tie = 1.0 - std::ldexp(1.0, -32);
  const FixedPointMultiplier one = {1 << 30, 1};
  EXPECT_EQ(quantizeMultiplier(tie, Rounding::DoubleRound), one);
  EXPECT_EQ(quantizeMultiplier(tie, Rounding::SingleRound), one);
  EXPECT_EQ(quantizeMultiplier(tie, Rounding::HalfEvenF32), one);
  const double belowTie = std::nextafter(tie, 0.0);
  const FixedPointMultiplier belowOne = {kMax, 0};
  EXPECT_EQ(quantizeMultiplier(belowTie, Rounding::DoubleRound), belowOne);
  EXPECT_EQ(quantizeMultiplier(belowTie, Rounding::SingleRound), belowOne);
  EXPECT_EQ(quantizeMultiplier(belowTie, Rounding::HalfEvenF32), one);
}

TEST(QuantizeMultiplierTest, RandomDoubles) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> fractions(0.5, 0.999);
  std::uniform_int_distribution<int> shifts(kMinShift, kMaxShift);
  for (int i = 0; i < kSamples; ++i)
    expectQuantized(std::ldexp(fractions(random), shifts(random)));
}

TEST(QuantizeMultiplierTest, Float32Ties) {
  // 1 + (2k + 1) * 2^-24 lies halfway between two floats.
  for (int k = 0; k < 1024; ++k)
    expectQuantized(1.0 + std::ldexp(2.0 * k + 1.0, -24));
}

TEST(QuantizeMultiplierTest, TooSmallIsZero) {
  const FixedPointMultiplier zero = {0, 0};
  const double smallest = std::ldexp(1.0, -32);
  for (Rounding mode : kAllModes) {
    for (double real :
         {0.0, -0.0, std::numeric_limits<double>::denorm_min(),
          3 * std::numeric_limits<double>::denorm_min(),
          std::numeric_limits<double>::min(),
          double{std::numeric_limits<float>::denorm_min()},
          double{std::numeric_limits<float>::min()},
          smallest * (1.0 - std::ldexp(1.0, -24)), smallest / 2.0})
      EXPECT_EQ(quantizeMultiplier(real, mode), zero) << real;
    // The comparison is with the rounded number: the last double below 2^-32
    // carries into the range.
    EXPECT_EQ(quantizeMultiplier(std::nextafter(smallest, 0.0), mode),
              (FixedPointMultiplier{1 << 30, kMinShift}));
  }
}

TEST(QuantizeMultiplierTest, TooLarge) {
  const FixedPointMultiplier largest = {kMax, kMaxShift};
  const double limit = std::ldexp(1.0, kMaxShift);
  for (double real : {std::nextafter(limit, 0.0), limit, 2.0 * limit, 1e300,
                      std::numeric_limits<double>::max()}) {
    EXPECT_EQ(quantizeMultiplier(real, Rounding::DoubleRound), std::nullopt);
    EXPECT_EQ(quantizeMultiplier(real, Rounding::HalfEvenF32), std::nullopt);
    EXPECT_EQ(quantizeMultiplier(real, Rounding::SingleRound), largest);
  }
  EXPECT_EQ(quantizeMultiplier(static_cast<double>(valueOf(largest)),
                               Rounding::DoubleRound),
            largest);
}

TEST(QuantizeMultiplierTest, RefusesWhatIsNoMultiplier) {
  for (Rounding mode : kAllModes)
    for (double real : {-1.0, -std::numeric_limits<double>::denorm_min(),
                        std::numeric_limits<double>::infinity(),
                        -std::numeric_limits<double>::infinity(),
                        std::numeric_limits<double>::quiet_NaN()})
      EXPECT_EQ(quantizeMultiplier(real, mode), std::nullopt) << real;
}

//===----------------------------------------------------------------------===//
// Building blocks
//===----------------------------------------------------------------------===//

TEST(HighMulTest, Edges) {
  for (int32_t a : edgeValues())
    for (int32_t b : edgeValues())
      ASSERT_EQ(saturatingRoundingDoublingHighMul(a, b),
                exact::saturateToInt32(exact::nearestTiesUp<exact::Int128>(
                    int64_t{a} * b, int64_t{1} << 31)))
          << a << " * " << b;
}

TEST(HighMulTest, SaturatesOnlyOnce) {
  EXPECT_EQ(saturatingRoundingDoublingHighMul(kMin, kMin), kMax);
  EXPECT_EQ(saturatingRoundingDoublingHighMul(kMin, kMin + 1), kMax);
  EXPECT_EQ(saturatingRoundingDoublingHighMul(kMin, kMax), kMin + 1);
}

TEST(HighMulTest, TiesGoUp) {
  EXPECT_EQ(saturatingRoundingDoublingHighMul(1, 1 << 30), 1);   //  0.5
  EXPECT_EQ(saturatingRoundingDoublingHighMul(-1, 1 << 30), 0);  // -0.5
  EXPECT_EQ(saturatingRoundingDoublingHighMul(3, 1 << 30), 2);   //  1.5
  EXPECT_EQ(saturatingRoundingDoublingHighMul(-3, 1 << 30), -1); // -1.5
}

TEST(RoundingDivideTest, Edges) {
  for (int exponent = 0; exponent <= 31; ++exponent)
    for (int32_t x : edgeValues())
      ASSERT_EQ(roundingDivideByPOT(x, exponent),
                exact::nearestTiesAway<int64_t>(x, int64_t{1} << exponent))
          << x << " / 2^" << exponent;
}

TEST(RoundingDivideTest, TiesGoAway) {
  EXPECT_EQ(roundingDivideByPOT(1, 1), 1);   //  0.5
  EXPECT_EQ(roundingDivideByPOT(-1, 1), -1); // -0.5
  EXPECT_EQ(roundingDivideByPOT(5, 1), 3);   //  2.5
  EXPECT_EQ(roundingDivideByPOT(-5, 1), -3); // -2.5
}

//===----------------------------------------------------------------------===//
// Rescaling
//===----------------------------------------------------------------------===//

TEST(RescaleTest, ModesDisagreeWhereTheyShould) {
  struct {
    int32_t x;
    int32_t doubleRound, singleRound, halfEven;
  } const quarters[] = {
      {1, 1, 0, 0},     //  0.25: rounds to 0.5 first, thus up twice.
      {-1, 0, 0, 0},    // -0.25
      {2, 1, 1, 0},     //  0.5
      {-2, -1, 0, 0},   // -0.5
      {5, 2, 1, 1},     //  1.25
      {6, 2, 2, 2},     //  1.5
      {-6, -2, -1, -2}, // -1.5
      {10, 3, 3, 2},    //  2.5
      {-10, -3, -2, -2} // -2.5
  };
  const FixedPointMultiplier quarter = {1 << 30, -1};
  for (const auto &row : quarters) {
    EXPECT_EQ(rescaleDoubleRound(row.x, quarter), row.doubleRound) << row.x;
    EXPECT_EQ(rescaleSingleRound(row.x, quarter), row.singleRound) << row.x;
    EXPECT_EQ(rescaleHalfEvenF32(row.x, quarter), row.halfEven) << row.x;
  }
}

TEST(RescaleTest, DispatchesOnMode) {
  const FixedPointMultiplier quarter = {1 << 30, -1};
  EXPECT_EQ(rescale(-2, quarter, Rounding::DoubleRound), -1);
  EXPECT_EQ(rescale(1, quarter, Rounding::SingleRound), 0);
  EXPECT_EQ(rescale(10, quarter, Rounding::HalfEvenF32), 2);
}

TEST(RescaleTest, ZeroMultiplierGivesZero) {
  for (Rounding mode : kAllModes)
    for (int32_t x : edgeValues())
      EXPECT_EQ(rescale(x, {0, 0}, mode), 0);
}

TEST(RescaleTest, OneIsTheIdentity) {
  const FixedPointMultiplier one = {1 << 30, 1};
  for (int32_t x : edgeValues()) {
    EXPECT_EQ(rescaleSingleRound(x, one), x);
    // float32 holds 24 bits; INT32_MAX rounds to 2^31 and saturates back.
    if (std::abs(int64_t{x}) <= 1 << 24 || x == kMin || x == kMax) {
      EXPECT_EQ(rescaleHalfEvenF32(x, one), x);
    }
    // The left shift by one wraps outside of [-2^30, 2^30).
    if (x >= -(1 << 30) && x < 1 << 30) {
      EXPECT_EQ(rescaleDoubleRound(x, one), x);
    }
  }
}

TEST(RescaleTest, Overflow) {
  const FixedPointMultiplier two = {1 << 30, 2};
  // Double rounding: 4 * 2^30 wraps to 0 before the multiplication.
  EXPECT_EQ(rescaleDoubleRound(1 << 30, two), 0);
  // Single rounding: 2 * 2^30 wraps to -2^31 after it.
  EXPECT_EQ(rescaleSingleRound(1 << 30, two), kMin);
  EXPECT_EQ(rescaleHalfEvenF32(1 << 30, two), kMax);
  EXPECT_EQ(rescaleHalfEvenF32(-(1 << 30) - 1, two), kMin);
  EXPECT_EQ(rescaleHalfEvenF32(kMin, {kMax, kMaxShift}), kMin);
}

TEST(RescaleTest, EdgesMatchExactArithmetic) {
  forEachEdgeCase([](int32_t x, FixedPointMultiplier m) {
    ASSERT_EQ(rescaleDoubleRound(x, m), exact::rescaleDoubleRound(x, m))
        << x << " * " << testing::PrintToString(m);
    ASSERT_EQ(rescaleSingleRound(x, m), exact::rescaleSingleRound(x, m))
        << x << " * " << testing::PrintToString(m);
    ASSERT_EQ(rescaleHalfEvenF32(x, m), exact::rescaleHalfEvenF32(x, m))
        << x << " * " << testing::PrintToString(m);
  });
}

TEST(RescaleTest, SamplesMatchExactArithmetic) {
  forEachSample([](int32_t x, FixedPointMultiplier m) {
    ASSERT_EQ(rescaleDoubleRound(x, m), exact::rescaleDoubleRound(x, m))
        << x << " * " << testing::PrintToString(m);
    ASSERT_EQ(rescaleSingleRound(x, m), exact::rescaleSingleRound(x, m))
        << x << " * " << testing::PrintToString(m);
    ASSERT_EQ(rescaleHalfEvenF32(x, m), exact::rescaleHalfEvenF32(x, m))
        << x << " * " << testing::PrintToString(m);
  });
}

TEST(RescaleTest, HalfEvenF32IgnoresTheRoundingMode) {
  const FixedPointMultiplier multipliers[] = {
      {1 << 30, -1}, {1 << 30, 0}, {1431655808, -7}, {1518500224, 3}};
  for (FixedPointMultiplier m : multipliers) {
    for (int32_t x : edgeValues()) {
      const int32_t expected = exact::rescaleHalfEvenF32(x, m);
      for (int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        std::fesetround(mode);
        const int32_t actual = rescaleHalfEvenF32(x, m);
        std::fesetround(FE_TONEAREST);
        ASSERT_EQ(actual, expected) << x << " * " << testing::PrintToString(m);
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// TOSA
//===----------------------------------------------------------------------===//

/// apply_scale_32 of the TOSA specification, statement by statement; nullopt
/// where a REQUIRE does not hold.
static std::optional<int32_t> applyScale32(int32_t value, int32_t multiplier,
                                           int shift, bool doubleRound) {
  if (!(multiplier >= 0))
    return std::nullopt;
  if (!(2 <= shift && shift <= 62))
    return std::nullopt;
  if (!(value >= -(int64_t{1} << (shift - 1)) && value < int64_t{1}
                                                             << (shift - 1)))
    return std::nullopt;
  int64_t round = int64_t{1} << (shift - 1);
  if (doubleRound) {
    if (shift > 31 && value >= 0)
      round += int64_t{1} << 30;
    if (shift > 31 && value < 0)
      round -= int64_t{1} << 30;
  }
  int64_t result = static_cast<int64_t>(value) * multiplier + round;
  result = result >> shift;
  // The result fits thanks to the condition on `value`.
  return static_cast<int32_t>(result);
}

static void expectEqualToTosa(int32_t x, FixedPointMultiplier m) {
  const int tosaShift = 31 - m.shift;
  if (const auto expected = applyScale32(x, m.multiplier, tosaShift, true)) {
    ASSERT_EQ(rescaleDoubleRound(x, m), *expected)
        << x << " * " << testing::PrintToString(m);
  }
  if (const auto expected = applyScale32(x, m.multiplier, tosaShift, false)) {
    ASSERT_EQ(rescaleSingleRound(x, m), *expected)
        << x << " * " << testing::PrintToString(m);
  }
}

TEST(TosaTest, EdgesMatchApplyScale32) { forEachEdgeCase(expectEqualToTosa); }

TEST(TosaTest, SamplesMatchApplyScale32) { forEachSample(expectEqualToTosa); }

//===----------------------------------------------------------------------===//
// Identities that docs/Numerics.md offers to lowerings
//
// Each is written with the operations a vector unit has: shifts, additions and
// masks on 32- or 64-bit lanes. None may overflow, so signed lanes are signed.
//===----------------------------------------------------------------------===//

static void checkHighMulIdentity(int32_t x, FixedPointMultiplier m) {
  const int64_t sum = int64_t{x} * m.multiplier + (int64_t{1} << 30);
  const int32_t expected = saturatingRoundingDoublingHighMul(x, m.multiplier);
  ASSERT_EQ(sum >> 31, expected) << x << " * " << m.multiplier;
  // The low half of a lane is the same after a logical shift.
  const uint64_t logical = static_cast<uint64_t>(sum) >> 31;
  ASSERT_EQ(static_cast<int32_t>(static_cast<uint32_t>(logical)), expected)
      << x << " * " << m.multiplier;
}

TEST(IdentityTest, HighMulIsOneFloorShift) {
  forEachEdgeCase(checkHighMulIdentity);
  forEachSample(checkHighMulIdentity);
}

TEST(IdentityTest, RoundingDivideAddsTheLastBitShiftedOut) {
  for (int n = 0; n <= 31; ++n) {
    // For n = 0 the count n - 1 wraps, and a lane shifted by that much, or by
    // 31, holds copies of the sign.
    const int lastBit = n == 0 ? 31 : n - 1;
    for (int32_t x : edgeValues()) {
      if (x == kMin)
        continue; // Not a value of the high multiply.
      const int32_t t = x + (x >> 31);
      ASSERT_EQ((t >> n) + ((t >> lastBit) & 1), roundingDivideByPOT(x, n))
          << x << " / 2^" << n;
    }
  }
}

TEST(IdentityTest, RoundingDivideAddsHalfWhereThatFits) {
  for (int n = 1; n <= 31; ++n) {
    const int32_t half = 1 << (n - 1);
    for (int32_t x : edgeValues()) {
      if (std::abs(int64_t{x}) + half >= int64_t{1} << 31)
        continue;
      ASSERT_EQ((x + half + (x >> 31)) >> n, roundingDivideByPOT(x, n))
          << x << " / 2^" << n;
    }
  }
}

TEST(IdentityTest, ArithmeticShiftByLogicalShift) {
  std::mt19937_64 random(63);
  std::vector<uint64_t> lanes = {0, 1, ~uint64_t{0}, uint64_t{1} << 63,
                                 (uint64_t{1} << 63) - 1};
  for (int i = 0; i < 1000; ++i)
    lanes.push_back(random());
  for (uint64_t p : lanes) {
    for (int n = 0; n <= 63; ++n) {
      const auto expected =
          static_cast<uint64_t>(exact::floorDiv<exact::Int128>(
              static_cast<int64_t>(p), exact::pow2<exact::Int128>(n)));
      const uint64_t biased = p + (uint64_t{1} << 63);
      ASSERT_EQ((biased >> n) - (uint64_t{1} << (63 - n)), expected)
          << p << " >> " << n;
      // Up to 32, the low half needs no correction at all.
      if (n <= 32) {
        ASSERT_EQ(static_cast<uint32_t>(p >> n),
                  static_cast<uint32_t>(expected))
            << p << " >> " << n;
      }
    }
  }
}

/// Both roundings of DoubleRound in one 64-bit shift, for right shifts.
static void checkDoubleRoundIdentity(int32_t x, FixedPointMultiplier m) {
  if (m.shift >= 0)
    return;
  const int n = 31 - m.shift;
  const int64_t nudge = int64_t{1} << 30;
  const int64_t half = int64_t{1} << (n - 1);
  const int64_t product = int64_t{x} * m.multiplier;
  ASSERT_EQ((product + half + (x < 0 ? -nudge : nudge)) >> n,
            rescaleDoubleRound(x, m))
      << x << " * " << testing::PrintToString(m);
}

TEST(IdentityTest, DoubleRoundIsOneShift) {
  forEachEdgeCase(checkDoubleRoundIdentity);
  forEachSample(checkDoubleRoundIdentity);
}

/// SingleRound in 32-bit lanes, given the high half of the doubled product.
static void checkSingleRoundIdentity(int32_t x, FixedPointMultiplier m) {
  if (m.shift >= 0)
    return;
  const int n = -m.shift;
  const int64_t high = (int64_t{x} * m.multiplier) >> 31;
  const int64_t half = int64_t{1} << (n - 1);
  ASSERT_EQ((high + half) >> n, rescaleSingleRound(x, m))
      << x << " * " << testing::PrintToString(m);
}

TEST(IdentityTest, SingleRoundFromTheTruncatedHighHalf) {
  forEachEdgeCase(checkSingleRoundIdentity);
  forEachSample(checkSingleRoundIdentity);
}

/// HalfEvenF32 with the output's clamp moved in front of the conversion, which
/// then has nothing to saturate.
static void checkClampIdentity(int32_t x, FixedPointMultiplier m) {
  const float scale =
      std::ldexp(static_cast<float>(m.multiplier), m.shift - 31);
  const float product = static_cast<float>(x) * scale;
  struct {
    int32_t lower, upper;
  } const bounds[] = {{-128, 127}, {-255, 0}, {0, 0}, {-32768, 32767}};
  for (auto [lower, upper] : bounds) {
    const float clamped = std::clamp(product, static_cast<float>(lower),
                                     static_cast<float>(upper));
    ASSERT_EQ(static_cast<int32_t>(std::nearbyint(clamped)),
              std::clamp(rescaleHalfEvenF32(x, m), lower, upper))
        << x << " * " << testing::PrintToString(m);
  }
}

TEST(IdentityTest, HalfEvenF32ClampsBeforeConverting) {
  forEachEdgeCase(checkClampIdentity);
  forEachSample(checkClampIdentity);
}
