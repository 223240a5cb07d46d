//===- ConvolutionTest.cpp - Convolutions and batched products ----------===//
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
using ConvolutionTest = EvaluatorTest;
} // namespace

TEST_F(ConvolutionTest, NothingOutsideOfTheImageCounts) {
  // Less the zero point, the image is 1 2 / 3 4; what is outside is 0, not -1.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -1>
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x2x2x1x!x>) -> tensor<1x2x2x1x!q> {
      %w = qnn.constant dense<1> : tensor<1x2x2x1xi8> to tensor<1x2x2x1x!q>
      %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1]
          padding [0, 1, 0, 1]
          : tensor<1x2x2x1x!x>, tensor<1x2x2x1x!q> to tensor<1x2x2x1x!q>
      return %0 : tensor<1x2x2x1x!q>
    })mlir",
                     {{0, 1, 2, 3}}),
            Integers({10, 6, 7, 4}));
}

TEST_F(ConvolutionTest, StrideAndDilation) {
  // 1 + 3 * 10, 3 + 5 * 10; the bias is 1.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x1x5x1x!q>) -> tensor<1x1x2x1x!q> {
      %w = qnn.constant dense<[[[[1], [10]]]]> : tensor<1x1x2x1xi8>
          to tensor<1x1x2x1x!q>
      %b = arith.constant dense<1> : tensor<1xi32>
      %0 = qnn.conv2d %x, %w bias(%b) strides [1, 2] dilations [1, 2]
          padding [0, 0, 0, 0]
          : tensor<1x1x5x1x!q>, tensor<1x1x2x1x!q>, tensor<1xi32>
         to tensor<1x1x2x1x!q>
      return %0 : tensor<1x1x2x1x!q>
    })mlir",
                     {{1, 2, 3, 4, 5}}),
            Integers({32, 54}));
}

TEST_F(ConvolutionTest, StridesDilationsAndPaddingsOfTheirOwn) {
  // The image less the zero point, with a row of padding above and a column on
  // the right:
  //   0  0  0  0 0
  //  -2 -1  0  1 0
  //   2  3  4  5 0
  //   6  7  8  9 0
  // Weights 1 2 / 3 4 with a column left out, in every second row:
  // -2 * 3 + 0 * 4, -1 * 3 + 1 * 4, 0, then 2 + 4 * 2 + 6 * 3 + 8 * 4, ...
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 2>
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x3x4x1x!x>) -> tensor<1x2x3x1x!q> {
      %w = qnn.constant dense<[[[[1], [2]], [[3], [4]]]]>
          : tensor<1x2x2x1xi8> to tensor<1x2x2x1x!q>
      %0 = qnn.conv2d %x, %w strides [2, 1] dilations [1, 2]
          padding [1, 0, 0, 1]
          : tensor<1x3x4x1x!x>, tensor<1x2x2x1x!q> to tensor<1x2x3x1x!q>
      return %0 : tensor<1x2x3x1x!q>
    })mlir",
                     {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}),
            Integers({-6, 1, 0, 60, 70, 28}));
}

TEST_F(ConvolutionTest, Groups) {
  // 1 * 1 + 2 * 10; 3 * 3 + 4 * 1.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x1x1x4x!q>) -> tensor<1x1x1x2x!q> {
      %w = qnn.constant dense<[[[[1, 10]]], [[[3, 1]]]]> : tensor<2x1x1x2xi8>
          to tensor<2x1x1x2x!q>
      %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1]
          padding [0, 0, 0, 0]
          : tensor<1x1x1x4x!q>, tensor<2x1x1x2x!q> to tensor<1x1x1x2x!q>
      return %0 : tensor<1x1x1x2x!q>
    })mlir",
                     {{1, 2, 3, 4}}),
            Integers({21, 13}));
}

TEST_F(ConvolutionTest, DepthMultiplier) {
  // Two outputs for each input.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x1x1x2x!q>) -> tensor<1x1x1x4x!q> {
      %w = qnn.constant dense<[[[[1]]], [[[2]]], [[[3]]], [[[4]]]]>
          : tensor<4x1x1x1xi8> to tensor<4x1x1x1x!q>
      %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1]
          padding [0, 0, 0, 0]
          : tensor<1x1x1x2x!q>, tensor<4x1x1x1x!q> to tensor<1x1x1x4x!q>
      return %0 : tensor<1x1x1x4x!q>
    })mlir",
                     {{5, 7}}),
            Integers({5, 10, 21, 28}));
}

TEST_F(ConvolutionTest, DepthMultiplierOverImages) {
  // Channels less 1, times 1, -1 (plus 10), 2 and 0 (minus 5).
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 1>
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x1x2x2x!x>) -> tensor<2x1x2x4x!q> {
      %w = qnn.constant dense<[[[[1]]], [[[-1]]], [[[2]]], [[[0]]]]>
          : tensor<4x1x1x1xi8> to tensor<4x1x1x1x!q>
      %b = arith.constant dense<[0, 10, 0, -5]> : tensor<4xi32>
      %0 = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
          padding [0, 0, 0, 0]
          : tensor<2x1x2x2x!x>, tensor<4x1x1x1x!q>, tensor<4xi32>
         to tensor<2x1x2x4x!q>
      return %0 : tensor<2x1x2x4x!q>
    })mlir",
                     {{1, 2, 3, 4, 5, 6, 7, 8}}),
            Integers({0, 10, 2, -5, 2, 8, 6, -5, //
                      4, 6, 10, -5, 6, 4, 14, -5}));
}

TEST_F(ConvolutionTest, RoundingModes) {
  // 1/4, 2/4 and 6/4: see the modes' own tests.
  static constexpr StringLiteral ir(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !y = !qnn.per_tensor<i8 : f32, scale = 4.0>
    func.func @f(%x: tensor<1x1x3x1x!q>) -> tensor<1x1x3x1x!y> {
      %w = qnn.constant dense<1> : tensor<1x1x1x1xi8> to tensor<1x1x1x1x!q>
      %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1]
          padding [0, 0, 0, 0]
          : tensor<1x1x3x1x!q>, tensor<1x1x1x1x!q> to tensor<1x1x3x1x!y>
      return %0 : tensor<1x1x3x1x!y>
    })mlir");
  EXPECT_EQ(evaluate(ir, {{1, 2, 6}}), Integers({1, 1, 2}));
  options.rounding = RoundingMode::SingleRound;
  EXPECT_EQ(evaluate(ir, {{1, 2, 6}}), Integers({0, 1, 2}));
  options.rounding = RoundingMode::HalfEvenF32;
  EXPECT_EQ(evaluate(ir, {{1, 2, 6}}), Integers({0, 0, 2}));
}

TEST_F(ConvolutionTest, AccumulatorsWrap) {
  // 2^31 - 1 + 1 * 1 is -2^31.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x1x1x1x!q>) -> tensor<1x1x1x1x!q> {
      %w = qnn.constant dense<1> : tensor<1x1x1x1xi8> to tensor<1x1x1x1x!q>
      %b = arith.constant dense<2147483647> : tensor<1xi32>
      %0 = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
          padding [0, 0, 0, 0] rounding(single_round)
          : tensor<1x1x1x1x!q>, tensor<1x1x1x1x!q>, tensor<1xi32>
         to tensor<1x1x1x1x!q>
      return %0 : tensor<1x1x1x1x!q>
    })mlir",
                     {{1}}),
            Integers({-128}));
}

TEST_F(ConvolutionTest, PerAxisScalesAndZeroPoints) {
  // (5 - 2) * 1 * 1; (5 - 3) * 1 * 4.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !w = !qnn.per_axis<i8 : f32, axis = 0,
                       scales = dense<[1.0, 4.0]> : tensor<2xf64>,
                       zero_points = dense<[2, 3]> : tensor<2xi32>>
    func.func @f(%x: tensor<1x1x1x1x!q>) -> tensor<1x1x1x2x!q> {
      %w = qnn.constant dense<5> : tensor<2x1x1x1xi8> to tensor<2x1x1x1x!w>
      %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1]
          padding [0, 0, 0, 0]
          : tensor<1x1x1x1x!q>, tensor<2x1x1x1x!w> to tensor<1x1x1x2x!q>
      return %0 : tensor<1x1x1x2x!q>
    })mlir",
                     {{1}}),
            Integers({3, 8}));
}

TEST_F(ConvolutionTest, Transposed) {
  // 1 5 10 and, two further on, 2 10 20 make 1 5 12 10 20. The padding cuts off
  // the first and the last.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x1x2x1x!q>) -> tensor<1x1x3x1x!q> {
      %w = qnn.constant dense<[[[[1], [5], [10]]]]> : tensor<1x1x3x1xi8>
          to tensor<1x1x3x1x!q>
      %0 = qnn.transpose_conv2d %x, %w strides [1, 2] padding [0, 1]
          : tensor<1x1x2x1x!q>, tensor<1x1x3x1x!q> to tensor<1x1x3x1x!q>
      return %0 : tensor<1x1x3x1x!q>
    })mlir",
                     {{1, 2}}),
            Integers({5, 12, 10}));
}

TEST_F(ConvolutionTest, TransposedWithStridesAndPaddingsOfTheirOwn) {
  // Less the zero point, the image is 1 2 / 3 4. Without the bias of 1, and
  // with the row that the padding cuts off, channel 0 of the output is
  //    1  4  4      1 * (1 2) and 2 * (1 2), one further on
  //    3 10  8      the same times (3 4)
  //    8 26 20      times (5 6), plus 3 and 4 times (1 2)
  //    9 24 16
  //   15 38 24
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 3>
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x2x2x1x!x>) -> tensor<1x4x3x2x!q> {
      %w = qnn.constant dense<[[[[1], [2]], [[3], [4]], [[5], [6]]],
                               [[[0], [0]], [[-1], [0]], [[0], [1]]]]>
          : tensor<2x3x2x1xi8> to tensor<2x3x2x1x!q>
      %b = arith.constant dense<[1, -1]> : tensor<2xi32>
      %0 = qnn.transpose_conv2d %x, %w bias(%b) strides [2, 1] padding [1, 0]
          : tensor<1x2x2x1x!x>, tensor<2x3x2x1x!q>, tensor<2xi32>
         to tensor<1x4x3x2x!q>
      return %0 : tensor<1x4x3x2x!q>
    })mlir",
                     {{4, 5, 6, 7}}),
            Integers({4,  -2, 11, -3, 9,  -1, //
                      9,  -1, 27, 0,  21, 1,  //
                      10, -4, 25, -5, 17, -1, //
                      16, -1, 39, 2,  25, 3}));
}

TEST_F(ConvolutionTest, BatchMatmul) {
  // Two batches, of (1 2) * (3 4; 5 6) and (1 0) * (7 8; 9 10).
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x1x2x!q>, %b: tensor<2x2x2x!q>) -> tensor<2x1x2x!q> {
      %0 = qnn.batch_matmul %a, %b
          : tensor<2x1x2x!q>, tensor<2x2x2x!q> to tensor<2x1x2x!q>
      return %0 : tensor<2x1x2x!q>
    })mlir",
                     {{1, 2, 1, 0}, {3, 4, 5, 6, 7, 8, 9, 10}}),
            Integers({11, 17, 7, 9}));
}

TEST_F(ConvolutionTest, BatchMatmulOfZeroPoints) {
  // Less the zero points, (3 1) times the rows (1 -2) and (0 4), in quarters
  // and from 10 on.
  EXPECT_EQ(evaluate(R"mlir(
    !a = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 2>
    !b = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 1>
    !q = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 10>
    func.func @f(%a: tensor<1x2x!a>, %b: tensor<2x2x!b>) -> tensor<1x2x!q> {
      %0 = qnn.batch_matmul %a, %b clamp<-20, 12>
          : tensor<1x2x!a>, tensor<2x2x!b> to tensor<1x2x!q>
      return %0 : tensor<1x2x!q>
    })mlir",
                     {{5, 3}, {2, -1, 1, 5}}),
            Integers({11, 12}));
}
