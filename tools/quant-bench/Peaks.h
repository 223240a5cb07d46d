//===- Peaks.h - What the machine can do ------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_PEAKS_H
#define QNN_TOOLS_QUANTBENCH_PEAKS_H

#include "Cases.h"
#include "common/Compiled.h"
#include "qnn/CodeGen/Target.h"
#include <string>

namespace mlir::qnn {

/// A loop that does as much as the processor can of one kind of work, and none
/// other.
struct Peak {
  std::string name;
  Compiled loop;
  /// Operations, or bytes, of one call.
  double work;
};

/// The instructions that multiply and add 8-bit or 16-bit integers fastest on
/// `target`, on operands from the first-level cache; none if the target has no
/// such instructions. Where there are two ways, as with AVX2, both.
FailureOr<SmallVector<Peak, 0>> createComputePeaks(const Target &target,
                                                   MLIRContext *context);

/// Reads and writes as many bytes as an elementwise case, and computes nothing.
FailureOr<Peak> createMemoryPeak(const Target &target,
                                 const Case &benchmarkCase,
                                 MLIRContext *context);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_PEAKS_H
