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
#include <optional>
#include <string>

namespace mlir::qnn {

/// The inputs, or outputs, of one run.
using Case = SmallVector<reference::Tensor>;

/// The type of `numCases` tensors of `type`, one after another: with one more
/// dimension in front. Without `numCases`, `type` itself.
RankedTensorType getStackedType(RankedTensorType type,
                                std::optional<unsigned> numCases);

/// The cases in the files at `paths`, one for each of `types`. Each file holds
/// a tensor of the type stacked `numCases` times.
FailureOr<SmallVector<Case>> readInputs(ArrayRef<std::string> paths,
                                        TypeRange types,
                                        std::optional<unsigned> numCases);

/// Writes `cases`, of which there is at least one, as `readInputs` reads them.
/// Where a file cannot be written, none of them stays.
LogicalResult writeOutputs(ArrayRef<std::string> paths, ArrayRef<Case> cases,
                           std::optional<unsigned> numCases);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_TENSORFILES_H
