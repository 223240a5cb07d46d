//===- FullyConnectedTest.cpp - Tests of fully connected ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EvaluatorTest.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

namespace {
using FullyConnectedTest = EvaluatorTest;
} // namespace

TEST_F(FullyConnectedTest, OddSizesAndBias) {
  // Every scale is 1, so that the result is the accumulator.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x3x!q>) -> tensor<2x5x!q> {
      %w = qnn.constant dense<[[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 2, 3],
                               [-1, -1, -1]]>
          : tensor<5x3xi8> to tensor<5x3x!q>
      %b = arith.constant dense<[0, 10, 20, 30, 40]> : tensor<5xi32>
      %0 = qnn.fully_connected %x, %w bias(%b)
          : tensor<2x3x!q>, tensor<5x3x!q>, tensor<5xi32> to tensor<2x5x!q>
      return %0 : tensor<2x5x!q>
    })mlir",
                     {{1, 2, 3, -4, 5, -6}}),
            Integers({1, 12, 23, 44, 34, -4, 15, 14, 18, 45}));
}

TEST_F(FullyConnectedTest, ZeroPointsAtTheEndsOfTheRange) {
  // acc = 0 * 0 + 255 * -255 = -65025; -65025 / 256 + 127 = -127.004.
  // acc = 255 * 0 + 0 * -255 = 0.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -128>
    !w = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 127>
    !y = !qnn.per_tensor<i8 : f32, scale = 256.0, zero_point = 127>
    func.func @f(%x: tensor<2x2x!x>) -> tensor<2x1x!y> {
      %w = qnn.constant dense<[[127, -128]]>
          : tensor<1x2xi8> to tensor<1x2x!w>
      %0 = qnn.fully_connected %x, %w
          : tensor<2x2x!x>, tensor<1x2x!w> to tensor<2x1x!y>
      return %0 : tensor<2x1x!y>
    })mlir",
                     {{-128, 127, 127, -128}}),
            Integers({-127, 127}));
}

TEST_F(FullyConnectedTest, LeastTimesLeastSaturates) {
  // -128 * -128 = 16384, which is 128 and 64 in the two scales.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !w = !qnn.per_axis<i8 : f32, axis = 0,
                       scales = dense<[1.0, 0.5]> : tensor<2xf64>,
                       zero_points = dense<0> : tensor<2xi32>>
    !y = !qnn.per_tensor<i8 : f32, scale = 128.0>
    func.func @f(%x: tensor<1x1x!x>) -> tensor<1x2x!y> {
      %w = qnn.constant dense<-128> : tensor<2x1xi8> to tensor<2x1x!w>
      %0 = qnn.fully_connected %x, %w
          : tensor<1x1x!x>, tensor<2x1x!w> to tensor<1x2x!y>
      return %0 : tensor<1x2x!y>
    })mlir",
                     {{-128}}),
            Integers({127, 64}));
}

TEST_F(FullyConnectedTest, PerAxisZeroPoints) {
  // Channel 0: 5 * 1 + 2 * 3; channel 1: (5 * 3 + 2 * 5) * 2.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 128>
    !w = !qnn.per_axis<u8 : f32, axis = 0,
                       scales = dense<[1.0, 2.0]> : tensor<2xf64>,
                       zero_points = dense<[128, 126]> : tensor<2xi32>>
    !y = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 100>
    func.func @f(%x: tensor<1x2x!x>) -> tensor<1x2x!y> {
      // Unsigned 129 and 131.
      %w = qnn.constant dense<[[-127, -125], [-127, -125]]>
          : tensor<2x2xi8> to tensor<2x2x!w>
      %0 = qnn.fully_connected %x, %w
          : tensor<1x2x!x>, tensor<2x2x!w> to tensor<1x2x!y>
      return %0 : tensor<1x2x!y>
    })mlir",
                     {{133, 130}}),
            Integers({111, 150}));
}

TEST_F(FullyConnectedTest, FourBitWeights) {
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !w = !qnn.per_tensor<i4 : f32, scale = 1.0, zero_point = -1>
    func.func @f(%x: tensor<1x3x!x>) -> tensor<1x1x!x> {
      %w = qnn.constant dense<[[-8, 7, -1]]> : tensor<1x3xi4> to tensor<1x3x!w>
      %0 = qnn.fully_connected %x, %w
          : tensor<1x3x!x>, tensor<1x3x!w> to tensor<1x1x!x>
      return %0 : tensor<1x1x!x>
    })mlir",
                     {{1, 2, 3}}),
            Integers({-7 + 16}));
  // The bits 8 and -1 are 8 and 15 when unsigned.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !w = !qnn.per_tensor<u4 : f32, scale = 1.0, zero_point = 9>
    func.func @f(%x: tensor<1x2x!x>) -> tensor<1x1x!x> {
      %w = qnn.constant dense<[[8, -1]]> : tensor<1x2xi4> to tensor<1x2x!w>
      %0 = qnn.fully_connected %x, %w
          : tensor<1x2x!x>, tensor<1x2x!w> to tensor<1x1x!x>
      return %0 : tensor<1x1x!x>
    })mlir",
                     {{3, 2}}),
            Integers({-3 + 12}));
}

TEST_F(FullyConnectedTest, AccumulatorWraps) {
  // 2^31 - 1 + 1 is -2^31, and that is -128 in units of 2^24.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !y = !qnn.per_tensor<i8 : f32, scale = 16777216.0>
    func.func @f(%x: tensor<2x1x!x>) -> tensor<2x1x!y> {
      %w = qnn.constant dense<1> : tensor<1x1xi8> to tensor<1x1x!x>
      %b = arith.constant dense<2147483647> : tensor<1xi32>
      %0 = qnn.fully_connected %x, %w bias(%b)
          : tensor<2x1x!x>, tensor<1x1x!x>, tensor<1xi32> to tensor<2x1x!y>
      return %0 : tensor<2x1x!y>
    })mlir",
                     {{1, 0}}),
            Integers({-128, 127}));
}

TEST_F(FullyConnectedTest, Ties) {
  // Halves: double_round and single_round take them up, half_even_f32 to even.
  static constexpr StringLiteral ir(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !y = !qnn.per_tensor<i8 : f32, scale = 2.0>
    func.func @f(%x: tensor<4x1x!x>) -> tensor<4x1x!y> {
      %w = qnn.constant dense<1> : tensor<1x1xi8> to tensor<1x1x!x>
      %0 = qnn.fully_connected %x, %w
          : tensor<4x1x!x>, tensor<1x1x!x> to tensor<4x1x!y>
      return %0 : tensor<4x1x!y>
    })mlir");
  Integers input = {1, -1, 3, -3};
  EXPECT_EQ(evaluate(ir, {input}), Integers({1, 0, 2, -1}));
  options.rounding = RoundingMode::SingleRound;
  EXPECT_EQ(evaluate(ir, {input}), Integers({1, 0, 2, -1}));
  options.rounding = RoundingMode::HalfEvenF32;
  EXPECT_EQ(evaluate(ir, {input}), Integers({0, 0, 2, -2}));
}

TEST_F(FullyConnectedTest, ActivationsAndClamp) {
  auto run = [&](StringRef bounds) {
    return evaluate((R"mlir(
      !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
      !y = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -5>
      func.func @f(%x: tensor<4x1x!x>) -> tensor<4x1x!y> {
        %w = qnn.constant dense<1> : tensor<1x1xi8> to tensor<1x1x!x>
        %0 = qnn.fully_connected %x, %w )mlir" +
                     bounds + R"mlir(
            : tensor<4x1x!x>, tensor<1x1x!x> to tensor<4x1x!y>
        return %0 : tensor<4x1x!y>
      })mlir")
                        .str(),
                    {{-20, 0, 5, 127}});
  };
  EXPECT_EQ(run(""), Integers({-45, -5, 5, 127}));
  EXPECT_EQ(run("activation(relu)"), Integers({-5, -5, 5, 127}));
  EXPECT_EQ(run("activation(relu6)"), Integers({-5, -5, 5, 7}));
  EXPECT_EQ(run("activation(relu_n1_to_1)"), Integers({-7, -5, -3, -3}));
  EXPECT_EQ(run("clamp<-6, 4>"), Integers({-6, -5, 4, 4}));
}

TEST_F(FullyConnectedTest, AccumulatorScaleInFloat32) {
  // The scales are float32 numbers near 0.1 and 0.3. Their product gives the
  // multiplier 1751000909 * 2^-56 in double and 1751000883 * 2^-56 if rounded
  // to float32, and the bias is chosen so that the two differ.
  auto run = [&](StringRef flag) {
    return evaluate((R"mlir(
      !x = !qnn.per_tensor<i8 : f32, scale = 0.10000000149011612>
      !w = !qnn.per_tensor<i8 : f32, scale = 0.30000001192092896>
      !y = !qnn.per_tensor<i8 : f32, scale = 1234567.0>
      func.func @f(%x: tensor<1x1x!x>) -> tensor<1x1x!y> {
        %w = qnn.constant dense<0> : tensor<1x1xi8> to tensor<1x1x!w>
        %b = arith.constant dense<-1790122078> : tensor<1xi32>
        %0 = qnn.fully_connected %x, %w bias(%b) )mlir" +
                     flag + R"mlir(
            : tensor<1x1x!x>, tensor<1x1x!w>, tensor<1xi32> to tensor<1x1x!y>
        return %0 : tensor<1x1x!y>
      })mlir")
                        .str(),
                    {{0}});
  };
  EXPECT_EQ(run(""), Integers({-44}));
  EXPECT_EQ(run("f32_accumulator_scale"), Integers({-43}));
}

TEST_F(FullyConnectedTest, ChannelWithoutMultiplier) {
  EXPECT_EQ(getError(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !w = !qnn.per_axis<i8 : f32, axis = 0,
                       scales = dense<[1.0, 1.0e20]> : tensor<2xf64>,
                       zero_points = dense<0> : tensor<2xi32>>
    func.func @f(%x: tensor<1x1x!x>) -> tensor<1x2x!x> {
      %w = qnn.constant dense<0> : tensor<2x1xi8> to tensor<2x1x!w>
      %0 = qnn.fully_connected %x, %w rounding(half_even_f32)
          : tensor<1x1x!x>, tensor<2x1x!w> to tensor<1x2x!x>
      return %0 : tensor<1x2x!x>
    })mlir",
                     {{0}}),
            "'qnn.fully_connected' op expected a multiplier that mode "
            "half_even_f32 has, but got 1.000000e+20 for channel 1");
}
