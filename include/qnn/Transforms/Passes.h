//===- Passes.h - Passes of the quantized and integer tier ------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TRANSFORMS_PASSES_H
#define QNN_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"
#include "qnn/IR/Qnn.h"

namespace mlir::arith {
class ArithDialect;
} // namespace mlir::arith

namespace mlir::linalg {
class LinalgDialect;
} // namespace mlir::linalg

namespace mlir::math {
class MathDialect;
} // namespace mlir::math

namespace mlir::tensor {
class TensorDialect;
} // namespace mlir::tensor

namespace mlir::qnn {

#define GEN_PASS_DECL
#include "qnn/Transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "qnn/Transforms/Passes.h.inc"

} // namespace mlir::qnn

#endif // QNN_TRANSFORMS_PASSES_H
