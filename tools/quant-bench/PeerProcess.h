//===- PeerProcess.h - A peer in a process of its own -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_PEERPROCESS_H
#define QNN_TOOLS_QUANTBENCH_PEERPROCESS_H

#include "Peer.h"
#include "mlir/Support/LLVM.h"
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace mlir::qnn {

/// A peer, limited to the instructions of one target: a limit that a process
/// can set only once. The process runs on the same core as ours, and only while
/// we wait for it, so that measurements can alternate.
class PeerProcess {
public:
  /// Starts the process, which must happen before this one has threads. Null if
  /// it does not start.
  static std::unique_ptr<PeerProcess> create(const Peer &peer,
                                             TargetAttr target);

  PeerProcess(const PeerProcess &) = delete;
  PeerProcess &operator=(const PeerProcess &) = delete;
  ~PeerProcess();

  const Peer &getPeer() const { return peer; }

  struct Prepared {
    std::string implementation;
    /// As our output is laid out.
    std::vector<char> output;
  };

  /// Makes `benchmarkCase`, one of `getCases()`, what is measured. Nullopt if
  /// the peer has no implementation of it.
  std::optional<Prepared> prepare(const Case &benchmarkCase, Weights weights);

  /// The time of so many calls in microseconds, after one more; infinite if the
  /// process is gone.
  double measure(uint64_t numCalls);

private:
  PeerProcess(const Peer &peer, pid_t process, int socket)
      : peer(peer), process(process), socket(socket) {}

  const Peer &peer;
  pid_t process;
  /// To the process.
  int socket;
};

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_PEERPROCESS_H
