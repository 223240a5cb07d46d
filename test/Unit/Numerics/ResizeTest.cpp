//===- ResizeTest.cpp - Tests of resizing ---------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Resize.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace mlir::qnn::numerics;

static constexpr ResizeMode kCorners = {};
static constexpr ResizeMode kAlignCorners = {true, false};
static constexpr ResizeMode kHalfPixelCenters = {false, true};
static constexpr ResizeMode kAllModes[] = {kCorners, kAlignCorners,
                                           kHalfPixelCenters};

using Integers = std::vector<int64_t>;

/// A line of pixels, resized; the other axis has one pixel.
static Integers resize(const Integers &input, int64_t size, ResizeMode mode) {
  Integers output;
  for (int64_t i = 0; i < size; ++i) {
    const ResizeCoefficients c = getBilinearCoefficients(
        i, static_cast<int64_t>(input.size()), size, mode);
    const int64_t sum =
        input[static_cast<size_t>(c.lower)] * (1024 - c.weight) +
        input[static_cast<size_t>(c.upper)] * c.weight;
    output.push_back(divideBilinearSum(sum * 1024));
  }
  return output;
}

static Integers getNearestIndices(int64_t inputSize, int64_t outputSize,
                                  ResizeMode mode) {
  Integers indices;
  for (int64_t i = 0; i < outputSize; ++i)
    indices.push_back(getNearestIndex(i, inputSize, outputSize, mode));
  return indices;
}

TEST(ResizeTest, BilinearLiterals) {
  // Positions 0, 1/2, 1 and 3/2; -1/4, 1/4, 3/4 and 5/4; 0, 1/3, 2/3 and 1,
  // with a third of 341 / 1024.
  EXPECT_EQ(resize({0, 100}, 4, kCorners), Integers({0, 50, 100, 100}));
  EXPECT_EQ(resize({0, 100}, 4, kHalfPixelCenters), Integers({0, 25, 75, 100}));
  EXPECT_EQ(resize({0, 100}, 4, kAlignCorners), Integers({0, 33, 67, 100}));
  // Smaller: every second, the mean of two, the ends.
  EXPECT_EQ(resize({1, 3, 5, 9}, 2, kCorners), Integers({1, 5}));
  EXPECT_EQ(resize({1, 3, 5, 9}, 2, kHalfPixelCenters), Integers({2, 7}));
  EXPECT_EQ(resize({1, 3, 5, 9}, 2, kAlignCorners), Integers({1, 9}));
}

TEST(ResizeTest, BilinearTiesGoAwayFromZero) {
  EXPECT_EQ(resize({0, 1}, 4, kCorners)[1], 1);
  EXPECT_EQ(resize({0, -1}, 4, kCorners)[1], -1);
  EXPECT_EQ(divideBilinearSum((1 << 19) - 1), 0);
  EXPECT_EQ(divideBilinearSum(-(1 << 19)), -1);
}

TEST(ResizeTest, BilinearOfOnePixel) {
  for (ResizeMode mode : kAllModes) {
    EXPECT_EQ(resize({-7}, 3, mode), Integers({-7, -7, -7}));
    EXPECT_EQ(resize({-7, -7}, 1, mode), Integers({-7}));
  }
}

TEST(ResizeTest, BilinearOfTheSameSizeIsTheIdentity) {
  for (ResizeMode mode : kAllModes)
    EXPECT_EQ(resize({3, -1, 4, 1, -5}, 5, mode), Integers({3, -1, 4, 1, -5}));
}

TEST(ResizeTest, BilinearCoefficientsAreInRange) {
  for (ResizeMode mode : kAllModes)
    for (int64_t inputSize : {1, 2, 3, 7, 224, 20000, 32767, 32768})
      for (int64_t outputSize : {1, 2, 5, 299, 30011, 32768})
        for (int64_t i = 0; i < outputSize; ++i) {
          const ResizeCoefficients c =
              getBilinearCoefficients(i, inputSize, outputSize, mode);
          ASSERT_GE(c.lower, 0);
          ASSERT_LT(c.upper, inputSize);
          ASSERT_GE(c.weight, 0);
          ASSERT_LT(c.weight, 1024);
          ASSERT_EQ(c.upper - c.lower, c.weight == 0 ? 0 : 1);
        }
}

TEST(ResizeTest, ClampedPositionsLeaveSumsAlone) {
  // The kernel takes weights from positions outside of the image, too: negative
  // ones before it, more than 1024 behind it.
  for (int64_t inputSize = 1; inputSize < 20; ++inputSize)
    for (int64_t outputSize = 1; outputSize < 20; ++outputSize) {
      Integers input;
      for (int64_t i = 0; i < inputSize; ++i)
        input.push_back(i * 37 % 256 - 128);
      const Integers output = resize(input, outputSize, kHalfPixelCenters);
      const int64_t scale = (1024 * inputSize + outputSize / 2) / outputSize;
      for (int64_t i = 0; i < outputSize; ++i) {
        const int64_t position = i * scale + scale / 2 - 512;
        const int64_t lower = std::max<int64_t>(position / 1024, 0);
        const int64_t upper = std::min((position + 1023) / 1024, inputSize - 1);
        const int64_t weight = position - 1024 * lower;
        const int64_t sum =
            input[static_cast<size_t>(lower)] * (1024 - weight) +
            input[static_cast<size_t>(upper)] * weight;
        EXPECT_EQ(output[static_cast<size_t>(i)],
                  std::lround(std::ldexp(static_cast<double>(sum), -10)));
      }
    }
}

TEST(ResizeTest, NearestLiterals) {
  EXPECT_EQ(getNearestIndices(2, 4, kCorners), Integers({0, 0, 1, 1}));
  EXPECT_EQ(getNearestIndices(5, 2, kCorners), Integers({0, 2}));
  // 0.75 and 2.25.
  EXPECT_EQ(getNearestIndices(3, 2, kHalfPixelCenters), Integers({0, 2}));
  // 0, 1.5 and 3: a tie goes up.
  EXPECT_EQ(getNearestIndices(4, 3, kAlignCorners), Integers({0, 2, 3}));
  EXPECT_EQ(getNearestIndices(4, 1, kAlignCorners), Integers({0}));
}

TEST(ResizeTest, NearestIsInRange) {
  for (ResizeMode mode : kAllModes)
    for (int64_t inputSize : {1, 3, 224, 32767})
      for (int64_t outputSize : {1, 7, 299, 32768})
        for (int64_t i = 0; i < outputSize; ++i) {
          const int64_t nearest =
              getNearestIndex(i, inputSize, outputSize, mode);
          ASSERT_GE(nearest, 0);
          ASSERT_LT(nearest, inputSize);
        }
}
