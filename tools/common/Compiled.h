//===- Compiled.h - Compiles and runs a function ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_COMPILED_H
#define QNN_TOOLS_COMMON_COMPILED_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/TypeRange.h"
#include "qnn/Execution/GuardedBuffer.h"
#include "qnn/Execution/Jit.h"
#include "qnn/Reference/Tensor.h"
#include <optional>
#include <vector>

namespace mlir::qnn {

/// A function of a lowered module, loaded, with memory that holds its inputs.
class Compiled {
public:
  /// With `guardedEdge`, accesses past that edge of the memory crash.
  static FailureOr<Compiled>
  create(ModuleOp module, StringRef entry, ArrayRef<reference::Tensor> inputs,
         TypeRange outputTypes,
         std::optional<GuardedBuffer::Edge> guardedEdge = std::nullopt);

  /// Replaces the inputs by others of the same types.
  void setInputs(ArrayRef<reference::Tensor> tensors);

  /// Runs the function; returns its status, 0 for success.
  int call(const ParallelFor *parallelFor = nullptr) {
    return jit.invoke(inputs.data(), outputs.data(), arena, parallelFor);
  }

  /// What the last call computed.
  SmallVector<reference::Tensor> getOutputs(TypeRange outputTypes) const;

private:
  explicit Compiled(Jit jit) : jit(std::move(jit)) {}

  Jit jit;
  std::vector<GuardedBuffer> buffers;
  std::vector<void *> inputs;
  std::vector<void *> outputs;
  void *arena = nullptr;
};

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_COMPILED_H
