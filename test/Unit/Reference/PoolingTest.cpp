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

/// Windows of 3x2 on an image of 4x3, two rows of padding above and a column on
/// the right, from row to row two further, from column to column one.
static std::string getUnevenPool(StringRef op, StringRef bounds = "") {
  return (R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 5>
    func.func @f(%x: tensor<1x4x3x1x!q>) -> tensor<1x2x3x1x!q> {
      %0 = qnn.)mlir" +
          op +
          R"mlir( %x window [3, 2] strides [2, 1] padding [2, 0, 0, 1] )mlir" +
          bounds + R"mlir(
          : tensor<1x4x3x1x!q> to tensor<1x2x3x1x!q>
      return %0 : tensor<1x2x3x1x!q>
    })mlir")
      .str();
}

static Integers getImage() {
  return {-9, 4, 7, 1, -3, 8, 2, 6, -5, 10, -11, 12};
}

TEST_F(PoolingTest, AverageOfUnevenWindows) {
  // -5/2, 11/2, 7/1; 1/6, 17/6, 10/3.
  EXPECT_EQ(evaluate(getUnevenPool("average_pool2d"), {getImage()}),
            Integers({-3, 6, 7, 0, 3, 3}));
  // 0 is stored as 5.
  EXPECT_EQ(evaluate(getUnevenPool("average_pool2d", "activation(relu)"),
                     {getImage()}),
            Integers({5, 6, 7, 5, 5, 5}));
}

TEST_F(PoolingTest, LargestOfUnevenWindows) {
  EXPECT_EQ(evaluate(getUnevenPool("max_pool2d"), {getImage()}),
            Integers({4, 7, 7, 6, 8, 8}));
  EXPECT_EQ(evaluate(getUnevenPool("max_pool2d", "clamp<5, 7>"), {getImage()}),
            Integers({5, 7, 7, 6, 7, 7}));
}

TEST_F(PoolingTest, ChannelsAndImagesKeepApart) {
  std::string ir = R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<2x1x2x2x!q>) -> tensor<2x1x1x2x!q> {
      %0 = qnn.OP %x window [1, 2] strides [1, 1] padding [0, 0, 0, 0]
          : tensor<2x1x2x2x!q> to tensor<2x1x1x2x!q>
      return %0 : tensor<2x1x1x2x!q>
    })mlir";
  size_t position = ir.find("OP");
  Integers images = {1, 10, 3, 20, -1, -10, -3, -20};
  EXPECT_EQ(evaluate(std::string(ir).replace(position, 2, "average_pool2d"),
                     {images}),
            Integers({2, 15, -2, -15}));
  EXPECT_EQ(
      evaluate(std::string(ir).replace(position, 2, "max_pool2d"), {images}),
      Integers({3, 20, -1, -10}));
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
  // The zero point counts for each element: (1 + 5 - 6) / 2 halves, and
  // (2 + 8 - 6) / 2.
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

TEST_F(PoolingTest, MeanOfAllAxes) {
  // (0 + 1 + 2) / 3, seen from 128.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 128>
    func.func @f(%x: tensor<3x1x!q>) -> tensor<!q> {
      %0 = qnn.mean %x axes [0, 1] : tensor<3x1x!q> to tensor<!q>
      return %0 : tensor<!q>
    })mlir",
                     {{0, 1, 2}}),
            Integers({1}));
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
