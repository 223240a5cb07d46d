//===- Comparison.h - Compiled code against the reference -------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_COMPARISON_H
#define QNN_TEST_UNIT_INTEGRATION_COMPARISON_H

#include "Machine.h"
#include "Network.h"

namespace mlir::qnn {

/// Compiles networks for a target, makes their calls on memory between guard
/// pages, and compares the bytes of the results with those of the reference
/// evaluator.
class Comparison {
public:
  explicit Comparison(const Target &target)
      : target(target), machine(Machine::create(target)) {}

  /// False if nothing runs code for the target; nothing may be added then.
  explicit operator bool() const { return machine != nullptr; }
  bool isEmulated() const { return machine->isEmulator(); }

  /// Adds `network`, whose context has to stay, with `rounding` for ops that
  /// leave theirs open.
  void add(const Network &network, RoundingMode rounding);

  /// What is wrong with each network added since the last run, in that order;
  /// empty if nothing is.
  std::vector<std::string> run();

private:
  /// A network as it was added.
  struct Entry {
    std::string error;
    /// The results of each of its calls, with two calls of the machine each,
    /// which are none if there is an error.
    std::vector<SmallVector<reference::Tensor>> expected;
  };

  Entry compile(const Network &network, RoundingMode rounding);

  const Target &target;
  std::unique_ptr<Machine> machine;
  std::vector<Entry> entries;
};

/// What is wrong with `network` alone.
std::string findDifference(const Network &network, const Target &target,
                           RoundingMode rounding);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_COMPARISON_H
