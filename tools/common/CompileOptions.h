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
};

/// The part of a tool's command line that gives `CompileOptions`. To be
/// constructed before the command line is parsed.
struct CompileCommandLine {
  explicit CompileCommandLine(llvm::cl::OptionCategory &category);

  CompileOptions get() const {
    return {model, entry, target, rounding, import.get()};
  }

  llvm::cl::opt<std::string> model;
  llvm::cl::opt<std::string> entry;
  llvm::cl::opt<std::string> target;
  llvm::cl::opt<RoundingMode> rounding;
  ImportCommandLine import;
};

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_COMPILEOPTIONS_H
