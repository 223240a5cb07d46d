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
