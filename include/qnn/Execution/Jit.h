//===- Jit.h - Runs lowered modules in this process -------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_EXECUTION_JIT_H
#define QNN_EXECUTION_JIT_H

#include "mlir/IR/BuiltinOps.h"
#include "qnn/Execution/Threads.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include <cstdint>
#include <memory>

namespace mlir::qnn {

/// A lowered module, compiled for its target and loaded into this process.
///
/// The module is in the LLVM dialect and for the entry function `name` holds
///
///   llvm.func @name_invoke(!llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
///       attributes {qnn.arena_size = ... : i64}
///
/// which in C is
///
///   int name_invoke(const void *const *inputs, void *const *outputs,
///                   void *arena);
///
/// Inputs and outputs are dense row-major buffers of little-endian elements.
/// The arena is scratch memory of `qnn.arena_size` bytes, aligned to
/// `kArenaAlignment`. Code with tasks takes one pointer more, to a
/// `ParallelFor`.
class Jit {
public:
  /// Compiles `module` and links it with memcpy and memset and nothing else. On
  /// failure, which includes a target that this machine cannot run, an error
  /// has been emitted.
  static FailureOr<Jit> create(ModuleOp module, StringRef entry);

  /// Calls the entry function; returns what it returns, which is 0 for success.
  /// Tasks, if there are any, run one after the other where `parallelFor` is
  /// null.
  int invoke(const void *const *inputs, void *const *outputs, void *arena,
             const ParallelFor *parallelFor = nullptr) const {
    return parallelFunction
               ? parallelFunction(inputs, outputs, arena, parallelFor)
               : function(inputs, outputs, arena);
  }

  size_t getArenaSize() const { return arenaSize; }

private:
  using Function = int (*)(const void *const *inputs, void *const *outputs,
                           void *arena);
  using ParallelFunction = int (*)(const void *const *inputs,
                                   void *const *outputs, void *arena,
                                   const ParallelFor *parallelFor);

  Jit(std::unique_ptr<llvm::orc::LLJIT> jit, size_t arenaSize)
      : jit(std::move(jit)), arenaSize(arenaSize) {}

  /// Owns the code.
  std::unique_ptr<llvm::orc::LLJIT> jit;
  size_t arenaSize;
  /// The entry function: the one that is not null.
  Function function = nullptr;
  ParallelFunction parallelFunction = nullptr;
};

} // namespace mlir::qnn

#endif // QNN_EXECUTION_JIT_H
