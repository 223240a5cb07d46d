//===- Model.h - Models from files ------------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_MODEL_H
#define QNN_TOOLS_COMMON_MODEL_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "qnn/CodeGen/MemoryPlan.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Import/TFLite/Importer.h"

namespace llvm {
class SourceMgr;
} // namespace llvm

namespace mlir::qnn {

/// Registers all that models as IR, and their lowering, are made of.
void registerModelDialects(DialectRegistry &registry);

/// The module in the file at `path`: a TFLite model if the name ends in
/// `.tflite`, otherwise IR as text or bytecode, to which `options` mean
/// nothing. IR becomes a buffer of `sourceMgr`. Null after an error.
OwningOpRef<ModuleOp> loadModel(StringRef path,
                                const tflite::ImportOptions &options,
                                llvm::SourceMgr &sourceMgr,
                                MLIRContext *context);

/// The function called `name` or, if that is empty, the only public function
/// with a body, else `main`. Checks that it takes and returns tensors that have
/// a layout in files. Null after an error.
func::FuncOp findEntry(ModuleOp module, StringRef name);

/// Makes `entry` the only public function of its module: lowering drops the
/// others, inlines them or makes them local.
void isolateEntry(func::FuncOp entry);

/// Lowers `module` to the LLVM dialect for `target`; ops that leave their
/// rounding open take `rounding`. `observer`, if any, sees the memory plans.
/// With `workPerTask`, the caller of the code may run parts of it in parallel.
LogicalResult lower(ModuleOp module, StringRef target, RoundingMode rounding,
                    MemoryPlanObserver observer = nullptr,
                    std::optional<uint64_t> workPerTask = std::nullopt);

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_MODEL_H
