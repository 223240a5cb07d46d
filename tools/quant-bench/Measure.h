//===- Measure.h - Times of functions ---------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_MEASURE_H
#define QNN_TOOLS_QUANTBENCH_MEASURE_H

#include "Peaks.h"
#include "PeerProcess.h"
#include "Workload.h"
#include "common/Timing.h"

namespace mlir::qnn {

/// A target, and what its results are held against.
struct Contestant {
  const Target *target;
  SmallVector<std::unique_ptr<PeerProcess>> peers;
  SmallVector<Peak, 0> computePeaks;
};

/// What a peer makes of a case.
struct PeerResult {
  StringRef name;
  std::string implementation;
  Timing time;
  /// The largest from the reference evaluator's result.
  double difference;
};

/// What a loop of `createComputePeaks` or `createMemoryPeak` reaches.
struct PeakResult {
  std::string name;
  /// 10^9 operations, or bytes, per second.
  double rate;
};

/// A workload's measurement for one target.
struct Result {
  std::string name;
  /// "full" or "bell"; empty where there are none to choose.
  StringRef weights;
  StringRef target;
  Timing time;
  /// The largest from the reference evaluator's result.
  double difference;
  /// Of a case, its operations or, if elementwise, bytes; else 0.
  double work = 0;
  bool isContraction = false;
  /// The machine's, where some are known.
  std::vector<PeakResult> peaks;
  /// Those that have an implementation.
  std::vector<PeerResult> peers;
  /// Of a model, the sum of its contractions' times, each measured alone.
  std::optional<double> contractionTime;

  /// Null if there is no such one.
  const PeerResult *findPeer(StringRef name) const;

  /// Results take the least time of all samples: what disturbs a measurement
  /// makes it longer, never shorter. In 10^9 units of work per second.
  double getRate() const { return work / time.min * 1e-3; }
  double getRate(const PeerResult &peer) const {
    return work / peer.time.min * 1e-3;
  }
  /// Of the highest peak, of which there must be one.
  double getPeakFraction() const;
  /// How many times as fast as `peer`.
  double getRatio(const PeerResult &peer) const {
    return peer.time.min / time.min;
  }
};

/// Measures `workload` for each contestant; all contestants, their peers and
/// the machine's peaks in turn. On failure an error has been emitted.
FailureOr<std::vector<Result>> measure(Workload &workload,
                                       MutableArrayRef<Contestant> contestants,
                                       unsigned numSamples);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_MEASURE_H
