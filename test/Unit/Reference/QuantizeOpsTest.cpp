//===- QuantizeOpsTest.cpp - Tests of (re|de)quantization -----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EvaluatorTest.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

namespace {
struct QuantizeOpsTest : EvaluatorTest {
  Integers quantize(StringRef ir, Reals reals) {
    func::FuncOp function = parse(ir);
    Tensor input = getInput(function, 0, {}, std::move(reals));
    return getResult(reference::evaluate(function, input, options)).integers;
  }
};
} // namespace

TEST_F(QuantizeOpsTest, QuantizeRoundsTiesAway) {
  EXPECT_EQ(quantize(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<6xf32>) -> tensor<6x!q> {
      %0 = qnn.quantize %x half_away : tensor<6xf32> to tensor<6x!q>
      return %0 : tensor<6x!q>
    })mlir",
                     {0.25f, -0.25f, 0.75f, -0.75f, 0.24f, -1.0f}),
            Integers({4, 2, 5, 1, 3, 1}));
}

TEST_F(QuantizeOpsTest, QuantizeRoundsTiesToEven) {
  EXPECT_EQ(quantize(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<4xf32>) -> tensor<4x!q> {
      %0 = qnn.quantize %x half_even : tensor<4xf32> to tensor<4x!q>
      return %0 : tensor<4x!q>
    })mlir",
                     {0.25f, -0.25f, 0.75f, -0.75f}),
            Integers({3, 3, 5, 1}));
}

TEST_F(QuantizeOpsTest, QuantizeSaturatesToTheStorageRange) {
  constexpr float inf = std::numeric_limits<float>::infinity();
  EXPECT_EQ(quantize(R"mlir(
    !q = !qnn.per_tensor<u8<1:254> : f32, scale = 1.0, zero_point = 128>
    func.func @f(%x: tensor<5xf32>) -> tensor<5x!q> {
      %0 = qnn.quantize %x half_away : tensor<5xf32> to tensor<5x!q>
      return %0 : tensor<5x!q>
    })mlir",
                     {inf, -inf, std::nanf(""), 126.4f, -126.6f}),
            Integers({254, 1, 1, 254, 1}));
}

TEST_F(QuantizeOpsTest, QuantizePerAxisInTheMiddle) {
  EXPECT_EQ(quantize(R"mlir(
    !q = !qnn.per_axis<i8 : f32, axis = 1,
                       scales = dense<[1.0, 0.5]> : tensor<2xf64>,
                       zero_points = dense<[0, 10]> : tensor<2xi32>>
    func.func @f(%x: tensor<2x2x2xf32>) -> tensor<2x2x2x!q> {
      %0 = qnn.quantize %x half_away : tensor<2x2x2xf32> to tensor<2x2x2x!q>
      return %0 : tensor<2x2x2x!q>
    })mlir",
                     {1, 2, 1, 2, 3, 4, 3, 4}),
            Integers({1, 2, 12, 14, 3, 4, 16, 18}));
}

TEST_F(QuantizeOpsTest, Dequantize) {
  func::FuncOp function = parse(R"mlir(
    !q = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
    func.func @f(%x: tensor<4x!q>) -> tensor<4xf32> {
      %0 = qnn.dequantize %x : tensor<4x!q> to tensor<4xf32>
      return %0 : tensor<4xf32>
    })mlir");
  Tensor input = getInput(function, 0, {0, 128, 129, 255});
  EXPECT_EQ(getResult(reference::evaluate(function, input, options)).reals,
            Reals({-64.0f, 0.0f, 0.5f, 63.5f}));
}

//===----------------------------------------------------------------------===//
// Requantize
//===----------------------------------------------------------------------===//

// With a multiplier of 1/4, modes differ at -2, 1, 2 and 6:
// double_round: floor((x + 1) / 2), then half of that with ties away from zero;
// single_round: floor(x / 4 + 1/2); half_even_f32: x / 4, ties to even.

static constexpr StringLiteral kQuarter(R"mlir(
  !in = !qnn.per_tensor<i32 : f32, scale = 0.25>
  !out = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 100>
  func.func @f(%x: tensor<7x!in>) -> tensor<7x!out> {
    %0 = qnn.requantize %x : tensor<7x!in> to tensor<7x!out>
    return %0 : tensor<7x!out>
  })mlir");
static const Integers kQuarterInput = {-6, -2, -1, 1, 2, 6, 112};

TEST_F(QuantizeOpsTest, RequantizeDoubleRoundIsTheDefault) {
  EXPECT_EQ(evaluate(kQuarter, {kQuarterInput}),
            Integers({98, 99, 100, 101, 101, 102, 127}));
}

TEST_F(QuantizeOpsTest, RequantizeSingleRoundFromOptions) {
  options.rounding = RoundingMode::SingleRound;
  EXPECT_EQ(evaluate(kQuarter, {kQuarterInput}),
            Integers({99, 100, 100, 100, 101, 102, 127}));
}

TEST_F(QuantizeOpsTest, RequantizeHalfEvenFromOptions) {
  options.rounding = RoundingMode::HalfEvenF32;
  EXPECT_EQ(evaluate(kQuarter, {kQuarterInput}),
            Integers({98, 100, 100, 100, 100, 102, 127}));
}

TEST_F(QuantizeOpsTest, RequantizeOwnModeWins) {
  options.rounding = RoundingMode::HalfEvenF32;
  EXPECT_EQ(evaluate(R"mlir(
    !in = !qnn.per_tensor<i32 : f32, scale = 0.25>
    !out = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x!in>) -> tensor<2x!out> {
      %0 = qnn.requantize %x rounding(double_round)
          : tensor<2x!in> to tensor<2x!out>
      return %0 : tensor<2x!out>
    })mlir",
                     {{-2, 1}}),
            Integers({-1, 1}));
}

TEST_F(QuantizeOpsTest, RequantizeCentresModulo32Bits) {
  // INT32_MIN - 1 wraps to INT32_MAX, which 2^-24 takes to 128.
  EXPECT_EQ(evaluate(R"mlir(
    !in = !qnn.per_tensor<i32 : f32, scale = 1.0, zero_point = 1>
    !out = !qnn.per_tensor<i16 : f32, scale = 16777216.0>
    func.func @f(%x: tensor<2x!in>) -> tensor<2x!out> {
      %0 = qnn.requantize %x : tensor<2x!in> to tensor<2x!out>
      return %0 : tensor<2x!out>
    })mlir",
                     {{-2147483648, -2147483647}}),
            Integers({128, -128}));
}

TEST_F(QuantizeOpsTest, RequantizeClamps) {
  EXPECT_EQ(evaluate(R"mlir(
    !in = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -128>
    !out = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 0>
    func.func @f(%x: tensor<4x!in>) -> tensor<4x!out> {
      %0 = qnn.requantize %x clamp<3, 200> : tensor<4x!in> to tensor<4x!out>
      return %0 : tensor<4x!out>
    })mlir",
                     {{-128, -124, 0, 127}}),
            Integers({3, 4, 128, 200}));
}

TEST_F(QuantizeOpsTest, RequantizePerAxis) {
  EXPECT_EQ(evaluate(R"mlir(
    !in = !qnn.per_axis<i8 : f32, axis = 1,
                        scales = dense<[1.0, 2.0]> : tensor<2xf64>,
                        zero_points = dense<[0, 5]> : tensor<2xi32>>
    !out = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 1>
    func.func @f(%x: tensor<2x2x!in>) -> tensor<2x2x!out> {
      %0 = qnn.requantize %x : tensor<2x2x!in> to tensor<2x2x!out>
      return %0 : tensor<2x2x!out>
    })mlir",
                     {{10, 10, -3, 0}}),
            Integers({11, 11, -2, -9}));
  EXPECT_EQ(evaluate(R"mlir(
    !in = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 1>
    !out = !qnn.per_axis<i8 : f32, axis = 0,
                         scales = dense<[1.0, 0.5]> : tensor<2xf64>,
                         zero_points = dense<[0, 5]> : tensor<2xi32>>
    func.func @f(%x: tensor<2x2x!in>) -> tensor<2x2x!out> {
      %0 = qnn.requantize %x : tensor<2x2x!in> to tensor<2x2x!out>
      return %0 : tensor<2x2x!out>
    })mlir",
                     {{10, 1, 10, 1}}),
            Integers({9, 0, 23, 5}));
}

TEST_F(QuantizeOpsTest, RequantizeWithoutMultiplier) {
  EXPECT_EQ(getError(R"mlir(
    !in = !qnn.per_tensor<i8 : f32, scale = 1.0e12>
    !out = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x!in>) -> tensor<1x!out> {
      %0 = qnn.requantize %x : tensor<1x!in> to tensor<1x!out>
      return %0 : tensor<1x!out>
    })mlir",
                     {{1}}),
            "'qnn.requantize' op expected a multiplier that mode double_round "
            "has, but got 1.000000e+12 for channel 0");
}

//===----------------------------------------------------------------------===//
// Storage casts
//===----------------------------------------------------------------------===//

TEST_F(QuantizeOpsTest, StorageCastKeepsBits) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<u8 : f32, scale = 1.0>
    func.func @f(%x: tensor<3x!q>) -> tensor<3xi8> {
      %0 = qnn.scast %x : tensor<3x!q> to tensor<3xi8>
      return %0 : tensor<3xi8>
    })mlir",
                     {{0, 127, 200}}),
            Integers({0, 127, -56}));
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<u4 : f32, scale = 1.0>
    func.func @f(%x: tensor<3xi4>) -> tensor<3x!q> {
      %0 = qnn.scast %x : tensor<3xi4> to tensor<3x!q>
      return %0 : tensor<3x!q>
    })mlir",
                     {{0, 7, -1}}),
            Integers({0, 7, 15}));
}

TEST_F(QuantizeOpsTest, StorageCastOutsideOfNarrowRange) {
  EXPECT_EQ(getError(R"mlir(
    !q = !qnn.per_tensor<i8<-127:127> : f32, scale = 1.0>
    func.func @f(%x: tensor<2xi8>) -> tensor<2x!q> {
      %0 = qnn.scast %x : tensor<2xi8> to tensor<2x!q>
      return %0 : tensor<2x!q>
    })mlir",
                     {{-127, -128}}),
            "'qnn.scast' op expected elements in [-127, 127], but got -128 at "
            "row-major index 1");
}
