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
using namespace mlir::qnn;

/// Enough for caches and branch predictors to fill and for the processor to
/// settle on a clock rate, in microseconds.
static constexpr double kWarmUp = 100e3;

/// The least duration of a sample, in microseconds: a thousand times the few
/// tens of nanoseconds that the clock resolves.
static constexpr double kSample = 50;

static double measure(const Contender &contender, uint64_t numCalls) {
  using Clock = std::chrono::steady_clock;
  auto start = Clock::now();
  for (uint64_t i = 0; i < numCalls; ++i)
    contender.call();
  return std::chrono::duration<double, std::micro>(Clock::now() - start)
      .count();
}

/// Warms up; returns the calls that make a sample.
static uint64_t calibrate(const Contender &contender) {
  uint64_t callsPerSample = 1;
  for (double warmUp = 0; warmUp < kWarmUp;) {
    double time = measure(contender, callsPerSample);
    if (time < kSample)
      callsPerSample *= 2;
    warmUp += time;
  }
  return callsPerSample;
}

void qnn::benchmark(unsigned numSamples, ArrayRef<Contender> contenders,
                    raw_ostream &os) {
  std::vector<uint64_t> numCalls;
  for (const Contender &contender : contenders)
    numCalls.push_back(calibrate(contender));

  std::vector<std::vector<double>> samples(contenders.size());
  for (unsigned i = 0; i < numSamples; ++i)
    for (size_t c = 0; c < contenders.size(); ++c)
      samples[c].push_back(measure(contenders[c], numCalls[c]) / numCalls[c]);

  double first = 0;
  for (size_t c = 0; c < contenders.size(); ++c) {
    llvm::sort(samples[c]);
    double median = samples[c][numSamples / 2];
    os << contenders[c].name << ": "
       << llvm::format("min %.4f us, median %.4f us", samples[c].front(),
                       median)
       << " per call (" << numSamples << " samples of " << numCalls[c]
       << (numCalls[c] == 1 ? " call)" : " calls)");
    if (c == 0)
      first = median;
    else
      os << llvm::format(", ratio %.3f", median / first);
    os << "\n";
  }
}
