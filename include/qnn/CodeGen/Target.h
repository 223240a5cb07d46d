//===- Target.h - The machines code is generated for ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_TARGET_H
#define QNN_CODEGEN_TARGET_H

#include "mlir/IR/Diagnostics.h"
#include "qnn/IR/Qnn.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace mlir::qnn {

/// One entry of the list of targets.
struct Target {
  llvm::StringLiteral name;
  /// Empty: whatever machine compiles.
  llvm::StringLiteral triple;
  /// LLVM feature string; the only features that code may use.
  llvm::StringLiteral features;
  llvm::StringLiteral summary;
};

/// All targets, `generic` first; of those of one architecture that a machine
/// runs, the last is the best.
ArrayRef<Target> getTargets();

/// The target called `name`; null if there is none.
const Target *lookupTarget(StringRef name);

/// The targets called `names`, in the order of the list of targets. It is an
/// error if there is no target of a name, if a name comes twice, or if no
/// machine has the architectures of all.
FailureOr<SmallVector<const Target *>>
lookupTargets(ArrayRef<StringRef> names,
              function_ref<InFlightDiagnostic()> emitError);

/// The features that this process can use, by LLVM's names; asks the system for
/// those that need its leave. For tools only.
llvm::StringMap<bool> getHostFeatures();

/// The last target that runs on this machine. For tools only: what passes
/// generate depends on the IR alone.
const Target &getHostTarget();

/// The target called `name`, where `native` is the host's; null if there is
/// none.
const Target *lookupTargetOrNative(StringRef name);

TargetAttr getTargetAttr(MLIRContext *context, const Target &target);

/// The target that the module around `op` names, `generic` if none does.
TargetAttr getTargetOf(Operation *op);

} // namespace mlir::qnn

#endif // QNN_CODEGEN_TARGET_H
