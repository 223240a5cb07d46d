//===- Peer.cpp - Other libraries on the same cases -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Peer.h"

using namespace mlir::qnn;

std::string Peer::getNameAndVersion() const {
  std::string version = getVersion();
  return getName().str() + (version.empty() ? "" : " " + version);
}

std::vector<const Peer *> mlir::qnn::getPeers() {
  std::vector<const Peer *> peers;
  for (const Peer *peer : {getOneDNN(), getXNNPACK()})
    if (peer)
      peers.push_back(peer);
  return peers;
}
