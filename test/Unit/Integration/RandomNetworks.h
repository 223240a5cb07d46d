//===- RandomNetworks.h - Networks from seeds -------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_RANDOMNETWORKS_H
#define QNN_TEST_UNIT_INTEGRATION_RANDOMNETWORKS_H

#include "Network.h"

namespace mlir::qnn {

/// The network of `seed`: a graph of a few ops of the quantized tier, of all
/// kinds, on tensors that are small.
Network createRandomNetwork(MLIRContext *context, uint64_t seed);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_RANDOMNETWORKS_H
