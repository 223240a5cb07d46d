//===- NormalizationTest.cpp - Tests of normalizations --------------------===//
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
using NormalizationTest = EvaluatorTest;
} // namespace

TEST_F(NormalizationTest, RowsAlongTheLastAxis) {
  // Lengths 5, 1 and 0; a whole length of 128 saturates.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 10>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.0078125>
    func.func @f(%x: tensor<2x2x2x!x>) -> tensor<2x2x2x!y> {
      %0 = qnn.l2_normalization %x : tensor<2x2x2x!x> to tensor<2x2x2x!y>
      return %0 : tensor<2x2x2x!y>
    })mlir",
                     {{13, 6, 11, 10, 10, 9, 10, 10}}),
            Integers({77, -102, 127, 0, 0, -128, 0, 0}));
}

TEST_F(NormalizationTest, LargestSumOfSquares) {
  // 2^15 elements of 255: 128 / sqrt(2^15) = 0.7.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.0078125>
    func.func @f(%x: tensor<32768x!x>) -> tensor<32768x!y> {
      %0 = qnn.l2_normalization %x : tensor<32768x!x> to tensor<32768x!y>
      return %0 : tensor<32768x!y>
    })mlir",
                     {Integers(32768, 127)}),
            Integers(32768, 1));
}
