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
#include "qnn/Execution/GuardedBuffer.h"
#include "qnn/Execution/Jit.h"
#include "qnn/Reference/Tensor.h"

namespace mlir::qnn {

/// Prints the assembly of a function of a lowered module.
LogicalResult printAssembly(ModuleOp module, StringRef entry);

/// A function of a lowered module, loaded, with memory that holds its inputs.
class Compiled {
public:
  /// Guards the memory as `options` say.
  static FailureOr<Compiled> create(ModuleOp module, StringRef entry,
                                    ArrayRef<reference::Tensor> inputs,
                                    TypeRange outputTypes,
                                    const Options &options);

  /// Runs the function; returns its status, 0 for success.
  int call() { return jit.invoke(inputs.data(), outputs.data(), arena); }

  /// What the last call computed.
  SmallVector<reference::Tensor> getOutputs(TypeRange outputTypes) const;

private:
  explicit Compiled(Jit jit) : jit(std::move(jit)) {}

  Jit jit;
  std::vector<GuardedBuffer> buffers;
  std::vector<const void *> inputs;
  std::vector<void *> outputs;
  void *arena = nullptr;
};

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_COMPILED_H
