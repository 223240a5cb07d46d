//===- Options.h - Command line of quant-run --------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTRUN_OPTIONS_H
#define QNN_TOOLS_QUANTRUN_OPTIONS_H

#include "common/CompileOptions.h"
#include "qnn/Execution/GuardedBuffer.h"
#include <optional>
#include <string>
#include <vector>

namespace mlir::qnn {

/// What the user asks for.
struct Options : CompileOptions {
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  /// How many tensors each of those files holds, one after another; nullopt for
  /// just the tensor.
  std::optional<unsigned> numCases;
  bool reference;
  /// Number of timed samples; 0 for none.
  unsigned benchmark;
  bool printAsm;
  std::optional<GuardedBuffer::Edge> guardPages;
  /// Directory to write the result of every op to, or empty.
  std::string dumpLayers;
  /// What to measure beside the target: names of targets, or "stream".
  std::vector<std::string> baselines;
  /// Number of threads to run tasks in, 0 for code without tasks.
  unsigned threads;

  /// False if all there is to do is to print the assembly.
  bool runs() const {
    return !outputs.empty() || benchmark != 0 || !dumpLayers.empty();
  }
};

/// Parses the command line. Prints an error and exits with 1 if it is wrong or
/// contradicts itself.
Options parseOptions(int argc, char **argv);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_OPTIONS_H
