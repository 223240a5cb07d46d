//===- Timing.h - Time of calls ---------------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_TIMING_H
#define QNN_TOOLS_COMMON_TIMING_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <functional>

namespace mlir::qnn {

/// Something to measure: makes so many calls, at least 1, and returns the
/// microseconds that they take.
using Contender = std::function<double(uint64_t numCalls)>;

/// What counts: the time that this thread runs, but not what the system gives
/// to others in between; or all time, where others work for it.
enum class Clock { Thread, Wall };

/// The microseconds that `numCalls` calls of `call` take.
double measureCalls(function_ref<void()> call, uint64_t numCalls,
                    Clock clock = Clock::Thread);

struct TimingOptions {
  /// At least 1.
  unsigned numSamples;
  /// Microseconds of calls before the first sample: enough for caches and
  /// branch predictors to fill and for the processor to settle on a clock rate.
  double warmUp = 100e3;
  /// The least duration of a sample in microseconds: a hundred times what it
  /// takes to read the clock.
  double sample = 50;
};

/// Microseconds of one call.
struct Timing {
  double min;
  double median;
  uint64_t callsPerSample;
};

/// The times of each contender, after calls to warm up. Each sample is the mean
/// of as many calls as its least duration asks for. Samples are taken in turn,
/// so that all contenders see the machine in the same state.
SmallVector<Timing> measureInTurn(ArrayRef<Contender> contenders,
                                  const TimingOptions &options);

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_TIMING_H
