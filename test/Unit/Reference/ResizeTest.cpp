//===- ResizeTest.cpp - Tests of resizing ---------------------------------===//
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
using ResizeTest = EvaluatorTest;
} // namespace

TEST_F(ResizeTest, BothAxesAndChannels) {
  // Channel 0 grows along the rows, channel 1 along the columns; image 1 is
  // image 0 negated.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 7>
    func.func @f(%x: tensor<2x2x2x2x!q>) -> tensor<2x4x3x2x!q> {
      %0 = qnn.resize_bilinear %x align_corners
          : tensor<2x2x2x2x!q> to tensor<2x4x3x2x!q>
      return %0 : tensor<2x4x3x2x!q>
    })mlir",
                     {{0, 0, 0, 9, 90, 0, 90, 9, //
                       0, 0, 0, -9, -90, 0, -90, -9}}),
            Integers({0,   0, 0,   5,  0,   9,  //
                      30,  0, 30,  5,  30,  9,  //
                      60,  0, 60,  5,  60,  9,  //
                      90,  0, 90,  5,  90,  9,  //
                      0,   0, 0,   -5, 0,   -9, //
                      -30, 0, -30, -5, -30, -9, //
                      -60, 0, -60, -5, -60, -9, //
                      -90, 0, -90, -5, -90, -9}));
}

TEST_F(ResizeTest, Modes) {
  std::string ir = R"mlir(
    !q = !qnn.per_tensor<u8 : f32, scale = 0.5>
    func.func @f(%x: tensor<1x2x1x1x!q>) -> tensor<1x4x1x1x!q> {
      %0 = qnn.resize_bilinear %x MODE : tensor<1x2x1x1x!q> to tensor<1x4x1x1x!q>
      return %0 : tensor<1x4x1x1x!q>
    })mlir";
  size_t position = ir.find("MODE");
  std::pair<StringRef, Integers> cases[] = {
      {"", {0, 100, 200, 200}},
      {"align_corners", {0, 67, 133, 200}},
      {"half_pixel_centers", {0, 50, 150, 200}}};
  for (const auto &[mode, expected] : cases)
    EXPECT_EQ(evaluate(std::string(ir).replace(position, 4, mode), {{0, 200}}),
              expected)
        << mode.str();
}
