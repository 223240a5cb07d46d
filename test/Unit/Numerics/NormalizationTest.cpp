//===- NormalizationTest.cpp - Tests of normalization ---------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Normalization.h"

#include "gtest/gtest.h"

#include <cmath>
#include <cstdint>
#include <limits>

using namespace mlir::qnn::numerics;

TEST(L2NormalizationTest, IsTheInverseNormInUnits) {
  for (int64_t sum = 1; sum <= std::numeric_limits<int32_t>::max();
       sum += 1 + sum / 100) {
    const FixedPointMultiplier m =
        getL2NormalizationMultiplier(static_cast<int32_t>(sum));
    EXPECT_TRUE(isValid(m));
    EXPECT_NEAR(std::ldexp(static_cast<double>(m.multiplier), m.shift - 31) *
                    std::sqrt(static_cast<double>(sum)),
                128.0, 128 * 0x1p-19)
        << sum;
  }
}

TEST(L2NormalizationTest, Literals) {
  // 3 and 4 have length 5: 76.8 and 102.4.
  const FixedPointMultiplier m = getL2NormalizationMultiplier(25);
  EXPECT_EQ(rescaleDoubleRound(3, m), 77);
  EXPECT_EQ(rescaleDoubleRound(-4, m), -102);
  // One element is all of its length.
  EXPECT_EQ(rescaleDoubleRound(-255, getL2NormalizationMultiplier(65025)),
            -128);
  EXPECT_EQ(rescaleDoubleRound(1, getL2NormalizationMultiplier(1)), 128);
  // No length counts as 1.
  EXPECT_EQ(getL2NormalizationMultiplier(0), getL2NormalizationMultiplier(1));
}
