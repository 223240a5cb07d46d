//===- Compiled.h - Compiles and runs a function ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTRUN_COMPILED_H
#define QNN_TOOLS_QUANTRUN_COMPILED_H

#include "Options.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "qnn/Reference/Tensor.h"

namespace mlir::qnn {

/// Lowers `module` to the LLVM dialect for the target of `options`.
LogicalResult lower(ModuleOp module, const Options &options);

/// Prints the assembly of a lowered module.
LogicalResult printAssembly(ModuleOp module);

/// Runs the function `entry` of a lowered module: the tensors of `outputTypes`
/// that it computes from `inputs`. Measures and guards memory as `options` say.
FailureOr<SmallVector<reference::Tensor>>
runCompiled(ModuleOp module, StringRef entry,
            ArrayRef<reference::Tensor> inputs, TypeRange outputTypes,
            const Options &options);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_COMPILED_H
