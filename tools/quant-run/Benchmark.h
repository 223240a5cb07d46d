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

namespace mlir::qnn {

/// Prints the minimum and the median of `numSamples`, at least 1, times of
/// `call`, after calls to warm up. Each sample is the mean of as many calls as
/// it takes for the clock's resolution not to matter.
void benchmark(unsigned numSamples, function_ref<void()> call, raw_ostream &os);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_BENCHMARK_H
