//===- Threads.h - Runs the tasks of compiled code --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_EXECUTION_THREADS_H
#define QNN_EXECUTION_THREADS_H

#include "llvm/Support/ThreadPool.h"
#include <cstddef>

namespace mlir::qnn {

/// What runs tasks: a QnnParallelFor of docs/Pipelines.md.
struct ParallelFor {
  using Task = void (*)(void *context, size_t i);

  void (*run)(void *self, Task task, void *context, size_t numTasks);
  void *self;
};

/// Threads that run the tasks of compiled code.
class Threads {
public:
  /// `count` threads, at least 1, with the one that calls the code.
  explicit Threads(unsigned count)
      : count(count), pool(llvm::hardware_concurrency(count)),
        parallelFor{run, this} {}
  Threads(const Threads &) = delete;
  Threads &operator=(const Threads &) = delete;

  const ParallelFor &getParallelFor() const { return parallelFor; }

private:
  static void run(void *self, ParallelFor::Task task, void *context,
                  size_t numTasks);

  unsigned count;
  llvm::DefaultThreadPool pool;
  ParallelFor parallelFor;
};

} // namespace mlir::qnn

#endif // QNN_EXECUTION_THREADS_H
