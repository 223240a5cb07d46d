//===- CachedFunction.h - Functions that remember their result --*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_CACHEDFUNCTION_H
#define QNN_LIB_CODEGEN_CACHEDFUNCTION_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::qnn {

/// Emits at the end of `module` an internal function `name`, without arguments,
/// that returns the i32 which `emitValue` computes, and a variable
/// `variableName` that remembers it. What is 0 counts as unknown: it is
/// computed again at the next call. Threads that call at the same time may each
/// compute the value, which has to be the same then.
LLVM::LLVMFuncOp emitCachedFunction(ModuleOp module, StringRef name,
                                    StringRef variableName,
                                    function_ref<Value(OpBuilder &)> emitValue);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_CACHEDFUNCTION_H
