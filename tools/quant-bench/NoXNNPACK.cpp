//===- NoXNNPACK.cpp - In a build without XNNPACK -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Peer.h"

const mlir::qnn::Peer *mlir::qnn::getXNNPACK() { return nullptr; }
