//===- Timing.cpp - Time of calls -----------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/Timing.h"

#include "llvm/ADT/STLExtras.h"
#include <ctime>

using namespace mlir;
using namespace mlir::qnn;

/// What `clock` shows, in microseconds.
static double getTime(Clock clock) {
  timespec time;
  clock_gettime(clock == Clock::Thread ? CLOCK_THREAD_CPUTIME_ID
                                       : CLOCK_MONOTONIC,
                &time);
  return time.tv_sec * 1e6 + time.tv_nsec * 1e-3;
}

double qnn::measureCalls(function_ref<void()> call, uint64_t numCalls,
                         Clock clock) {
  double start = getTime(clock);
  for (uint64_t i = 0; i < numCalls; ++i)
    call();
  return getTime(clock) - start;
}

/// Warms up; returns the calls that make a sample.
static uint64_t calibrate(const Contender &contender,
                          const TimingOptions &options) {
  uint64_t callsPerSample = 1;
  for (double warmUp = 0; warmUp < options.warmUp;) {
    double time = contender(callsPerSample);
    if (time < options.sample)
      callsPerSample *= 2;
    warmUp += time;
  }
  return callsPerSample;
}

SmallVector<Timing> qnn::measureInTurn(ArrayRef<Contender> contenders,
                                       const TimingOptions &options) {
  SmallVector<uint64_t> numCalls;
  for (const Contender &contender : contenders)
    numCalls.push_back(calibrate(contender, options));

  SmallVector<SmallVector<double>> samples(contenders.size());
  for (unsigned i = 0; i < options.numSamples; ++i)
    for (size_t c = 0; c < contenders.size(); ++c)
      samples[c].push_back(contenders[c](numCalls[c]) / numCalls[c]);

  SmallVector<Timing> timings;
  for (auto [times, calls] : llvm::zip_equal(samples, numCalls)) {
    llvm::sort(times);
    timings.push_back({times.front(), times[times.size() / 2], calls});
  }
  return timings;
}
