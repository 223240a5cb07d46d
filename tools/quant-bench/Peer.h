//===- Peer.h - Other libraries on the same cases ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_PEER_H
#define QNN_TOOLS_QUANTBENCH_PEER_H

#include "Cases.h"
#include "qnn/CodeGen/Target.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mlir::qnn {

/// A case, ready to be run by a peer.
struct PeerCase {
  /// By the peer's name for it.
  std::string implementation;
  std::function<void()> run;
  /// What `run` computed, as our output is laid out.
  std::function<std::vector<char>()> getOutput;
};

/// A library that our code is measured beside.
class Peer {
public:
  virtual ~Peer() = default;

  virtual llvm::StringRef getName() const = 0;
  /// Empty if the library does not tell.
  virtual std::string getVersion() const = 0;

  /// Whether `limitTo` knows the instructions of `target`.
  virtual bool supports(TargetAttr target) const = 0;

  /// Limits the library in this process to instructions that `target` has, and
  /// to one thread. To be called once, before `prepare`. False if it refuses.
  virtual bool limitTo(TargetAttr target) const = 0;

  /// Packs the weights, and does what else is done once. Nullopt if the library
  /// has no implementation.
  virtual std::optional<PeerCase> prepare(const Case &benchmarkCase,
                                          const CaseData &data) const = 0;

  std::string getNameAndVersion() const;
};

/// Each null if the tool was built without it.
const Peer *getOneDNN();
const Peer *getXNNPACK();

/// Those that the tool was built with.
std::vector<const Peer *> getPeers();

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_PEER_H
