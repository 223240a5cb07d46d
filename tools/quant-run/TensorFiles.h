//===- TensorFiles.h - Inputs and outputs of a run --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTRUN_TENSORFILES_H
#define QNN_TOOLS_QUANTRUN_TENSORFILES_H

#include "mlir/IR/TypeRange.h"
#include "qnn/Reference/Tensor.h"
#include <string>

namespace mlir::qnn {

/// The tensors of `types` from the files at `paths`.
FailureOr<SmallVector<reference::Tensor>>
readInputs(ArrayRef<std::string> paths, TypeRange types);

/// Writes each tensor to the file at the path of its index. Where one cannot be
/// written, none of the files stays.
LogicalResult writeOutputs(ArrayRef<std::string> paths,
                           ArrayRef<reference::Tensor> tensors);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_TENSORFILES_H
