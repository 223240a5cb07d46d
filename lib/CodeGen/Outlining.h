//===- Outlining.h - Operations as functions of their own -------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_OUTLINING_H
#define QNN_LIB_CODEGEN_OUTLINING_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"

namespace mlir::qnn {

/// True for what `qnn-plan-memory` leaves: memory as arguments, the arena last,
/// and no results.
bool isPlanned(func::FuncOp function);

/// A private function whose arguments begin with those of `function`, which is
/// planned, and which is not inlined: that would undo the outlining. Inserts it
/// in front of `function`, with an empty body, under a name of its own.
func::FuncOp createOutlined(func::FuncOp function, FunctionType type,
                            SymbolTable &symbols);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_OUTLINING_H
