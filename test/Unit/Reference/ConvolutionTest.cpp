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
  // 1 5 10 and, two further on, 2 10 20: 1 5 12 10 20, less the first and the last.
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
