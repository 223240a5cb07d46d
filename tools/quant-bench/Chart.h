//===- Chart.h - Results as a picture ---------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_CHART_H
#define QNN_TOOLS_QUANTBENCH_CHART_H

#include "Report.h"

namespace mlir::qnn {

/// A bar chart, as SVG, of the results whose peak is known: how much of it they
/// reach, with that of peers below.
std::string drawChart(const RunInfo &info, ArrayRef<Result> results);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_CHART_H
