//===- Machine.cpp - What runs compiled code ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MachineDetail.h"

using namespace mlir;
using namespace mlir::qnn;

std::unique_ptr<Machine> Machine::create(const Target &target) {
  if (std::unique_ptr<Machine> host = createHost(target))
    return host;
  return createEmulator(target);
}

CallResult Machine::getResult(const Call &call, uint64_t status,
                              ArrayRef<std::vector<char>> inputs,
                              std::vector<std::vector<char>> outputs) {
  if (status != 0)
    return {"the call returned " + std::to_string(status), {}};
  for (size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i] != call.inputs[i])
      return {"input " + std::to_string(i) + " was written to", {}};
  return {"", std::move(outputs)};
}
