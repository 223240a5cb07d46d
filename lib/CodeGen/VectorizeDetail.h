//===- VectorizeDetail.h - Parts of vectorization ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_VECTORIZEDETAIL_H
#define QNN_LIB_CODEGEN_VECTORIZEDETAIL_H

#include "qnn/CodeGen/Packing.h"

namespace mlir::qnn {

/// `size` consecutive elements of `tensor` from `indices` on, which are there.
Value emitRead(OpBuilder &builder, Location loc, Value tensor,
               ValueRange indices, int64_t size);

/// What `body` yields, on vectors `arguments` of equal size for its scalar
/// arguments.
Value emitVectorBody(OpBuilder &builder, Block &body,
                     ArrayRef<Value> arguments);

/// The loops of `op` in front of it (VectorizeDepthwise.cpp). Fails, after an
/// error, where operands do not have the layout that `tile` gives them.
FailureOr<Value> emitDepthwise(PackedDepthwiseOp op, const Tile &tile);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_VECTORIZEDETAIL_H
