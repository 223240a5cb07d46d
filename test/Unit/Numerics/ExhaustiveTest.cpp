//===- ExhaustiveTest.cpp - Rescaling of every int32 ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each rounding mode, with one multiplier, over all 2^32 inputs. The multiplier
// is a constant, so that the compiler makes cheap what the oracle writes as
// divisions, and its shift is negative, so that 64 bits are enough for them.
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/FixedPoint.h"
#include "qnn/Numerics/FloatMultiplier.h"

#include "ExactArithmetic.h"
#include "gtest/gtest.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <thread>
#include <vector>

using namespace mlir::qnn::numerics;

static constexpr int64_t kMin = std::numeric_limits<int32_t>::min();
static constexpr int64_t kMax = std::numeric_limits<int32_t>::max();

/// The first `x` in [first, last] for which the two functions differ.
template <typename ActualT, typename ExpectedT>
static std::optional<int32_t> findMismatch(int64_t first, int64_t last,
                                           ActualT actual, ExpectedT expected) {
  for (int64_t i = first; i <= last; ++i) {
    const auto x = static_cast<int32_t>(i);
    if (actual(x) != expected(x))
      return x;
  }
  return std::nullopt;
}

/// Compares the two functions on [min, max], in one block for each processor.
template <typename ActualT, typename ExpectedT>
static void expectEqualBetween(int64_t min, int64_t max, ActualT actual,
                               ExpectedT expected) {
  const int64_t blocks = std::max(std::thread::hardware_concurrency(), 1u);
  const int64_t blockSize = (max - min) / blocks + 1;
  std::vector<std::optional<int32_t>> mismatches(static_cast<size_t>(blocks));
  std::vector<std::thread> threads;
  int64_t first = min;
  for (std::optional<int32_t> &mismatch : mismatches) {
    const int64_t last = std::min(first + blockSize - 1, max);
    threads.emplace_back([&mismatch, first, last, actual, expected] {
      mismatch = findMismatch(first, last, actual, expected);
    });
    first = last + 1;
  }
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(first, max + 1);
  for (std::optional<int32_t> x : mismatches)
    if (x)
      ADD_FAILURE() << "for " << *x << ": expected " << expected(*x)
                    << ", but got " << actual(*x);
}

/// Compares them on every int32.
template <typename ActualT, typename ExpectedT>
static void expectEqualEverywhere(ActualT actual, ExpectedT expected) {
  expectEqualBetween(kMin, kMax, actual, expected);
}

// 0.75 * 2^-3, in which ties are frequent: any 32 inputs in a row have some.
static constexpr FixedPointMultiplier kManyTies = {3 << 29, -3};

TEST(ExhaustiveTest, DoubleRound) {
  expectEqualEverywhere(
      [](int32_t x) { return rescaleDoubleRound(x, kManyTies); },
      [](int32_t x) {
        return exact::rescaleDoubleRound<int64_t>(x, kManyTies);
      });
}

TEST(ExhaustiveTest, SingleRound) {
  expectEqualEverywhere(
      [](int32_t x) { return rescaleSingleRound(x, kManyTies); },
      [](int32_t x) {
        return exact::rescaleSingleRound<int64_t>(x, kManyTies);
      });
}

TEST(ExhaustiveTest, HalfEvenF32) {
  expectEqualEverywhere(
      [](int32_t x) { return rescaleHalfEvenF32(x, kManyTies); },
      [](int32_t x) { return exact::rescaleHalfEvenF32(x, kManyTies); });
}

// A layer's multiplier, on the numbers that are exact in float32. All but some
// 2^18 of them saturate.
TEST(ExhaustiveTest, FloatMultiplier) {
  static constexpr FixedPointMultiplier m = {0x5A82799B, -9};
  static constexpr StorageRange range = {-131, 124};
  auto inFloats = findFloatMultiplier(m, Rounding::DoubleRound, range);
  ASSERT_TRUE(inFloats);
  auto clamp = [](int64_t value) {
    return std::clamp(value, range.min, range.max);
  };
  expectEqualBetween(
      -(1 << 24), 1 << 24,
      [&](int32_t x) { return clamp(rescaleInFloats(x, *inFloats)); },
      [&](int32_t x) {
        return clamp(exact::rescaleDoubleRound<int64_t>(x, m));
      });
}
