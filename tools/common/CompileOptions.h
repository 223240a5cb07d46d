//===- CompileOptions.h - What to compile, and how --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_COMPILEOPTIONS_H
#define QNN_TOOLS_COMMON_COMPILEOPTIONS_H

#include "common/ImportOptions.h"
#include "qnn/IR/Qnn.h"
#include "llvm/Support/CommandLine.h"
#include <optional>
#include <string>

namespace mlir::qnn {

/// A function and how to compile it.
struct CompileOptions {
  std::string model;
  std::string entry;
  std::string target;
  RoundingMode rounding;
  /// Of a .tflite file.
  tflite::ImportOptions import;
  /// If large layers are divided into tasks, the operations that each has at
  /// least.
  std::optional<uint64_t> workPerTask;
};

/// The part of a tool's command line that gives `CompileOptions`. To be
/// constructed before the command line is parsed.
struct CompileCommandLine {
  explicit CompileCommandLine(llvm::cl::OptionCategory &category);

  CompileOptions get() const {
    return {model, entry, target, rounding, import.get(), std::nullopt};
  }

  llvm::cl::opt<std::string> model;
  llvm::cl::opt<std::string> entry;
  llvm::cl::opt<std::string> target;
  llvm::cl::opt<RoundingMode> rounding;
  ImportCommandLine import;
  /// For tools to take if they divide layers.
  llvm::cl::opt<uint64_t> workPerTask;
};

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_COMPILEOPTIONS_H
