//===- Network.h - A function to compile, and calls of it -------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_NETWORK_H
#define QNN_TEST_UNIT_INTEGRATION_NETWORK_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "qnn/Reference/Tensor.h"

namespace mlir::qnn {

/// The name of a network's function.
inline constexpr llvm::StringLiteral kNetworkEntry = "main";

/// A function of the quantized tier, alone in a module, and inputs for it.
struct Network {
  OwningOpRef<ModuleOp> module;
  /// The inputs of one call each.
  std::vector<std::vector<reference::Tensor>> calls;

  func::FuncOp getFunction() const {
    return module.get().lookupSymbol<func::FuncOp>(kNetworkEntry);
  }
  Block &getBody() const { return getFunction().front(); }

  /// Makes `results` what the function returns. Its body may end without a
  /// return.
  void setResults(ArrayRef<Value> results);
};

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_NETWORK_H
