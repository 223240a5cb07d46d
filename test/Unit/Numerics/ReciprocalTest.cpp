//===- ReciprocalTest.cpp - Tests of quantization without a division ------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Reciprocal.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

using namespace mlir::qnn::numerics;

static constexpr StorageRange kInt8 = {-128, 127};
static constexpr StorageRange kUInt8 = {0, 255};
static constexpr StorageRange kInt16 = {-32768, 32767};

static constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// By the definition, on the digits of the quotient: twice its magnitude, cut
/// off, is odd from a tie on.
static int64_t quantizeByDigits(float x, float scale, int64_t zeroPoint,
                                StorageRange range, FloatRounding rounding) {
  const float quotient = x / scale;
  if (std::isnan(quotient))
    return range.min;
  if (std::abs(quotient) >= 0x1p20f)
    return quotient < 0 ? range.min : range.max;
  const double twice = 2.0 * std::abs(static_cast<double>(quotient));
  const auto halves = static_cast<int64_t>(twice);
  const bool isTie = static_cast<double>(halves) == twice && halves % 2 == 1;
  int64_t magnitude = (halves + 1) / 2;
  if (isTie && rounding == FloatRounding::HalfEven && magnitude % 2 == 1)
    --magnitude;
  return std::clamp(zeroPoint + (quotient < 0 ? -magnitude : magnitude),
                    range.min, range.max);
}

namespace {

struct ReciprocalCase {
  float scale;
  int64_t zeroPoint;
  StorageRange range;
  FloatRounding rounding;
};

} // namespace

static void expectEqualAt(float x, const ReciprocalCase &c,
                          const Reciprocal &reciprocal) {
  ASSERT_EQ(quantizeByReciprocal(x, reciprocal, c.zeroPoint, c.rounding),
            quantizeByDigits(x, c.scale, c.zeroPoint, c.range, c.rounding))
      << x << " by " << c.scale;
}

/// At the floats around each threshold, at the ends of float32, and at some
/// random numbers in range.
static void expectEqual(const ReciprocalCase &c, const Reciprocal &reciprocal,
                        std::mt19937 &random) {
  for (int64_t q = c.range.min; q <= c.range.max + 1; ++q) {
    auto tie = static_cast<float>((static_cast<double>(q - c.zeroPoint) - 0.5) *
                                  c.scale);
    float below = tie;
    expectEqualAt(tie, c, reciprocal);
    for (int i = 0; i < 4; ++i) {
      tie = std::nextafter(tie, kInfinity);
      below = std::nextafter(below, -kInfinity);
      expectEqualAt(tie, c, reciprocal);
      expectEqualAt(below, c, reciprocal);
    }
  }
  for (float x :
       {0.0f, -0.0f, std::numeric_limits<float>::denorm_min(),
        -std::numeric_limits<float>::min(), std::numeric_limits<float>::max(),
        std::numeric_limits<float>::lowest(), kInfinity, -kInfinity,
        std::numeric_limits<float>::quiet_NaN(),
        -std::numeric_limits<float>::quiet_NaN()})
    expectEqualAt(x, c, reciprocal);
  std::uniform_real_distribution<float> quotients(-300.0f, 300.0f);
  for (int i = 0; i < 1000; ++i)
    expectEqualAt(quotients(random) * c.scale, c, reciprocal);
}

TEST(ReciprocalTest, RandomScales) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> exponent(-60.0f, 60.0f);
  int numFound = 0;
  for (int i = 0; i < 300; ++i) {
    const StorageRange range = i % 2 ? kInt8 : kUInt8;
    const int64_t zeroPoint =
        std::uniform_int_distribution<int64_t>(range.min, range.max)(random);
    for (FloatRounding rounding :
         {FloatRounding::HalfAway, FloatRounding::HalfEven}) {
      const ReciprocalCase c = {std::exp2(exponent(random)), zeroPoint, range,
                                rounding};
      auto reciprocal = findReciprocal(c.scale, zeroPoint, range, rounding);
      if (!reciprocal)
        continue;
      ++numFound;
      expectEqual(c, *reciprocal, random);
    }
  }
  EXPECT_GE(numFound, 595);
}

TEST(ReciprocalTest, Int16) {
  std::mt19937 random(1);
  const ReciprocalCase c = {0.003f, -5, kInt16, FloatRounding::HalfAway};
  auto reciprocal = findReciprocal(c.scale, c.zeroPoint, c.range, c.rounding);
  ASSERT_TRUE(reciprocal);
  expectEqual(c, *reciprocal, random);
}

TEST(ReciprocalTest, Bounds) {
  // -127.5 and 126.5 are ties that leave the bounds' integers.
  auto half =
      findReciprocal(0.5, /*zeroPoint=*/0, kInt8, FloatRounding::HalfAway);
  ASSERT_TRUE(half);
  EXPECT_EQ(half->high, 2.0f);
  EXPECT_EQ(half->low, 0.0f);
  EXPECT_EQ(half->min, -63.75f);
  EXPECT_EQ(half->max, 63.25f);
}

TEST(ReciprocalTest, NotProven) {
  auto find = [](double scale, StorageRange range) {
    return findReciprocal(scale, /*zeroPoint=*/range.min, range,
                          FloatRounding::HalfAway);
  };
  EXPECT_TRUE(find(0x1p-64, kInt8));
  EXPECT_FALSE(find(0x1p-65, kInt8));
  EXPECT_TRUE(find(0x1p64, kInt8));
  EXPECT_FALSE(find(0x1p65, kInt8));
  EXPECT_FALSE(find(1e-300, kInt8));
  EXPECT_FALSE(find(1e300, kInt8));
  EXPECT_FALSE(find(1.0, StorageRange{3, 3}));
}

/// Each float whose quotient can be in the range, and as many beyond.
TEST(ReciprocalExhaustiveTest, AllFloats) {
  for (float scale : {0.1f, 0.00784313772f}) {
    const ReciprocalCase c = {scale, 3, kInt8, FloatRounding::HalfAway};
    auto reciprocal = findReciprocal(scale, 3, kInt8, FloatRounding::HalfAway);
    ASSERT_TRUE(reciprocal);
    for (float x = 0.25f * scale; x < 300.0f * scale;
         x = std::nextafter(x, kInfinity))
      for (float y : {x, -x}) {
        const int64_t actual =
            quantizeByReciprocal(y, *reciprocal, 3, c.rounding);
        if (actual != quantizeByDigits(y, scale, 3, kInt8, c.rounding))
          FAIL() << y << " by " << scale << ": " << actual;
      }
  }
}
