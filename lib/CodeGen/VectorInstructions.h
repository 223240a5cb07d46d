//===- VectorInstructions.h - Code made of intrinsics -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_VECTORINSTRUCTIONS_H
#define QNN_LIB_CODEGEN_VECTORINSTRUCTIONS_H

#include "mlir/IR/Builders.h"

namespace mlir::qnn {

/// A call of LLVM's intrinsic `name`.
Value callIntrinsic(OpBuilder &builder, Location loc, StringRef name,
                    Type result, ValueRange operands);

/// What `emit` makes of vectors of `numLanes` elements, side by side: those
/// that `operands`, rank-1 vectors of one size, are made of. The last ones are
/// filled up with lanes of 0, and what becomes of those is dropped.
Value mapRegisters(OpBuilder &builder, Location loc, int64_t numLanes,
                   ValueRange operands,
                   llvm::function_ref<Value(ValueRange)> emit);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_VECTORINSTRUCTIONS_H
