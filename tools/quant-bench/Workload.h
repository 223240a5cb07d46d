//===- Workload.h - Functions to measure ------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_WORKLOAD_H
#define QNN_TOOLS_QUANTBENCH_WORKLOAD_H

#include "Cases.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "qnn/Import/TFLite/Importer.h"
#include "qnn/Reference/Tensor.h"
#include <string>
#include <vector>

namespace mlir::qnn {

/// A function, with inputs for it.
struct Workload {
  std::string name;
  OwningOpRef<ModuleOp> module;
  /// In `module`.
  func::FuncOp entry;
  SmallVector<reference::Tensor> inputs;
  /// What it was made of, if not a model.
  const Case *benchmarkCase = nullptr;
  /// Of a contraction.
  Weights weights = Weights::Full;
};

/// The function of one op that `benchmarkCase` describes.
Workload makeWorkload(const Case &benchmarkCase, Weights weights,
                      MLIRContext *context);

/// The model in the file at `path`, with random inputs.
FailureOr<Workload> loadWorkload(StringRef path,
                                 const tflite::ImportOptions &options,
                                 MLIRContext *context);

/// Of each contraction with constant weights that the entry function of `model`
/// has, a function of this op alone.
std::vector<Workload> extractContractions(const Workload &model);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_WORKLOAD_H
