//===- Header.h - C headers of compiled models ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTCOMPILE_HEADER_H
#define QNN_TOOLS_QUANTCOMPILE_HEADER_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/IR/Qnn.h"
#include <string>

namespace mlir::qnn {

/// An input or output of a compiled function.
struct BoundaryTensor {
  /// In the model; may be empty.
  std::string name;
  RankedTensorType type;
};

/// What a function takes and returns. To be asked for before the function is
/// lowered, while its types tell.
struct Signature {
  explicit Signature(func::FuncOp function);

  SmallVector<BoundaryTensor> inputs;
  SmallVector<BoundaryTensor> outputs;
};

/// Checks that a header can describe what `function` takes and returns: where a
/// tensor has scales along an axis, there is one for each index.
LogicalResult verifyDescribable(func::FuncOp function);

/// What else the header says.
struct HeaderOptions {
  /// What all names begin with.
  std::string name;
  int64_t arenaSize;
  SmallVector<const Target *> targets;
  RoundingMode rounding;
  /// Whether the entry point takes what runs tasks in parallel.
  bool parallel;
};

/// Prints a header for C11 and C++17 that declares the entry point and
/// describes `signature`.
void printHeader(const Signature &signature, const HeaderOptions &options,
                 raw_ostream &os);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTCOMPILE_HEADER_H
