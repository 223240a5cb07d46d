//===- MemoryPlanTest.cpp - Tests of the packing of buffers ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/MemoryPlan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <map>
#include <numeric>
#include <random>
#include <vector>

using namespace mlir;
using namespace mlir::qnn;

namespace {

struct Lifetime {
  int64_t size, first, last;
};

} // namespace

static MemoryPlan getPlan(ArrayRef<Lifetime> lifetimes) {
  SmallVector<PlannedBuffer, 0> buffers;
  for (auto [size, first, last] : lifetimes)
    buffers.push_back({size, first, last, "", ""});
  return MemoryPlan("f", std::move(buffers));
}

static int64_t roundUp(int64_t size) { return (size + 63) / 64 * 64; }

/// The most bytes that live at once, step by step.
static int64_t getBound(ArrayRef<Lifetime> lifetimes) {
  std::map<int64_t, int64_t> live;
  for (const Lifetime &buffer : lifetimes)
    for (int64_t step = buffer.first; step <= buffer.last; ++step)
      live[step] += roundUp(buffer.size);
  int64_t bound = 0;
  for (auto [step, size] : live)
    bound = std::max(bound, size);
  return bound;
}

/// Checks that buffers are where and as `lifetimes` ask, aligned, in the arena,
/// and apart from those that share a step with them.
static void verify(const MemoryPlan &plan, ArrayRef<Lifetime> lifetimes) {
  ArrayRef<PlannedBuffer> buffers = plan.getBuffers();
  ASSERT_EQ(buffers.size(), lifetimes.size());
  EXPECT_EQ(plan.getMaxLiveSize(), getBound(lifetimes));
  EXPECT_GE(plan.getArenaSize(), plan.getMaxLiveSize());
  EXPECT_EQ(plan.getArenaSize() % 64, 0);
  for (size_t i = 0; i < buffers.size(); ++i) {
    const PlannedBuffer &a = buffers[i];
    EXPECT_EQ(a.size, lifetimes[i].size);
    EXPECT_EQ(a.offset % 64, 0);
    EXPECT_GE(a.offset, 0);
    EXPECT_LE(a.offset + a.size, plan.getArenaSize());
    for (const PlannedBuffer &b : buffers.drop_front(i + 1)) {
      bool together = std::max(a.first, b.first) <= std::min(a.last, b.last);
      bool apart =
          a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
      EXPECT_TRUE(apart || !together);
    }
  }
}

/// Up to `maxBuffers` buffers: mostly short-lived ones, as in networks, of
/// sizes of one of three distributions.
static SmallVector<Lifetime> getRandomLifetimes(std::mt19937 &generator,
                                                unsigned maxBuffers) {
  unsigned numBuffers = 1 + generator() % maxBuffers;
  unsigned numSteps = 2 + generator() % 40;
  unsigned distribution = generator() % 3;
  SmallVector<Lifetime> lifetimes;
  for (unsigned i = 0; i < numBuffers; ++i) {
    int64_t size = distribution == 0   ? generator() % 4096
                   : distribution == 1 ? int64_t(1) << generator() % 16
                                       : 64 * (1 + generator() % 8);
    int64_t first = generator() % numSteps;
    int64_t length =
        generator() % 4 != 0 ? generator() % 3 : generator() % numSteps;
    lifetimes.push_back(
        {size, first, std::min<int64_t>(first + length, numSteps - 1)});
  }
  return lifetimes;
}

/// The size of the arena if, in the given order, each buffer goes to the lowest
/// place that is free.
static int64_t placeInOrder(ArrayRef<Lifetime> lifetimes,
                            ArrayRef<size_t> order) {
  std::vector<int64_t> offsets(lifetimes.size());
  int64_t arena = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const Lifetime &a = lifetimes[order[i]];
    int64_t &offset = offsets[order[i]];
    auto isInTheWay = [&](size_t other) {
      const Lifetime &b = lifetimes[other];
      return std::max(a.first, b.first) <= std::min(a.last, b.last) &&
             offset < offsets[other] + roundUp(b.size) &&
             offsets[other] < offset + roundUp(a.size);
    };
    ArrayRef<size_t> placed = order.take_front(i);
    for (auto it = llvm::find_if(placed, isInTheWay); it != placed.end();
         it = llvm::find_if(placed, isInTheWay))
      offset = offsets[*it] + roundUp(lifetimes[*it].size);
    arena = std::max(arena, offset + roundUp(a.size));
  }
  return arena;
}

/// The least arena that there is: that of the best of all orders.
static int64_t getLeastArena(ArrayRef<Lifetime> lifetimes) {
  std::vector<size_t> order(lifetimes.size());
  std::iota(order.begin(), order.end(), 0);
  int64_t least = INT64_MAX;
  do
    least = std::min(least, placeInOrder(lifetimes, order));
  while (std::next_permutation(order.begin(), order.end()));
  return least;
}

TEST(MemoryPlanTest, Empty) {
  MemoryPlan plan = getPlan({});
  EXPECT_EQ(plan.getArenaSize(), 0);
  EXPECT_EQ(plan.getMaxLiveSize(), 0);
}

TEST(MemoryPlanTest, NothingTakesNoMemory) {
  SmallVector<Lifetime> lifetimes = {{0, 0, 9}, {1, 0, 9}, {0, 3, 4}};
  MemoryPlan plan = getPlan(lifetimes);
  verify(plan, lifetimes);
  EXPECT_EQ(plan.getArenaSize(), 64);
}

TEST(MemoryPlanTest, LifetimesIncludeBothEnds) {
  SmallVector<Lifetime> lifetimes = {{64, 0, 1}, {64, 1, 2}, {64, 2, 3}};
  MemoryPlan plan = getPlan(lifetimes);
  verify(plan, lifetimes);
  EXPECT_EQ(plan.getArenaSize(), 128);
}

TEST(MemoryPlanTest, LargeSizes) {
  // 2^62 bytes, and as many as keep the sum below 2^63.
  int64_t half = int64_t(1) << 62;
  SmallVector<Lifetime> lifetimes = {{half, 0, 0}, {half - 64, 0, 0}};
  MemoryPlan plan = getPlan(lifetimes);
  verify(plan, lifetimes);
  EXPECT_EQ(plan.getArenaSize(), 2 * half - 64);
}

// No order by a key alone reaches the bound: they give 8, 8, 8 and 8.
TEST(MemoryPlanTest, MovesTheTopmostForward) {
  SmallVector<Lifetime> lifetimes = {
      {192, 4, 4}, {128, 0, 3}, {192, 3, 4}, {128, 3, 3}};
  MemoryPlan plan = getPlan(lifetimes);
  verify(plan, lifetimes);
  EXPECT_EQ(plan.getArenaSize(), 7 * 64);
}

TEST(MemoryPlanTest, SmallPlansAgainstAllOrders) {
  std::mt19937 generator;
  unsigned numPlans = 300, numBest = 0;
  for (unsigned i = 0; i < numPlans; ++i) {
    SmallVector<Lifetime> lifetimes = getRandomLifetimes(generator, 7);
    MemoryPlan plan = getPlan(lifetimes);
    verify(plan, lifetimes);
    int64_t least = getLeastArena(lifetimes);
    ASSERT_GE(plan.getArenaSize(), least);
    numBest += plan.getArenaSize() == least;
  }
  EXPECT_GE(numBest, numPlans * 99 / 100);
}

TEST(MemoryPlanTest, LargePlansAgainstTheBound) {
  std::mt19937 generator;
  unsigned numPlans = 500, numBest = 0;
  double sumOfRatios = 0;
  for (unsigned i = 0; i < numPlans; ++i) {
    SmallVector<Lifetime> lifetimes = getRandomLifetimes(generator, 60);
    MemoryPlan plan = getPlan(lifetimes);
    verify(plan, lifetimes);
    double bound = std::max<int64_t>(getBound(lifetimes), 1);
    sumOfRatios += plan.getArenaSize() / bound;
    numBest += plan.getArenaSize() == getBound(lifetimes);
  }
  // By size alone these are 1.013 and 72 %.
  EXPECT_LE(sumOfRatios / numPlans, 1.005);
  EXPECT_GE(numBest, numPlans * 85 / 100);
  RecordProperty("ratio", std::to_string(sumOfRatios / numPlans));
  RecordProperty("best", numBest);
}

TEST(MemoryPlanTest, SameEachTime) {
  std::mt19937 generator;
  SmallVector<Lifetime> lifetimes = getRandomLifetimes(generator, 200);
  std::string first, second;
  llvm::raw_string_ostream firstOS(first), secondOS(second);
  getPlan(lifetimes).printSVG(firstOS);
  getPlan(lifetimes).printSVG(secondOS);
  EXPECT_EQ(first, second);
}
