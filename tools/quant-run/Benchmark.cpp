//===- Benchmark.cpp - Time of a call -------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Benchmark.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <chrono>
#include <vector>

using namespace mlir;

/// Enough for caches and branch predictors to fill and for the processor to
/// settle on a clock rate, in microseconds.
static constexpr double kWarmUp = 100e3;

/// The least duration of a sample, in microseconds: a thousand times the few
/// tens of nanoseconds that the clock resolves.
static constexpr double kSample = 50;

void qnn::benchmark(unsigned numSamples, function_ref<void()> call,
                    raw_ostream &os) {
  using Clock = std::chrono::steady_clock;
  auto measure = [&](uint64_t numCalls) {
    auto start = Clock::now();
    for (uint64_t i = 0; i < numCalls; ++i)
      call();
    return std::chrono::duration<double, std::micro>(Clock::now() - start)
        .count();
  };

  uint64_t callsPerSample = 1;
  for (double warmUp = 0; warmUp < kWarmUp;) {
    double time = measure(callsPerSample);
    if (time < kSample)
      callsPerSample *= 2;
    warmUp += time;
  }

  std::vector<double> samples;
  for (unsigned i = 0; i < numSamples; ++i)
    samples.push_back(measure(callsPerSample) / callsPerSample);
  llvm::sort(samples);
  os << llvm::format("min %.4f us, median %.4f us", samples.front(),
                     samples[numSamples / 2])
     << " per call (" << numSamples << " samples of " << callsPerSample
     << (callsPerSample == 1 ? " call)\n" : " calls)\n");
}
