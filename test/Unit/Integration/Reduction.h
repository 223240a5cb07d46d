//===- Reduction.h - Smaller networks that still fail -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_REDUCTION_H
#define QNN_TEST_UNIT_INTEGRATION_REDUCTION_H

#include "Network.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// What is left of `network`, which `fails`, when nothing more can go without
/// it ceasing to: results, calls and ops. A value whose op goes, but which is
/// read, becomes an argument; its inputs are what the reference evaluator
/// computes, with `rounding` for ops that leave theirs open.
Network reduce(Network network, RoundingMode rounding,
               function_ref<bool(const Network &)> fails);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_REDUCTION_H
