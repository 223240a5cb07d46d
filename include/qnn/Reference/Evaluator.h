//===- Evaluator.h - Reference evaluator of the quantized tier --*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Executes functions of the quantized tier op by op, in plain scalar C++, as
// the documentation of each op says. It is what every lowering is compared
// with, bit for bit, and so has no code in common with them but the scalar
// functions of qnn/Numerics.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_REFERENCE_EVALUATOR_H
#define QNN_REFERENCE_EVALUATOR_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Reference/Tensor.h"
#include <functional>

namespace mlir::qnn::reference {

struct EvaluateOptions {
  /// The mode of ops that leave theirs open.
  RoundingMode rounding = RoundingMode::DoubleRound;
  /// If set, is shown the result of every op, in the order of execution.
  std::function<void(OpResult, const Tensor &)> observer;
};

/// Checks that `inputs` are what `function` takes: in number, in type and, for
/// quantized types, in range. Emits an error at the function otherwise.
LogicalResult verifyInputs(func::FuncOp function, ArrayRef<Tensor> inputs);

/// The results of `function` for `inputs`; it may call other functions, but not
/// itself. On failure an error has been emitted at the op, or at the function
/// if it is about `inputs`.
FailureOr<SmallVector<Tensor>> evaluate(func::FuncOp function,
                                        ArrayRef<Tensor> inputs,
                                        const EvaluateOptions &options = {});

} // namespace mlir::qnn::reference

#endif // QNN_REFERENCE_EVALUATOR_H
