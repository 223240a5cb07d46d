//===- Host.h - What the host can run ---------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_EXECUTION_HOST_H
#define QNN_EXECUTION_HOST_H

#include "mlir/IR/Diagnostics.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// Checks that this process can run code for `target`: that the machine has the
/// architecture of the triple and every feature the target enables.
LogicalResult verifyRunsOnHost(TargetAttr target,
                               function_ref<InFlightDiagnostic()> emitError);

} // namespace mlir::qnn

#endif // QNN_EXECUTION_HOST_H
