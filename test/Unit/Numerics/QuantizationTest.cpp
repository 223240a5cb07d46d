//===- QuantizationTest.cpp - Tests of affine quantization ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Quantization.h"

#include "qnn/Numerics/FixedPoint.h"
#include "gtest/gtest.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <ostream>
#include <random>
#include <vector>

using namespace mlir::qnn::numerics;

namespace mlir::qnn::numerics {
/// Found by GoogleTest through argument-dependent lookup.
static void PrintTo(StorageRange range, std::ostream *os) {
  *os << "[" << range.min << ", " << range.max << "]";
}
} // namespace mlir::qnn::numerics

static constexpr StorageRange kInt8 = {-128, 127};
static constexpr StorageRange kUInt8 = {0, 255};
static constexpr StorageRange kInt16 = {-32768, 32767};
static constexpr StorageRange kUInt16 = {0, 65535};
static constexpr StorageRange kNarrowInt8 = {-127, 127};
static constexpr StorageRange kInt4 = {-8, 7};
static constexpr StorageRange kSingleton = {3, 3};

static constexpr StorageRange kAllRanges[] = {
    kInt8, kUInt8, kInt16, kUInt16, kNarrowInt8, kInt4, kSingleton};

static constexpr float kInfinity = std::numeric_limits<float>::infinity();
static constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// Scales from one end of the doubles to the other.
static std::vector<double> extremeScales() {
  return {std::numeric_limits<double>::denorm_min(),
          std::numeric_limits<double>::min(),
          1e-60,
          std::numeric_limits<float>::denorm_min(),
          std::numeric_limits<float>::min(),
          1e-9,
          1.0,
          1e9,
          std::numeric_limits<float>::max(),
          1e60,
          std::numeric_limits<double>::max()};
}

static std::vector<int64_t> zeroPointsOf(StorageRange range) {
  std::vector<int64_t> zeroPoints = {range.min, range.max};
  for (int64_t zeroPoint : {-128, -1, 0, 1, 127, 128})
    if (range.min <= zeroPoint && zeroPoint <= range.max)
      zeroPoints.push_back(zeroPoint);
  return zeroPoints;
}

/// The oracle of `quantize` for a quotient well inside of float32's range. The
/// quotient is formed in double and then rounded to float32, which equals the
/// float32 quotient because 53 >= 2 * 24 + 2 (Figueroa, "When is double
/// rounding innocuous?", 1995). The integer is found by its distance, exact in
/// double.
static int64_t quantizeByDistance(float x, double scale, int64_t zeroPoint,
                                  StorageRange range, FloatRounding rounding) {
  const double quotient = static_cast<float>(
      static_cast<double>(x) / static_cast<double>(static_cast<float>(scale)));
  const double lower = std::floor(quotient);
  const double distance = quotient - lower;
  double nearest = distance < 0.5 ? lower : lower + 1.0;
  if (distance == 0.5) {
    const bool lowerIsEven = std::fmod(lower, 2.0) == 0.0;
    const bool takeLower =
        rounding == FloatRounding::HalfEven ? lowerIsEven : quotient < 0.0;
    nearest = takeLower ? lower : lower + 1.0;
  }
  const double stored = nearest + static_cast<double>(zeroPoint);
  if (stored < static_cast<double>(range.min))
    return range.min;
  if (stored > static_cast<double>(range.max))
    return range.max;
  return static_cast<int64_t>(stored);
}

//===----------------------------------------------------------------------===//
// quantize
//===----------------------------------------------------------------------===//

TEST(QuantizeTest, Ties) {
  struct {
    float x;
    int64_t halfAway, halfEven;
  } const rows[] = {
      {0.5f, 1, 0},
      {-0.5f, -1, 0},
      {1.5f, 2, 2},
      {-1.5f, -2, -2},
      {2.5f, 3, 2},
      {-2.5f, -3, -2},
      {0.0f, 0, 0},
      {-0.0f, 0, 0},
      {1.25f, 1, 1},
      {-1.25f, -1, -1},
      {1.75f, 2, 2},
      {-1.75f, -2, -2},
      // The last float below one half; adding one half to it would round to 1.
      {0x1.fffffep-2f, 0, 0},
      {-0x1.fffffep-2f, 0, 0}};
  for (const auto &row : rows) {
    EXPECT_EQ(quantize(row.x, 1.0, 0, kInt8, FloatRounding::HalfAway),
              row.halfAway)
        << row.x;
    EXPECT_EQ(quantize(row.x, 1.0, 0, kInt8, FloatRounding::HalfEven),
              row.halfEven)
        << row.x;
  }
}

TEST(QuantizeTest, RoundsBeforeAddingTheZeroPoint) {
  // 0.5 + 1 would be a tie between 1 and 2, with 2 the even one.
  EXPECT_EQ(quantize(0.5f, 1.0, 1, kInt8, FloatRounding::HalfEven), 1);
}

TEST(QuantizeTest, DividesInFloat32) {
  // 0.1f is a little more than 1/10, so 0.25 / 0.1f is a little less than 2.5:
  // so little that the float32 quotient is 2.5, a tie.
  EXPECT_LT(0.25 / static_cast<double>(0.1f), 2.5);
  EXPECT_EQ(quantize(0.25f, 0.1, 0, kInt8, FloatRounding::HalfAway), 3);
}

TEST(QuantizeTest, SaturatesAtEveryBound) {
  for (StorageRange range : kAllRanges) {
    for (int64_t zeroPoint : zeroPointsOf(range)) {
      for (auto rounding : {FloatRounding::HalfAway, FloatRounding::HalfEven}) {
        for (int64_t q = range.min - 2; q <= range.min + 2; ++q)
          EXPECT_EQ(quantize(static_cast<float>(q - zeroPoint), 1.0, zeroPoint,
                             range, rounding),
                    std::min(std::max(q, range.min), range.max));
        for (int64_t q = range.max - 2; q <= range.max + 2; ++q)
          EXPECT_EQ(quantize(static_cast<float>(q - zeroPoint), 1.0, zeroPoint,
                             range, rounding),
                    std::min(std::max(q, range.min), range.max));
      }
    }
  }
}

TEST(QuantizeTest, NotFinite) {
  for (StorageRange range : kAllRanges) {
    for (int64_t zeroPoint : zeroPointsOf(range)) {
      for (double scale : extremeScales()) {
        for (auto rounding :
             {FloatRounding::HalfAway, FloatRounding::HalfEven}) {
          EXPECT_EQ(quantize(kInfinity, scale, zeroPoint, range, rounding),
                    range.max);
          EXPECT_EQ(quantize(-kInfinity, scale, zeroPoint, range, rounding),
                    range.min);
          EXPECT_EQ(quantize(kNaN, scale, zeroPoint, range, rounding),
                    range.min);
          EXPECT_EQ(quantize(-kNaN, scale, zeroPoint, range, rounding),
                    range.min);
        }
      }
    }
  }
}

TEST(QuantizeTest, ExtremeScales) {
  for (double scale : extremeScales()) {
    // Zero is the zero point, whatever the scale: never 0 / 0.
    EXPECT_EQ(quantize(0.0f, scale, 5, kInt8, FloatRounding::HalfAway), 5);
    EXPECT_EQ(quantize(-0.0f, scale, 5, kInt8, FloatRounding::HalfEven), 5);
  }
  const float tiny = std::numeric_limits<float>::denorm_min();
  const float huge = std::numeric_limits<float>::max();
  EXPECT_EQ(quantize(1.0f, 1e-300, 0, kInt8, FloatRounding::HalfAway), 127);
  EXPECT_EQ(quantize(-1.0f, 1e-300, 0, kInt8, FloatRounding::HalfAway), -128);
  EXPECT_EQ(quantize(3 * tiny, tiny, 0, kInt8, FloatRounding::HalfAway), 3);
  EXPECT_EQ(quantize(huge, huge, 0, kInt8, FloatRounding::HalfAway), 1);
  EXPECT_EQ(quantize(1.0f, 1e300, 9, kInt8, FloatRounding::HalfAway), 9);
}

TEST(QuantizeTest, SamplesMatchDistance) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> exponents(-20.0, 20.0);
  std::uniform_real_distribution<double> positions(-1.2, 1.2);
  for (StorageRange range : kAllRanges) {
    for (int64_t zeroPoint : zeroPointsOf(range)) {
      for (int i = 0; i < 20'000; ++i) {
        const double scale = std::exp2(exponents(random));
        const double width = static_cast<double>(range.max - range.min + 1);
        // Half of the samples are as close to a tie as float32 allows.
        double steps = positions(random) * width;
        if (i % 2 == 0)
          steps = std::floor(steps) + 0.5;
        const auto x = static_cast<float>(steps * scale);
        for (auto rounding : {FloatRounding::HalfAway, FloatRounding::HalfEven})
          ASSERT_EQ(quantize(x, scale, zeroPoint, range, rounding),
                    quantizeByDistance(x, scale, zeroPoint, range, rounding))
              << x << " / " << scale;
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// dequantize
//===----------------------------------------------------------------------===//

TEST(DequantizeTest, Examples) {
  EXPECT_EQ(dequantize(5, 0.5, 1), 2.0f);
  EXPECT_EQ(dequantize(-128, 0.25, 127), -63.75f);
  EXPECT_EQ(dequantize(0, 1e-300, -128), 0.0f);
  EXPECT_EQ(dequantize(7, 3.0, 7), 0.0f);
}

TEST(DequantizeTest, UsesTheDoubleScale) {
  // The error of 0.1f, times nine, reaches the next float.
  EXPECT_EQ(dequantize(9, 0.1, 0), 0.9f);
  EXPECT_EQ(dequantize(9, 0.1f, 0), std::nextafter(0.9f, 1.0f));
}

TEST(DequantizeTest, RoundTripsThroughQuantize) {
  // Two roundings of 2^-24 each cannot move a 16-bit value by one half.
  for (StorageRange range : kAllRanges)
    for (double scale : {1.0, 0.1, 0.0235294122248888, 1e-20, 1e20})
      for (int64_t zeroPoint : zeroPointsOf(range))
        for (int64_t q = range.min; q <= range.max; ++q)
          ASSERT_EQ(quantize(dequantize(q, scale, zeroPoint), scale, zeroPoint,
                             range, FloatRounding::HalfEven),
                    q);
}

TEST(IdentityTest, DequantizeIsOneF32Multiply) {
  std::mt19937_64 random(13);
  std::uniform_int_distribution<int64_t> values(-(1 << 24), 1 << 24);
  for (int i = 0; i < 2'000'000; ++i) {
    // Every finite positive float is as likely as every other.
    const auto bits = static_cast<uint32_t>(random() % 0x7f800000u);
    float scale;
    std::memcpy(&scale, &bits, sizeof(scale));
    if (scale == 0.0f)
      continue;
    const int64_t q = values(random);
    const float expected = scale * static_cast<float>(q);
    ASSERT_EQ(dequantize(q, scale, 0), expected) << q << " * " << scale;
  }
}

//===----------------------------------------------------------------------===//
// activationRange
//===----------------------------------------------------------------------===//

TEST(ActivationRangeTest, Examples) {
  // 6 / 0.0235294122 = 254.99999..., 1 / 0.1 = 10.
  const double sixths = 0.0235294122248888;
  EXPECT_EQ(activationRange(Activation::None, 0.1, 3, kInt8), kInt8);
  EXPECT_EQ(activationRange(Activation::Relu, 0.1, 3, kInt8),
            (StorageRange{3, 127}));
  EXPECT_EQ(activationRange(Activation::Relu6, sixths, -128, kInt8), kInt8);
  EXPECT_EQ(activationRange(Activation::Relu6, 0.1, 3, kInt8),
            (StorageRange{3, 63}));
  EXPECT_EQ(activationRange(Activation::ReluN1To1, 0.1, 3, kInt8),
            (StorageRange{-7, 13}));
  EXPECT_EQ(activationRange(Activation::ReluN1To1, 0.1, 250, kUInt8),
            (StorageRange{240, 255}));
  EXPECT_EQ(activationRange(Activation::ReluN1To1, 0.01, -127, kNarrowInt8),
            (StorageRange{-127, -27}));
}

TEST(ActivationRangeTest, TiesGoAway) {
  EXPECT_EQ(activationRange(Activation::Relu6, 4.0, 0, kInt8), // 1.5
            (StorageRange{0, 2}));
  EXPECT_EQ(activationRange(Activation::ReluN1To1, 0.4, 0, kInt8), // 2.5
            (StorageRange{-3, 3}));
  EXPECT_EQ(activationRange(Activation::ReluN1To1, 2.0, 0, kInt8), // 0.5
            (StorageRange{-1, 1}));
}

TEST(ActivationRangeTest, ExtremeScales) {
  for (double scale : {5e-324, 1e-300, 1e-60, 1e-45, 1e-38}) {
    EXPECT_EQ(activationRange(Activation::Relu6, scale, -4, kInt8),
              (StorageRange{-4, 127}));
    EXPECT_EQ(activationRange(Activation::ReluN1To1, scale, -4, kInt8), kInt8);
  }
  for (double scale : {1e9, 1e38, 1e60, 1e308}) {
    EXPECT_EQ(activationRange(Activation::Relu6, scale, -4, kInt8),
              (StorageRange{-4, -4}));
    EXPECT_EQ(activationRange(Activation::ReluN1To1, scale, -4, kInt8),
              (StorageRange{-4, -4}));
  }
}

TEST(ActivationRangeTest, ContainsTheZeroPointAndNothingOutsideOfStorage) {
  for (StorageRange storage : kAllRanges) {
    for (int64_t zeroPoint : zeroPointsOf(storage)) {
      for (double scale : extremeScales()) {
        for (auto activation : {Activation::None, Activation::Relu,
                                Activation::Relu6, Activation::ReluN1To1}) {
          const StorageRange range =
              activationRange(activation, scale, zeroPoint, storage);
          EXPECT_LE(storage.min, range.min);
          EXPECT_LE(range.min, zeroPoint);
          EXPECT_LE(zeroPoint, range.max);
          EXPECT_LE(range.max, storage.max);
        }
      }
    }
  }
}

TEST(ActivationRangeTest, SamplesMatchTheReferenceFormula) {
  std::mt19937_64 random(17);
  std::uniform_real_distribution<double> exponents(-20.0, 8.0);
  for (int i = 0; i < 100'000; ++i) {
    const double scale = std::exp2(exponents(random));
    for (StorageRange storage : kAllRanges) {
      for (int64_t zeroPoint : zeroPointsOf(storage)) {
        // As in TFLite: each bound is limited on its own side only.
        const auto q = [&](float bound) {
          return quantizeByDistance(bound, scale, zeroPoint,
                                    {-(int64_t{1} << 40), int64_t{1} << 40},
                                    FloatRounding::HalfAway);
        };
        ASSERT_EQ(activationRange(Activation::Relu, scale, zeroPoint, storage),
                  (StorageRange{std::max(storage.min, q(0.0f)), storage.max}));
        ASSERT_EQ(activationRange(Activation::Relu6, scale, zeroPoint, storage),
                  (StorageRange{std::max(storage.min, q(0.0f)),
                                std::min(storage.max, q(6.0f))}));
        ASSERT_EQ(
            activationRange(Activation::ReluN1To1, scale, zeroPoint, storage),
            (StorageRange{std::max(storage.min, q(-1.0f)),
                          std::min(storage.max, q(1.0f))}));
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// accumulatorScale
//===----------------------------------------------------------------------===//

TEST(AccumulatorScaleTest, DoubleProductIsExactForFloatScales) {
  const double product = accumulatorScale(0.1f, 0.3f, /*roundToF32=*/false);
  EXPECT_EQ(product, static_cast<double>(0.1f) * static_cast<double>(0.3f));
  EXPECT_NE(product, accumulatorScale(0.1f, 0.3f, /*roundToF32=*/true));
}

TEST(AccumulatorScaleTest, F32ProductIsTheHardwares) {
  std::mt19937_64 random(19);
  std::uniform_real_distribution<double> exponents(-40.0, 10.0);
  for (int i = 0; i < 1'000'000; ++i) {
    const double a = std::exp2(exponents(random));
    const double b = std::exp2(exponents(random));
    const float expected = static_cast<float>(a) * static_cast<float>(b);
    ASSERT_EQ(accumulatorScale(a, b, /*roundToF32=*/true), expected);
  }
}

TEST(AccumulatorScaleTest, F32RangeEnds) {
  EXPECT_EQ(accumulatorScale(1e-30, 1e-30, /*roundToF32=*/true), 0.0);
  EXPECT_EQ(accumulatorScale(1e30, 1e30, /*roundToF32=*/true),
            std::numeric_limits<double>::infinity());
  EXPECT_EQ(
      quantizeMultiplier(accumulatorScale(1e30, 1e30, /*roundToF32=*/true),
                         Rounding::SingleRound),
      std::nullopt);
}
