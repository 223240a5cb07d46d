//===- Threads.cpp - Runs the tasks of compiled code ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/Threads.h"

#include <algorithm>
#include <atomic>

using namespace mlir::qnn;

void Threads::run(void *self, ParallelFor::Task task, void *context,
                  size_t numTasks) {
  auto &threads = *static_cast<Threads *>(self);
  std::atomic<size_t> next = 0;
  auto runSome = [&] {
    for (size_t i = next++; i < numTasks; i = next++)
      task(context, i);
  };
  size_t numThreads = std::min<size_t>(threads.count, numTasks);
  for (size_t i = 1; i < numThreads; ++i)
    threads.pool.async(runSome);
  runSome();
  threads.pool.wait();
}
