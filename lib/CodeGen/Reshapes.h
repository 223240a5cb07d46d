//===- Reshapes.h - One tensor in several shapes ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_RESHAPES_H
#define QNN_LIB_CODEGEN_RESHAPES_H

#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::qnn {

/// What the tensor `value` is another shape of.
inline Value skipReshapes(Value value) {
  while (isa_and_nonnull<tensor::CollapseShapeOp, tensor::ExpandShapeOp>(
      value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return value;
}

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_RESHAPES_H
