//===- ThreadsTest.cpp - Tests of threads that run tasks ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/Threads.h"

#include "gtest/gtest.h"
#include <atomic>
#include <vector>

using namespace mlir::qnn;

/// One thread, several, and more than there are tasks.
TEST(ThreadsTest, RunsEachTaskOnce) {
  for (unsigned numThreads : {1, 3, 20}) {
    Threads threads(numThreads);
    const ParallelFor &parallelFor = threads.getParallelFor();
    for (size_t numTasks : {0, 1, 7}) {
      std::vector<std::atomic<int>> counts(7);
      auto count = [](void *context, size_t i) {
        ++(*static_cast<std::vector<std::atomic<int>> *>(context))[i];
      };
      parallelFor.run(parallelFor.self, count, &counts, numTasks);
      for (size_t i = 0; i < counts.size(); ++i)
        EXPECT_EQ(counts[i], i < numTasks ? 1 : 0);
    }
  }
}
