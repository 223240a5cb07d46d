//===- Options.h - Command line of quant-bench ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_OPTIONS_H
#define QNN_TOOLS_QUANTBENCH_OPTIONS_H

#include "Cases.h"
#include "mlir/Support/LLVM.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/Import/TFLite/Importer.h"
#include <optional>
#include <string>
#include <vector>

namespace mlir::qnn {

/// What the user asks for.
struct Options {
  std::vector<const Case *> cases;
  std::vector<Weights> weights;
  std::vector<std::string> models;
  /// Of .tflite files.
  tflite::ImportOptions import;
  /// Empty: all that run here, but `generic`.
  std::vector<const Target *> targets;
  /// The one we are on, if not given.
  std::optional<unsigned> cpu;
  bool usePeers;
  unsigned numSamples;
  /// Files to write, or empty.
  std::string json;
  std::string svg;
};

/// Parses the command line. Prints an error and exits with 1 if it is wrong.
Options parseOptions(int argc, char **argv);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_OPTIONS_H
