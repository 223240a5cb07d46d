//===- NativeModule.h - LLVM IR for a qnn target ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_EXECUTION_NATIVEMODULE_H
#define QNN_EXECUTION_NATIVEMODULE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Target/TargetMachine.h"
#include <memory>
#include <string>

namespace mlir::qnn {

/// A lowered module as LLVM IR, optimized for the module's target: the one that
/// its `qnn.target` names, or else `generic`.
class NativeModule {
public:
  /// Translates `module`, which is in the LLVM dialect, and runs LLVM's -O3
  /// pipeline. The code depends on the triple and features of the target and,
  /// but for an empty triple, on nothing of the host.
  ///
  /// Of what the module defines, only `exported` stays visible outside. The
  /// generated code may call memcpy and memset. On failure an error has been
  /// emitted at `module`.
  static FailureOr<NativeModule> create(ModuleOp module,
                                        ArrayRef<StringRef> exported);

  const llvm::TargetMachine &getTargetMachine() const { return *machine; }

  void printLLVMIR(raw_ostream &os) const;

  /// Assembly text, position independent.
  FailureOr<std::string> emitAssembly() const;

  /// An object file, position independent, that needs no symbol but memcpy and
  /// memset. It is an error if the code calls anything else.
  FailureOr<SmallVector<char, 0>> emitObject() const;

  NativeModule(NativeModule &&) = default;
  // Would destroy the context before the module that lives in it.
  NativeModule &operator=(NativeModule &&) = delete;

private:
  NativeModule(Location loc, std::unique_ptr<llvm::TargetMachine> machine,
               std::unique_ptr<llvm::LLVMContext> context,
               std::unique_ptr<llvm::Module> module)
      : loc(loc), machine(std::move(machine)), context(std::move(context)),
        module(std::move(module)) {}

  LogicalResult emit(llvm::CodeGenFileType fileType,
                     llvm::raw_pwrite_stream &os) const;

  Location loc;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> module;
};

} // namespace mlir::qnn

#endif // QNN_EXECUTION_NATIVEMODULE_H
