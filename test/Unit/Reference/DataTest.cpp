//===- DataTest.cpp - Ops that move data --------------------------------===//
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
using DataTest = EvaluatorTest;
} // namespace

TEST_F(DataTest, PadAroundAndBetween) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x!q>) -> tensor<5x!q> {
      %0 = qnn.pad %x low [1] high [1] interior [1] value(9)
          : tensor<2x!q> to tensor<5x!q>
      return %0 : tensor<5x!q>
    })mlir",
                     {{1, 2}}),
            Integers({9, 1, 9, 2, 9}));
}

TEST_F(DataTest, PadOfTwoAxes) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 200>
    func.func @f(%x: tensor<2x2x!q>) -> tensor<3x5x!q> {
      %0 = qnn.pad %x low [1, 0] high [0, 1] interior [0, 2] value(200)
          : tensor<2x2x!q> to tensor<3x5x!q>
      return %0 : tensor<3x5x!q>
    })mlir",
                     {{1, 2, 3, 4}}),
            Integers({200, 200, 200, 200, 200, //
                      1, 200, 200, 2, 200,     //
                      3, 200, 200, 4, 200}));
}

TEST_F(DataTest, Slice) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x5x!q>) -> tensor<1x2x!q> {
      %0 = qnn.slice %x offsets [1, 1] strides [1, 2]
          : tensor<2x5x!q> to tensor<1x2x!q>
      return %0 : tensor<1x2x!q>
    })mlir",
                     {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}),
            Integers({6, 8}));
}

TEST_F(DataTest, Concat) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%a: tensor<2x1x!q>, %b: tensor<2x2x!q>) -> tensor<2x3x!q> {
      %0 = qnn.concat %a, %b axis(1)
          : tensor<2x1x!q>, tensor<2x2x!q> to tensor<2x3x!q>
      return %0 : tensor<2x3x!q>
    })mlir",
                     {{1, 2}, {3, 4, 5, 6}}),
            Integers({1, 3, 4, 2, 5, 6}));
}

TEST_F(DataTest, Transpose) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x2x3x!q>) -> tensor<3x1x2x!q> {
      %0 = qnn.transpose %x permutation [2, 0, 1]
          : tensor<1x2x3x!q> to tensor<3x1x2x!q>
      return %0 : tensor<3x1x2x!q>
    })mlir",
                     {{1, 2, 3, 4, 5, 6}}),
            Integers({1, 4, 2, 5, 3, 6}));
}

TEST_F(DataTest, TakeInReverse) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<3x2x!q>) -> tensor<3x2x!q> {
      %0 = qnn.take %x axis(0) indices [2, 1, 0]
          : tensor<3x2x!q> to tensor<3x2x!q>
      return %0 : tensor<3x2x!q>
    })mlir",
                     {{1, 2, 3, 4, 5, 6}}),
            Integers({5, 6, 3, 4, 1, 2}));
}

TEST_F(DataTest, Take) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x3x!q>) -> tensor<2x4x!q> {
      %0 = qnn.take %x axis(1) indices [2, 0, 0, 1]
          : tensor<2x3x!q> to tensor<2x4x!q>
      return %0 : tensor<2x4x!q>
    })mlir",
                     {{1, 2, 3, 4, 5, 6}}),
            Integers({3, 1, 1, 2, 6, 4, 4, 5}));
}
