//===- MachineDetail.h - The machines there are -----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_MACHINE_MACHINEDETAIL_H
#define QNN_TEST_UNIT_MACHINE_MACHINEDETAIL_H

#include "Machine.h"

namespace mlir::qnn {

/// This machine, and an emulator; null where they cannot run code for `target`.
std::unique_ptr<Machine> createHost(const Target &target);
std::unique_ptr<Machine> createEmulator(const Target &target);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_MACHINE_MACHINEDETAIL_H
