//===- Report.h - Results as text and JSON ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_REPORT_H
#define QNN_TOOLS_QUANTBENCH_REPORT_H

#include "Measure.h"

namespace mlir::qnn {

/// What all results of a run have in common.
struct RunInfo {
  std::string processor;
  unsigned cpu;
  unsigned numSamples;
  std::vector<const Peer *> peers;
  /// Of the longest name of a result.
  size_t nameWidth;
};

void printHeader(const RunInfo &info, raw_ostream &os);

/// Prints a line of the table.
void printResult(const RunInfo &info, const Result &result, raw_ostream &os);

/// Prints, for each target, the highest that its peaks were in any result of a
/// contraction.
void printPeaks(ArrayRef<Result> results, raw_ostream &os);

/// Prints, for each target and distribution of weights, how many times as fast
/// as each peer the contractions are that it has, in the geometric mean.
void printMeans(const RunInfo &info, ArrayRef<Result> results, raw_ostream &os);

std::string formatJSON(const RunInfo &info, ArrayRef<Result> results);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_REPORT_H
