//===- PoolingTest.cpp - Pools and reductions ---------------------------===//
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
using PoolingTest = EvaluatorTest;
} // namespace

TEST_F(PoolingTest, AverageOfWhatIsInside) {
  // 11 / 4, 7 / 2, 8 / 2, 5 / 1.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x2x2x1x!q>) -> tensor<1x2x2x1x!q> {
      %0 = qnn.average_pool2d %x window [2, 2] strides [1, 1]
          padding [0, 1, 0, 1]
          : tensor<1x2x2x1x!q> to tensor<1x2x2x1x!q>
      return %0 : tensor<1x2x2x1x!q>
    })mlir",
                     {{1, 2, 3, 5}}),
            Integers({3, 4, 4, 5}));
}

TEST_F(PoolingTest, AverageOfNegativeNumbers) {
  // -11 / 4, -7 / 2, -8 / 2, -5 / 1.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x2x2x1x!q>) -> tensor<1x2x2x1x!q> {
      %0 = qnn.average_pool2d %x window [2, 2] strides [1, 1]
          padding [0, 1, 0, 1]
          : tensor<1x2x2x1x!q> to tensor<1x2x2x1x!q>
      return %0 : tensor<1x2x2x1x!q>
    })mlir",
                     {{-1, -2, -3, -5}}),
            Integers({-3, -4, -4, -5}));
}

TEST_F(PoolingTest, LargestOfWhatIsInside) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x2x2x1x!q>) -> tensor<1x2x2x1x!q> {
      %0 = qnn.max_pool2d %x window [2, 2] strides [1, 1]
          padding [0, 1, 0, 1]
          : tensor<1x2x2x1x!q> to tensor<1x2x2x1x!q>
      return %0 : tensor<1x2x2x1x!q>
    })mlir",
                     {{-1, -2, -3, -5}}),
            Integers({-1, -2, -3, -5}));
}

TEST_F(PoolingTest, Mean) {
  // Of rows: 1.5 and 3.5, in halves, from 3 on.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !h = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<2x2x!q>) -> tensor<2x!h> {
      %0 = qnn.mean %x axes [1] : tensor<2x2x!q> to tensor<2x!h>
      return %0 : tensor<2x!h>
    })mlir",
                     {{1, 2, 3, 4}}),
            Integers({6, 10}));
}

TEST_F(PoolingTest, MeanOfOuterAxes) {
  // The zero point counts for each element: (1 + 5 - 6) / 2 / 2, (2 + 8 - 6) / 2 / 2.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !h = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<2x2x!h>) -> tensor<1x2x!q> {
      %0 = qnn.mean %x axes [0] : tensor<2x2x!h> to tensor<1x2x!q>
      return %0 : tensor<1x2x!q>
    })mlir",
                     {{1, 2, 5, 8}}),
            Integers({0, 1}));
}

TEST_F(PoolingTest, Sum) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x2x!q>) -> tensor<2x!q> {
      %0 = qnn.sum %x axes [1] : tensor<2x2x!q> to tensor<2x!q>
      return %0 : tensor<2x!q>
    })mlir",
                     {{1, 2, 100, 100}}),
            Integers({3, 127}));
}
