//===- Benchmark.h - Time of a call -----------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTRUN_BENCHMARK_H
#define QNN_TOOLS_QUANTRUN_BENCHMARK_H

#include "mlir/Support/LLVM.h"
#include <functional>
#include <string>

namespace mlir::qnn {

/// Something to measure.
struct Contender {
  std::string name;
  std::function<void()> call;
};

/// Prints the minimum and the median of `numSamples`, at least 1, times of each
/// contender, after calls to warm up, and the median as a ratio of the first
/// contender's. Each sample is the mean of as many calls as it takes for the
/// clock's resolution not to matter. Samples are taken in turn, so that all
/// contenders see the machine in the same state.
void benchmark(unsigned numSamples, ArrayRef<Contender> contenders,
               raw_ostream &os);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_BENCHMARK_H
