//===- SoftmaxTest.cpp - Tests of softmax ---------------------------------===//
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
using SoftmaxTest = EvaluatorTest;
} // namespace

TEST_F(SoftmaxTest, RowsAlongTheLastAxis) {
  // 256 / (1 + e^-1 + e^-2) = 170.3, 62.7, 23.05; 256 / 3 = 85.3.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 7>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    func.func @f(%x: tensor<1x2x3x!x>) -> tensor<1x2x3x!y> {
      %0 = qnn.softmax tflm %x beta(2.0)
          : tensor<1x2x3x!x> to tensor<1x2x3x!y>
      return %0 : tensor<1x2x3x!y>
    })mlir",
                     {{-126, -127, -128, 9, 9, 9}}),
            Integers({42, -65, -105, -43, -43, -43}));
}

TEST_F(SoftmaxTest, UnsignedWithFloatTable) {
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 128>
    !y = !qnn.per_tensor<u8 : f32, scale = 0.00390625>
    func.func @f(%x: tensor<2x3x!x>) -> tensor<2x3x!y> {
      %0 = qnn.softmax tflite %x beta(1.0) : tensor<2x3x!x> to tensor<2x3x!y>
      return %0 : tensor<2x3x!y>
    })mlir",
                     {{255, 254, 253, 255, 0, 0}}),
            Integers({170, 63, 23, 255, 0, 0}));
}

TEST_F(SoftmaxTest, FlavoursRoundTiesDifferently) {
  // 512 equal elements are half a unit each. In fixed point, the product with
  // the reciprocal is a little less.
  std::string ir = R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    func.func @f(%x: tensor<512x!x>) -> tensor<512x!y> {
      %0 = qnn.softmax FLAVOUR %x beta(1.0) : tensor<512x!x> to tensor<512x!y>
      return %0 : tensor<512x!y>
    })mlir";
  size_t position = ir.find("FLAVOUR");
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 7, "tflm"),
                     {Integers(512, 0)}),
            Integers(512, -128));
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 7, "tflite"),
                     {Integers(512, 0)}),
            Integers(512, -127));
}

TEST_F(SoftmaxTest, EmptyRows) {
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    func.func @f(%x: tensor<2x0x!x>) -> tensor<2x0x!y> {
      %0 = qnn.softmax tflm %x beta(1.0) : tensor<2x0x!x> to tensor<2x0x!y>
      return %0 : tensor<2x0x!y>
    })mlir",
                     {{}}),
            Integers());
}

TEST_F(SoftmaxTest, ScaleTooSmallForFixedPoint) {
  EXPECT_EQ(getError(R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0e-9>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    func.func @f(%x: tensor<1x!x>) -> tensor<1x!y> {
      %0 = qnn.softmax tflm %x beta(1.0) : tensor<1x!x> to tensor<1x!y>
      return %0 : tensor<1x!y>
    })mlir",
                     {{0}}),
            "'qnn.softmax' op expected beta times input scale above 2^-26, but "
            "got 1.000000e-09");
}
