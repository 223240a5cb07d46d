//===- ElementwiseTest.cpp - Ops of elements ----------------------------===//
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
using ElementwiseTest = EvaluatorTest;
} // namespace

TEST_F(ElementwiseTest, AddBroadcasts) {
  // Each of 1, 100 plus each of 2, 100.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x1x!q>, %b: tensor<1x2x!q>) -> tensor<2x2x!q> {
      %0 = qnn.add %a, %b
          : tensor<2x1x!q>, tensor<1x2x!q> to tensor<2x2x!q>
      return %0 : tensor<2x2x!q>
    })mlir",
                     {{1, 100}, {2, 100}}),
            Integers({3, 101, 102, 127}));
}

TEST_F(ElementwiseTest, AddOfTwoScales) {
  // 10 + (5 - 3) / 2, clamped to 11.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !h = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%a: tensor<2x!q>, %b: tensor<2x!h>) -> tensor<2x!q> {
      %0 = qnn.add %a, %b clamp<0, 11>
          : tensor<2x!q>, tensor<2x!h> to tensor<2x!q>
      return %0 : tensor<2x!q>
    })mlir",
                     {{10, 20}, {5, 5}}),
            Integers({11, 11}));
}

TEST_F(ElementwiseTest, AddOfFewerAxes) {
  // A row and a scalar, with zero points at the ends of the range.
  EXPECT_EQ(evaluate(R"mlir(
    !a = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -128>
    !b = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 127>
    !q = !qnn.per_tensor<i8 : f32, scale = 2.0, zero_point = 1>
    func.func @f(%a: tensor<3x!a>, %b: tensor<!b>) -> tensor<3x!q> {
      %0 = qnn.add %a, %b : tensor<3x!a>, tensor<!b> to tensor<3x!q>
      return %0 : tensor<3x!q>
    })mlir",
                     {{-128, -118, 127}, {117}}),
            Integers({-4, 1, 124}));
}

TEST_F(ElementwiseTest, SubBroadcasts) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x1x!q>, %b: tensor<1x2x!q>) -> tensor<2x2x!q> {
      %0 = qnn.sub %a, %b
          : tensor<2x1x!q>, tensor<1x2x!q> to tensor<2x2x!q>
      return %0 : tensor<2x2x!q>
    })mlir",
                     {{1, -100}, {2, 100}}),
            Integers({-1, -99, -102, -128}));
}

TEST_F(ElementwiseTest, SubOfF32Scales) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x!q>, %b: tensor<2x!q>) -> tensor<2x!q> {
      %0 = qnn.sub %a, %b f32_scales
          : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      return %0 : tensor<2x!q>
    })mlir",
                     {{1, -100}, {2, 100}}),
            Integers({-1, -128}));
}

TEST_F(ElementwiseTest, F32ScalesDecideTiesOfSub) {
  // 39 * 0.1 / 0.6 is 6.5, or would be if float32 held the scales.
  std::string ir = R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.10000000149011612>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.60000002384185791>
    func.func @f(%a: tensor<1x!q>, %b: tensor<1x!q>) -> tensor<1x!y> {
      %0 = qnn.sub %a, %b FLAG : tensor<1x!q>, tensor<1x!q> to tensor<1x!y>
      return %0 : tensor<1x!y>
    })mlir";
  size_t position = ir.find("FLAG");
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 4, ""), {{1}, {-38}}),
            Integers({7}));
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 4, "f32_scales"),
                     {{1}, {-38}}),
            Integers({6}));
}

TEST_F(ElementwiseTest, F32ScalesDecideTiesOfMul) {
  // -83 * 0.1 * 0.35 / 0.07 is -41.5.
  std::string ir = R"mlir(
    !a = !qnn.per_tensor<i8 : f32, scale = 0.10000000149011612>
    !b = !qnn.per_tensor<i8 : f32, scale = 0.34999999403953552>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.070000000298023224>
    func.func @f(%a: tensor<1x!a>, %b: tensor<1x!b>) -> tensor<1x!y> {
      %0 = qnn.mul %a, %b FLAG : tensor<1x!a>, tensor<1x!b> to tensor<1x!y>
      return %0 : tensor<1x!y>
    })mlir";
  size_t position = ir.find("FLAG");
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 4, ""), {{1}, {-83}}),
            Integers({-42}));
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 4, "f32_scales"),
                     {{1}, {-83}}),
            Integers({-41}));
}

TEST_F(ElementwiseTest, Mul) {
  // 3 * (5 - 3) / 2; -100 * (7 - 3) / 2.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !h = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%a: tensor<2x!q>, %b: tensor<2x!h>) -> tensor<2x!q> {
      %0 = qnn.mul %a, %b
          : tensor<2x!q>, tensor<2x!h> to tensor<2x!q>
      return %0 : tensor<2x!q>
    })mlir",
                     {{3, -100}, {5, 7}}),
            Integers({3, -128}));
}

TEST_F(ElementwiseTest, MinimumOfARow) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x1x!q>, %b: tensor<1x2x!q>) -> tensor<2x2x!q> {
      %0 = qnn.minimum %a, %b
          : tensor<2x1x!q>, tensor<1x2x!q> to tensor<2x2x!q>
      return %0 : tensor<2x2x!q>
    })mlir",
                     {{1, -5}, {0, 3}}),
            Integers({0, 1, -5, -5}));
}

TEST_F(ElementwiseTest, MaximumOfARow) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x1x!q>, %b: tensor<1x2x!q>) -> tensor<2x2x!q> {
      %0 = qnn.maximum %a, %b
          : tensor<2x1x!q>, tensor<1x2x!q> to tensor<2x2x!q>
      return %0 : tensor<2x2x!q>
    })mlir",
                     {{1, -5}, {0, 3}}),
            Integers({1, 3, 0, 3}));
}

TEST_F(ElementwiseTest, PRelu) {
  // 5 stays; -4 * (5 - 3) / 2.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !h = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<2x!q>, %a: tensor<1x!h>) -> tensor<2x!q> {
      %0 = qnn.prelu %x, %a : tensor<2x!q>, tensor<1x!h> to tensor<2x!q>
      return %0 : tensor<2x!q>
    })mlir",
                     {{5, -4}, {5}}),
            Integers({5, -4}));
}

TEST_F(ElementwiseTest, PReluOfChannels) {
  // Less 1: -4 and 6, -5 and -3, in halves. Slopes -1/2 and 2, from 20 on.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 1>
    !a = !qnn.per_tensor<i8 : f32, scale = 0.25>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 20>
    func.func @f(%x: tensor<2x2x!x>, %a: tensor<2x!a>) -> tensor<2x2x!y> {
      %0 = qnn.prelu %x, %a : tensor<2x2x!x>, tensor<2x!a> to tensor<2x2x!y>
      return %0 : tensor<2x2x!y>
    })mlir",
                     {{-3, 7, -4, -2}, {-2, 8}}),
            Integers({22, 26, 23, 14}));
}
