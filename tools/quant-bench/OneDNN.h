//===- OneDNN.h - Cases in oneDNN -------------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_ONEDNN_H
#define QNN_TOOLS_QUANTBENCH_ONEDNN_H

#include "Cases.h"
#include "qnn/CodeGen/Target.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mlir::qnn {

/// A case, ready to be run by oneDNN.
struct OneDNNCase {
  /// By oneDNN's name for it.
  std::string implementation;
  std::function<void()> run;
  /// What `run` computed, as our output is laid out.
  std::function<std::vector<char>()> getOutput;
};

/// "oneDNN" with its version; empty if the tool was built without it.
std::string getOneDNNVersion();

/// oneDNN's value for the instructions that `target` has; nullopt if there is
/// none.
std::optional<int> getOneDNNISA(TargetAttr target);

/// Limits oneDNN in this process to instructions of `isa`, and to one thread.
/// To be called before anything else. False if oneDNN refuses.
bool limitOneDNN(int isa);

/// Builds the primitive for `benchmarkCase` and packs the weights. Nullopt if
/// oneDNN has none.
std::optional<OneDNNCase> prepareOneDNN(const Case &benchmarkCase,
                                        Weights weights);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_ONEDNN_H
