//===- Comparison.h - Compiled code against the reference -------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_COMPARISON_H
#define QNN_TEST_UNIT_INTEGRATION_COMPARISON_H

#include "Network.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {

/// Compiles `network` for `target`, with `rounding` for ops that leave theirs
/// open, makes its calls on memory between guard pages, and compares the bytes
/// of the results with those of the reference evaluator. Returns what is wrong,
/// nothing if nothing is.
std::string findDifference(const Network &network, const Target &target,
                           RoundingMode rounding);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_COMPARISON_H
