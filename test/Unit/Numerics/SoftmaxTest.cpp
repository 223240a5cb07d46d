//===- SoftmaxTest.cpp - Tests of softmax ---------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Softmax.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

using namespace mlir::qnn::numerics;

using Row = std::vector<int64_t>;

static constexpr StorageRange kInt8 = {-128, 127};
static constexpr StorageRange kUInt8 = {0, 255};
static constexpr StorageRange kInt16 = {-32768, 32767};

template <typename ArgumentsT>
static Row softmax(const ArgumentsT &arguments, const Row &input,
                   StorageRange storage) {
  Row output(input.size());
  softmaxRow(arguments, input.data(), input.size(), storage, output.data());
  return output;
}

static Row softmaxFixedPoint(double scale, const Row &input,
                             StorageRange storage) {
  return softmax(getSoftmaxParameters(scale, 1.0).value(), input, storage);
}

static Row softmaxFloat(double scale, const Row &input, StorageRange storage) {
  return softmax(getSoftmaxTable(scale, 1.0), input, storage);
}

/// The real softmax, in units of the output and from its lower bound on.
static std::vector<double> softmaxReal(double scale, const Row &input,
                                       StorageRange storage) {
  long double sum = 0;
  std::vector<long double> exps;
  for (int64_t q : input) {
    exps.push_back(std::exp(static_cast<long double>(scale) *
                            static_cast<long double>(q - input.front())));
    sum += exps.back();
  }
  std::vector<double> result;
  for (long double e : exps)
    result.push_back(static_cast<double>(
        e / sum * static_cast<long double>(storage.max - storage.min + 1) +
        static_cast<long double>(storage.min)));
  return result;
}

/// Calls `check(scale, row)` for random scales and rows of int8.
template <typename CheckT>
static void forEachRow(CheckT check) {
  std::mt19937_64 random(42);
  std::uniform_int_distribution<int64_t> elements(-128, 127);
  std::uniform_int_distribution<size_t> sizes(1, 64);
  std::uniform_real_distribution<double> exponents(-10, 2);
  for (int i = 0; i < 2000; ++i) {
    Row row(sizes(random));
    for (int64_t &q : row)
      q = elements(random);
    check(static_cast<double>(static_cast<float>(std::exp2(exponents(random)))),
          row);
  }
}

//===----------------------------------------------------------------------===//
// Fixed point
//===----------------------------------------------------------------------===//

TEST(SoftmaxTest, Parameters) {
  // 2^-4 * 2^26 = 2^22 = 2^30 * 2^(23 - 31). 31 * 2^26 / 2^23 = 248.
  std::optional<SoftmaxParameters> parameters =
      getSoftmaxParameters(0.0625, 1.0);
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->multiplier, 1 << 30);
  EXPECT_EQ(parameters->leftShift, 23);
  EXPECT_EQ(parameters->minDifference, -248);
  // Beta and the scale enter as a product.
  parameters = getSoftmaxParameters(0.5, 0.125);
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->leftShift, 23);
  // 1.5 * 2^26 = 3/4 * 2^27. 31 / 2 rounds down.
  parameters = getSoftmaxParameters(1.5, 1.0);
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->multiplier, 3 << 29);
  EXPECT_EQ(parameters->leftShift, 27);
  EXPECT_EQ(parameters->minDifference, -15);
}

TEST(SoftmaxTest, ParametersAtTheEnds) {
  EXPECT_FALSE(getSoftmaxParameters(0x1p-26, 1.0));
  std::optional<SoftmaxParameters> parameters =
      getSoftmaxParameters(0x1.000002p-26, 1.0);
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->leftShift, 1);
  EXPECT_EQ(parameters->minDifference, -(31 << 25));
  for (double large : {32.0, 1e6, std::numeric_limits<double>::max()}) {
    parameters = getSoftmaxParameters(large, 1.0);
    ASSERT_TRUE(parameters);
    EXPECT_EQ(parameters->multiplier, std::numeric_limits<int32_t>::max());
    EXPECT_EQ(parameters->leftShift, 31);
    EXPECT_EQ(parameters->minDifference, 0);
  }
}

TEST(SoftmaxTest, ExpOfDifferences) {
  for (double scale : {0.001, 0.05, 0.1, 1.0, 3.0}) {
    const SoftmaxParameters parameters =
        getSoftmaxParameters(scale, 1.0).value();
    int32_t previous = std::numeric_limits<int32_t>::max();
    EXPECT_EQ(softmaxExp(parameters, 0), previous);
    for (int32_t difference = -1; difference >= -255; --difference) {
      const int32_t e = softmaxExp(parameters, difference);
      EXPECT_LE(e, previous);
      EXPECT_NEAR(std::ldexp(e, -31), std::exp(scale * difference), 0x1p-21);
      if (difference < parameters.minDifference) {
        EXPECT_EQ(e, 0);
      }
      previous = e;
    }
  }
}

TEST(SoftmaxTest, Reciprocal) {
  // Of 1, and of 3/2 and 3, which share their significand.
  EXPECT_EQ(softmaxReciprocal(1 << 19).shift, 0);
  EXPECT_EQ(softmaxReciprocal(3 << 18).shift, 0);
  EXPECT_EQ(softmaxReciprocal(3 << 19).shift, 1);
  EXPECT_EQ(softmaxReciprocal(3 << 18).reciprocal,
            softmaxReciprocal(3 << 19).reciprocal);
  // Beyond what the kernels' int32 holds.
  EXPECT_EQ(softmaxReciprocal(uint64_t{3} << 40).shift, 22);
  for (uint64_t sum = 1 << 19; sum < uint64_t{1} << 42; sum += sum / 3) {
    const SoftmaxReciprocal r = softmaxReciprocal(sum);
    EXPECT_NEAR(std::ldexp(r.reciprocal, -31 - r.shift) *
                    std::ldexp(static_cast<double>(sum), -19),
                1.0, 0x1p-25)
        << sum;
  }
}

TEST(SoftmaxTest, FixedPointLiterals) {
  // Equal elements share 1 = 256 units: 64 each, or 85.3.
  EXPECT_EQ(softmaxFixedPoint(0.1, {5, 5, 5, 5}, kInt8),
            Row({-64, -64, -64, -64}));
  EXPECT_EQ(softmaxFixedPoint(0.1, {7, 7, 7}, kUInt8), Row({85, 85, 85}));
  // 1 itself saturates.
  EXPECT_EQ(softmaxFixedPoint(0.1, {-128}, kInt8), Row({127}));
  EXPECT_EQ(softmaxFixedPoint(0.1, {-128}, kInt16), Row({32767}));
  // exp(-31) is too small; with a scale of 1, so is everything below.
  EXPECT_EQ(softmaxFixedPoint(1.0, {127, -128, 96}, kInt8),
            Row({127, -128, -128}));
  // 256 / (1 + e^-1 + e^-2) = 170.3, 62.7, 23.05.
  EXPECT_EQ(softmaxFixedPoint(1.0, {2, 1, 0}, kUInt8), Row({170, 63, 23}));
  // 65536 / (1 + e^-1 + e^-2) = 43597.2, 16038.5, 5900.2.
  EXPECT_EQ(softmaxFixedPoint(1.0, {2, 1, 0}, kInt16),
            Row({43597 - 32768, 16039 - 32768, 5900 - 32768}));
}

TEST(SoftmaxTest, FixedPointIsCloseToReal) {
  for (StorageRange storage : {kInt8, kUInt8, kInt16}) {
    // Rounding each of up to 64 terms to 19 bits makes a sum, which is at least
    // 1, wrong by 2^-14; the exponentials add a little.
    const auto units = static_cast<double>(storage.max - storage.min + 1);
    const double tolerance = 0.5 + units * 0x1.1p-14;
    forEachRow([&](double scale, const Row &row) {
      const Row output = softmaxFixedPoint(scale, row, storage);
      const std::vector<double> real = softmaxReal(scale, row, storage);
      for (size_t i = 0; i < row.size(); ++i)
        EXPECT_NEAR(static_cast<double>(output[i]),
                    std::min(real[i], static_cast<double>(storage.max)),
                    tolerance);
    });
  }
}

TEST(SoftmaxTest, FixedPointLongRows) {
  // 512 maxima: a share of 1/2 unit, whose divisor is 2^32.
  EXPECT_EQ(softmaxFixedPoint(0.1, Row(511, 3), kInt8), Row(511, -127));
  EXPECT_EQ(softmaxFixedPoint(0.1, Row(512, 3), kInt8), Row(512, -128));
  EXPECT_EQ(softmaxFixedPoint(0.1, Row(100000, 3), kInt8), Row(100000, -128));
  // 65536 / 5000 = 13.1: the sum is beyond int32.
  EXPECT_EQ(softmaxFixedPoint(0.1, Row(5000, 3), kInt16),
            Row(5000, 13 - 32768));
}

//===----------------------------------------------------------------------===//
// Float table
//===----------------------------------------------------------------------===//

TEST(SoftmaxTest, Table) {
  const SoftmaxTable table = getSoftmaxTable(0.25, 2.0);
  EXPECT_EQ(table[0], 1.0f);
  EXPECT_EQ(table[2], 0x1.78b564p-2f); // exp(-1)
  EXPECT_EQ(table[255], static_cast<float>(std::exp(-127.5)));
  // The float32 product of the scale by 3 is a little more than 0.3.
  EXPECT_EQ(getSoftmaxTable(0.1, 1.0)[3],
            static_cast<float>(std::exp(-static_cast<double>(0.1f * 3.0f))));
}

TEST(SoftmaxTest, FloatLiterals) {
  EXPECT_EQ(softmaxFloat(0.1, {5, 5, 5, 5}, kInt8), Row({-64, -64, -64, -64}));
  EXPECT_EQ(softmaxFloat(0.1, {-128}, kInt8), Row({127}));
  EXPECT_EQ(softmaxFloat(0.1, {0}, kUInt8), Row({255}));
  EXPECT_EQ(softmaxFloat(1.0, {2, 1, 0}, kUInt8), Row({170, 63, 23}));
  // Half a unit each, away from zero.
  EXPECT_EQ(softmaxFloat(1.0, Row(512, 0), kInt8), Row(512, -127));
}

TEST(SoftmaxTest, FloatSumsFromTheFirstElementOn) {
  // exp(-17.5) is 0.21 ulp of 1: lost one by one after the maximum, but 2^20 of
  // them sum up to 0.026 before it. The maximum's share is 256, or about 249.5
  // since small sums are not exact either.
  Row row(1 << 20, -35);
  row.front() = 0;
  EXPECT_EQ(softmaxFloat(0.5, row, kUInt8).front(), 255);
  std::swap(row.front(), row.back());
  EXPECT_NEAR(softmaxFloat(0.5, row, kUInt8).back(), 249.5, 1.0);
}

TEST(SoftmaxTest, FloatIsCloseToReal) {
  for (StorageRange storage : {kInt8, kUInt8})
    forEachRow([&](double scale, const Row &row) {
      const Row output = softmaxFloat(scale, row, storage);
      const std::vector<double> real = softmaxReal(scale, row, storage);
      for (size_t i = 0; i < row.size(); ++i)
        EXPECT_NEAR(static_cast<double>(output[i]),
                    std::min(real[i], static_cast<double>(storage.max)),
                    0.5001);
    });
}

TEST(SoftmaxTest, OnlyDifferencesMatter) {
  forEachRow([](double scale, const Row &row) {
    Row shifted = row;
    for (int64_t &q : shifted)
      q += 128;
    EXPECT_EQ(softmaxFixedPoint(scale, row, kInt8),
              softmaxFixedPoint(scale, shifted, kInt8));
    EXPECT_EQ(softmaxFloat(scale, row, kInt8),
              softmaxFloat(scale, shifted, kInt8));
  });
}
