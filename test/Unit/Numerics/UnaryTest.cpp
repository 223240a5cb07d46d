//===- UnaryTest.cpp - Tests of functions of one number -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Unary.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

using namespace mlir::qnn::numerics;

static constexpr StorageRange kInt8 = {-128, 127};
static constexpr StorageRange kUInt8 = {0, 255};

static UnaryParameters getParameters(double inputScale, int64_t inputZeroPoint,
                                     double outputScale,
                                     int64_t outputZeroPoint,
                                     Flavour flavour = Flavour::TFLM) {
  return {inputScale,     inputZeroPoint,        kInt8,
          outputScale,    outputZeroPoint,       kInt8,
          /*alpha=*/0.0f, Rounding::DoubleRound, flavour};
}

/// The results for the storage integers `inputs`.
static std::vector<int32_t> evaluate(UnaryFunction function,
                                     const UnaryParameters &parameters,
                                     const std::vector<int32_t> &inputs) {
  EXPECT_TRUE(isUnarySupported(function, parameters));
  std::vector<int32_t> results;
  for (int32_t q : inputs)
    results.push_back(evaluateUnary(function, parameters, q));
  return results;
}

using Integers = std::vector<int32_t>;
using Function = std::function<long double(long double)>;

/// Checks that for all inputs where `real` has a value, the result is within
/// `tolerance` units of it.
static void expectNear(UnaryFunction function, const UnaryParameters &p,
                       const Function &real, double tolerance) {
  ASSERT_TRUE(isUnarySupported(function, p));
  for (int64_t q = p.inputStorage.min; q <= p.inputStorage.max; ++q) {
    const long double x = static_cast<long double>(p.inputScale) *
                          static_cast<long double>(q - p.inputZeroPoint);
    const long double y = real(x) / static_cast<long double>(p.outputScale) +
                          static_cast<long double>(p.outputZeroPoint);
    if (std::isnan(y))
      continue;
    const long double expected =
        std::clamp(y, static_cast<long double>(p.outputStorage.min),
                   static_cast<long double>(p.outputStorage.max));
    EXPECT_NEAR(evaluateUnary(function, p, static_cast<int32_t>(q)),
                static_cast<double>(expected), tolerance)
        << "function " << static_cast<int>(function) << " of " << q;
  }
}

/// Scales, as float32 holds them, with a zero point each.
static std::vector<UnaryParameters> getVariants(Flavour flavour) {
  std::vector<UnaryParameters> variants;
  for (float inputScale : {0.004f, 0.05f, 0.1f, 0.75f})
    for (int64_t inputZeroPoint : {-128, -3, 0, 127})
      for (float outputScale : {0.01f, 0.125f})
        for (int64_t outputZeroPoint : {-128, 0, 5, 127})
          variants.push_back(getParameters(
              static_cast<double>(inputScale), inputZeroPoint,
              static_cast<double>(outputScale), outputZeroPoint, flavour));
  return variants;
}

static long double logisticReal(long double x) {
  return 1 / (1 + std::exp(-x));
}
static long double hardSwishReal(long double x) {
  return x * std::clamp<long double>(x + 3, 0, 6) / 6;
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

TEST(UnaryTest, TablesAreNearReal) {
  struct {
    UnaryFunction function;
    Function real;
  } const rows[] = {
      {UnaryFunction::Logistic, logisticReal},
      {UnaryFunction::Tanh, [](auto x) { return std::tanh(x); }},
      {UnaryFunction::Elu, [](auto x) { return x < 0 ? std::exp(x) - 1 : x; }},
      {UnaryFunction::Gelu,
       [](auto x) { return x * (1 + std::erf(x / std::sqrt(2.0L))) / 2; }},
      {UnaryFunction::GeluTanh,
       [](auto x) {
         // (1 + tanh(z)) / 2 is the logistic function of 2 z.
         return x * logisticReal(2 * std::sqrt(2 / std::acos(-1.0L)) *
                                 (x + 0.044715L * x * x * x));
       }},
      {UnaryFunction::Exp, [](auto x) { return std::exp(x); }},
      {UnaryFunction::Log, [](auto x) { return std::log(x); }},
      {UnaryFunction::Square, [](auto x) { return x * x; }},
      {UnaryFunction::Neg, [](auto x) { return -x; }},
      {UnaryFunction::Sin, [](auto x) { return std::sin(x); }},
      {UnaryFunction::Cos, [](auto x) { return std::cos(x); }},
  };
  for (const auto &row : rows)
    for (const UnaryParameters &p : getVariants(Flavour::TFLite))
      expectNear(row.function, p, row.real, 0.501);
}

TEST(UnaryTest, TableLiterals) {
  const UnaryParameters halves = getParameters(0.5, 0, 1.0, 10);
  EXPECT_EQ(evaluate(UnaryFunction::Floor, halves, {-3, -1, 1, 3}),
            Integers({8, 9, 10, 11}));
  EXPECT_EQ(evaluate(UnaryFunction::Ceil, halves, {-3, -1, 1, 3}),
            Integers({9, 10, 11, 12}));
  // To even, in the function itself.
  EXPECT_EQ(evaluate(UnaryFunction::Round, halves, {-3, -1, 1, 3, 5}),
            Integers({8, 10, 10, 12, 12}));
  // Away from zero, when the result is quantized.
  EXPECT_EQ(evaluate(UnaryFunction::Neg, halves, {-3, -1, 1, 3, 5}),
            Integers({12, 11, 9, 8, 7}));
  EXPECT_EQ(evaluate(UnaryFunction::Square, halves, {-128, -2, 3, 127}),
            Integers({127, 11, 12, 127}));
}

TEST(UnaryTest, TablesMultiplyByTheInverseScale) {
  // 1.2f is a little more than 6/5, so 9 / 1.2f is a little less than 7.5, in
  // float32 as well. But 1 / 1.2f is rounded up so far that 9 times it is 7.5.
  EXPECT_LT(9.0f / 1.2f, 7.5f);
  EXPECT_EQ(evaluate(UnaryFunction::Neg,
                     getParameters(1.0, 0, static_cast<double>(1.2f), 0), {-9}),
            Integers({8}));
}

TEST(UnaryTest, EluOfFlavours) {
  // Below 1, float32 has 24 fractional bits; exp(x) is 1 or 1 - 2^-24 here.
  UnaryParameters p = getParameters(0x1p-26, 0, 0x1p-26, 0, Flavour::TFLM);
  EXPECT_EQ(evaluate(UnaryFunction::Elu, p, {-3, -2, -1, 0, 1}),
            Integers({-4, 0, 0, 0, 1}));
  p.flavour = Flavour::TFLite;
  EXPECT_EQ(evaluate(UnaryFunction::Elu, p, {-3, -2, -1, 0, 1}),
            Integers({-3, -2, -1, 0, 1}));
}

TEST(UnaryTest, SqrtDropsFractions) {
  EXPECT_EQ(evaluate(UnaryFunction::Sqrt, getParameters(1.0, 0, 1.0, -3),
                     {0, 1, 3, 4, 8, 9, 127}),
            Integers({-3, -2, -2, -1, -1, 0, 8}));
  // Half a unit less than the result of rounding.
  for (const UnaryParameters &p : getVariants(Flavour::TFLite)) {
    const auto half = 0.5L * static_cast<long double>(p.outputScale);
    expectNear(
        UnaryFunction::Sqrt, p,
        [half](auto x) { return x == 0 ? x : std::sqrt(x) - half; }, 0.501);
  }
}

TEST(UnaryTest, TablesWhereThereIsNoValue) {
  EXPECT_EQ(
      evaluate(UnaryFunction::Log, getParameters(1.0, 0, 1.0, 3), {-5, 0, 1}),
      Integers({-128, -128, 3}));
  EXPECT_EQ(
      evaluate(UnaryFunction::Sqrt, getParameters(1.0, 0, 1.0, 3), {-5, 0, 4}),
      Integers({-128, 3, 5}));
}

//===----------------------------------------------------------------------===//
// Logistic and tanh in fixed point
//===----------------------------------------------------------------------===//

TEST(UnaryTest, SigmoidsAreNearReal) {
  for (float scale : {0.0001f, 0.01f, 0.05f, 0.1f, 0.2f, 1.0f, 3.0f})
    for (int64_t zeroPoint : {-128, -3, 0, 127}) {
      const auto inputScale = static_cast<double>(scale);
      expectNear(UnaryFunction::Logistic,
                 getParameters(inputScale, zeroPoint, 0x1p-8, -128),
                 logisticReal, 0.501);
      expectNear(
          UnaryFunction::Tanh, getParameters(inputScale, zeroPoint, 0x1p-7, 0),
          [](auto x) { return std::tanh(x); }, 0.501);
    }
}

TEST(UnaryTest, SigmoidLiterals) {
  // 256 / (1 + e^-1) = 187.15, 256 / (1 + e) = 68.85.
  EXPECT_EQ(evaluate(UnaryFunction::Logistic,
                     getParameters(0.125, 2, 0x1p-8, -128),
                     {2, 10, -6, 127, -128}),
            Integers({0, 59, -59, 127, -128}));
  // 128 tanh(1) = 97.48.
  EXPECT_EQ(evaluate(UnaryFunction::Tanh, getParameters(0.125, 2, 0x1p-7, 0),
                     {2, 10, -6, 127, -128}),
            Integers({0, 97, -97, 127, -128}));
}

TEST(UnaryTest, SigmoidsOfUnsignedOutputs) {
  UnaryParameters p = getParameters(0.125, 0, 0x1p-8, 0);
  p.outputStorage = kUInt8;
  EXPECT_EQ(evaluate(UnaryFunction::Logistic, p, {-127, 0, 8}),
            Integers({0, 128, 187}));
  p.outputScale = 0x1p-7;
  p.outputZeroPoint = 128;
  EXPECT_EQ(evaluate(UnaryFunction::Tanh, p, {-128, 0, 8}),
            Integers({0, 128, 225}));
}

TEST(UnaryTest, SigmoidsSaturateAtTheRadius) {
  // From a scale of 8 on the radius is 0, and even 0 is outside: the kernels
  // look at the lower end first.
  EXPECT_EQ(evaluate(UnaryFunction::Logistic,
                     getParameters(8.0, 0, 0x1p-8, -128), {-1, 0, 1}),
            Integers({-128, -128, 127}));
  // With 4, it is 1. With 1/2 it is 15 * 2^27 / 2^27 = 15, at which the
  // function itself would give 127.99.
  EXPECT_EQ(evaluate(UnaryFunction::Tanh, getParameters(4.0, 0, 0x1p-7, 0),
                     {-1, 0, 1}),
            Integers({-128, 0, 127}));
  EXPECT_EQ(evaluate(UnaryFunction::Tanh, getParameters(0.5, 0, 0x1p-7, 0),
                     {-15, -14, 14, 15}),
            Integers({-128, -128, 127, 127}));
}

TEST(UnaryTest, SigmoidsOfOtherOutputsAreNotSupported) {
  EXPECT_FALSE(isUnarySupported(UnaryFunction::Logistic,
                                getParameters(1.0, 0, 0x1p-7, -128)));
  EXPECT_FALSE(isUnarySupported(UnaryFunction::Logistic,
                                getParameters(1.0, 0, 0x1p-8, 0)));
  EXPECT_FALSE(
      isUnarySupported(UnaryFunction::Tanh, getParameters(1.0, 0, 0x1p-8, 0)));
  EXPECT_FALSE(
      isUnarySupported(UnaryFunction::Tanh, getParameters(1.0, 0, 0x1p-7, 1)));
  EXPECT_TRUE(
      isUnarySupported(UnaryFunction::Logistic,
                       getParameters(1.0, 0, 0x1p-7, 0, Flavour::TFLite)));
}

TEST(UnaryTest, SigmoidsAreMonotonic) {
  for (double scale : {0.001, 0.03, 0.3, 5.0})
    for (Flavour flavour : {Flavour::TFLM, Flavour::TFLite})
      for (int32_t q = -128; q < 127; ++q) {
        const UnaryParameters logistic =
            getParameters(scale, 3, 0x1p-8, -128, flavour);
        EXPECT_LE(evaluateUnary(UnaryFunction::Logistic, logistic, q),
                  evaluateUnary(UnaryFunction::Logistic, logistic, q + 1));
        const UnaryParameters tanh =
            getParameters(scale, 3, 0x1p-7, 0, flavour);
        EXPECT_LE(evaluateUnary(UnaryFunction::Tanh, tanh, q),
                  evaluateUnary(UnaryFunction::Tanh, tanh, q + 1));
      }
}

//===----------------------------------------------------------------------===//
// Hard swish
//===----------------------------------------------------------------------===//

TEST(UnaryTest, HardSwishIsNearReal) {
  for (const UnaryParameters &p : getVariants(Flavour::TFLM))
    if (p.inputScale < 32 * p.outputScale)
      expectNear(UnaryFunction::HardSwish, p, hardSwishReal, 1.5);
}

TEST(UnaryTest, HardSwishLiterals) {
  // Both scales are 1/16. At 3 and above: the identity, since the weight of
  // 32767 / 32768 and the truncation cost less than half a unit. At 1:
  // 128 * 16 = 2048 and its half, 1024 (the output multiplier is 2^14 * 2^-6).
  // Reluish: 2048 * 21845 / 2^15 = 1365.3, shifted left by 3: 10920, which is
  // (10920 + 32768) / 2 = 21844 as a weight. 1024 * 21844 / 2^15 = 682.6, by
  // 2^6 = 10.7.
  const UnaryParameters p = getParameters(0.0625, 0, 0.0625, 0);
  EXPECT_EQ(evaluate(UnaryFunction::HardSwish, p,
                     {0, 16, 48, 100, 127, -48, -49, -128}),
            Integers({0, 11, 48, 100, 127, 0, 0, 0}));
  // x = -1.5: half of a half of it, or -0.375 = -6 / 16.
  EXPECT_EQ(evaluate(UnaryFunction::HardSwish, p, {-24}), Integers({-6}));
}

TEST(UnaryTest, HardSwishShiftsRightForSmallScales) {
  // 2^-10: x / 3 needs no left shift.
  expectNear(UnaryFunction::HardSwish, getParameters(0x1p-10, 5, 0x1p-11, 0),
             hardSwishReal, 1.0);
}

TEST(UnaryTest, HardSwishOfTooFineOutputsIsNotSupported) {
  EXPECT_TRUE(isUnarySupported(UnaryFunction::HardSwish,
                               getParameters(1.0, 0, 0x1.02p-7, 0)));
  EXPECT_FALSE(isUnarySupported(UnaryFunction::HardSwish,
                                getParameters(1.0, 0, 0x1p-7, 0)));
  EXPECT_FALSE(isUnarySupported(UnaryFunction::HardSwish,
                                getParameters(1e9, 0, 1e9, 0)));
}

//===----------------------------------------------------------------------===//
// Rescaling functions
//===----------------------------------------------------------------------===//

TEST(UnaryTest, LeakyRelu) {
  UnaryParameters p = getParameters(0.5, 3, 1.0, -10);
  p.alpha = 0.25f;
  // x / 2, or x / 8. -4 / 8 is a tie: up in the first rounding, then away.
  EXPECT_EQ(evaluate(UnaryFunction::LeakyRelu, p, {3, 4, 7, 127, -5, -13}),
            Integers({-10, -9, -8, 52, -11, -12}));
  p.alpha = -0.25f;
  EXPECT_EQ(evaluate(UnaryFunction::LeakyRelu, p, {3, 7, -5, -13}),
            Integers({-10, -8, -9, -8}));
  p.alpha = 0.0f;
  EXPECT_EQ(evaluate(UnaryFunction::LeakyRelu, p, {3, 7, -5, -13}),
            Integers({-10, -8, -10, -10}));
  // The first rounding takes the ties -1/2 and -3/2 up, to 0 and -1; then the
  // sign changes.
  p.alpha = -1.0f;
  EXPECT_EQ(evaluate(UnaryFunction::LeakyRelu, p, {2, 0}), Integers({-10, -9}));
}

TEST(UnaryTest, RoundingModesOfRelu) {
  // 1/4, 2/4 and 6/4: see the modes' own tests.
  UnaryParameters p = getParameters(0.25, 0, 1.0, 0);
  EXPECT_EQ(evaluate(UnaryFunction::Relu, p, {-6, 1, 2, 6}),
            Integers({0, 1, 1, 2}));
  p.rounding = Rounding::SingleRound;
  EXPECT_EQ(evaluate(UnaryFunction::Relu, p, {-6, 1, 2, 6}),
            Integers({0, 0, 1, 2}));
  p.rounding = Rounding::HalfEvenF32;
  EXPECT_EQ(evaluate(UnaryFunction::Relu, p, {-6, 1, 2, 6}),
            Integers({0, 0, 0, 2}));
}

TEST(UnaryTest, Relus) {
  const UnaryParameters p = getParameters(0.5, -20, 0.25, 100, Flavour::TFLite);
  // Twice (q + 20), with bounds of 0, 6 and +-1 in quarters.
  EXPECT_EQ(evaluate(UnaryFunction::Relu, p, {-22, -20, -15, 20}),
            Integers({100, 100, 110, 127}));
  EXPECT_EQ(evaluate(UnaryFunction::Relu6, p, {-22, -20, -15, 20}),
            Integers({100, 100, 110, 124}));
  EXPECT_EQ(evaluate(UnaryFunction::ReluN1To1, p, {-30, -21, -19, 20}),
            Integers({96, 98, 102, 104}));
}

TEST(UnaryTest, Relu6OnlyClampsInTFLM) {
  // 6 is stored as -20 + 12; the output's scale plays no role.
  const UnaryParameters p = getParameters(0.5, -20, 0.25, 100);
  EXPECT_EQ(evaluate(UnaryFunction::Relu6, p, {-22, -20, -15, 20}),
            Integers({-20, -20, -15, -8}));
}

TEST(UnaryTest, Abs) {
  EXPECT_EQ(evaluate(UnaryFunction::Abs, getParameters(1.0, 2, 1.0, -128),
                     {-128, 1, 2, 3, 127}),
            Integers({2, -127, -128, -127, -3}));
  EXPECT_EQ(
      evaluate(UnaryFunction::Abs, getParameters(1.0, 2, 0.5, 0), {-128, 1, 3}),
      Integers({127, 2, 2}));
}

TEST(UnaryTest, Rsqrt) {
  for (const UnaryParameters &p : getVariants(Flavour::TFLM))
    expectNear(
        UnaryFunction::Rsqrt, p,
        [](auto x) { return x > 0 ? 1 / std::sqrt(x) : 1e30L; }, 0.51);
  EXPECT_EQ(evaluate(UnaryFunction::Rsqrt, getParameters(1.0, 0, 0x1p-6, 0),
                     {-3, 0, 1, 4, 16, 100}),
            Integers({127, 127, 64, 32, 16, 6}));
}

TEST(UnaryTest, FactorsWithoutMultiplierAreNotSupported) {
  for (UnaryFunction function : {UnaryFunction::LeakyRelu, UnaryFunction::Relu,
                                 UnaryFunction::ReluN1To1, UnaryFunction::Abs})
    EXPECT_FALSE(isUnarySupported(function, getParameters(1e6, 0, 1e-6, 0)));
  // The slope alone can be too large, and is, unless no input is negative.
  UnaryParameters p = getParameters(1.0, 0, 1.0, 0);
  p.alpha = 1e12f;
  EXPECT_FALSE(isUnarySupported(UnaryFunction::LeakyRelu, p));
  p.inputZeroPoint = -128;
  EXPECT_TRUE(isUnarySupported(UnaryFunction::LeakyRelu, p));
  // The second shift of the kernel, 20 less than the multiplier's.
  EXPECT_FALSE(
      isUnarySupported(UnaryFunction::Rsqrt, getParameters(1.0, 0, 8192.0, 0)));
  EXPECT_TRUE(
      isUnarySupported(UnaryFunction::Rsqrt, getParameters(1.0, 0, 2048.0, 0)));
}
