//===- Options.h - Command line of quant-compile ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTCOMPILE_OPTIONS_H
#define QNN_TOOLS_QUANTCOMPILE_OPTIONS_H

#include "common/CompileOptions.h"
#include <string>

namespace mlir::qnn {

/// What code is written as.
enum class CodeFormat { LLVMIR, Assembly, Object };

/// What the user asks for.
struct Options : CompileOptions {
  /// What symbols begin with; empty for the default.
  std::string name;
  CodeFormat format;
  /// Files to write, or empty.
  std::string code;
  std::string header;
  std::string memoryPlanSVG;
  bool printMemoryPlan;

  bool needsMemoryPlan() const {
    return printMemoryPlan || !memoryPlanSVG.empty();
  }

  /// The files that are not empty.
  SmallVector<StringRef> getOutputs() const;
};

/// Parses the command line. Prints an error and exits with 1 if it is wrong or
/// contradicts itself.
Options parseOptions(int argc, char **argv);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTCOMPILE_OPTIONS_H
