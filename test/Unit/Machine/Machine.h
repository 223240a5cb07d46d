//===- Machine.h - What runs compiled code ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_MACHINE_MACHINE_H
#define QNN_TEST_UNIT_MACHINE_MACHINE_H

#include "mlir/IR/BuiltinOps.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/Execution/GuardedBuffer.h"

namespace mlir::qnn {

/// A call of compiled code.
struct Call {
  std::vector<std::vector<char>> inputs;
  std::vector<size_t> outputSizes;
  /// The guard page that every buffer touches, the arena but for its alignment.
  GuardedBuffer::Edge edge;
};

/// What a call gives.
struct CallResult {
  /// What went wrong; empty if nothing did.
  std::string error;
  std::vector<std::vector<char>> outputs;
};

/// Calls code that is compiled for a target.
class Machine {
public:
  /// This machine, if it can run code for `target`; else an emulator; null if
  /// there is none either.
  static std::unique_ptr<Machine> create(const Target &target);
  virtual ~Machine() = default;

  virtual bool isEmulator() const = 0;

  /// Compiles the entry point of function `entry` of `module`, which is
  /// lowered, to make `calls` of it. On failure an error has been emitted.
  virtual LogicalResult add(ModuleOp module, StringRef entry,
                            std::vector<Call> calls) = 0;

  /// Makes the calls added since the last run. The results are in the order in
  /// which calls were added.
  virtual std::vector<CallResult> run() = 0;

  /// The result of `call`, which returned `status` and left `inputs` and
  /// `outputs` in memory.
  static CallResult getResult(const Call &call, uint64_t status,
                              ArrayRef<std::vector<char>> inputs,
                              std::vector<std::vector<char>> outputs);
};

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_MACHINE_MACHINE_H
