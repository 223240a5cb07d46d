//===- Error.h - Errors without a location ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_ERROR_H
#define QNN_TOOLS_COMMON_ERROR_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/WithColor.h"

namespace mlir::qnn {

/// The name that errors begin with. Each tool defines it.
extern const StringLiteral kToolName;

/// Prints an error that is about files or options, not about IR.
inline LogicalResult reportError(const Twine &message) {
  llvm::WithColor::error(llvm::errs(), kToolName) << message << '\n';
  return failure();
}

inline LogicalResult reportError(llvm::Error error) {
  return reportError(llvm::toString(std::move(error)));
}

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_ERROR_H
