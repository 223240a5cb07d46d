//===- RandomInputs.h - Made-up inputs --------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_RANDOMINPUTS_H
#define QNN_TOOLS_COMMON_RANDOMINPUTS_H

#include "mlir/IR/TypeRange.h"
#include "qnn/Reference/Tensor.h"

namespace mlir::qnn {

/// Tensors of `types` with pseudo-random elements, the same in every run:
/// integers from the whole range of the type, reals from [-1, 1).
SmallVector<reference::Tensor> getRandomInputs(TypeRange types);

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_RANDOMINPUTS_H
