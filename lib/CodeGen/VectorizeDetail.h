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

/// Emits loops, index arithmetic and accesses of vectors in front of an op.
class VectorEmitter {
protected:
  explicit VectorEmitter(Operation *op) : builder(op), loc(op->getLoc()) {}

  using LoopBody =
      llvm::function_ref<SmallVector<Value>(Value index, ValueRange values)>;

  /// `body` for each index below `count`, or each `step`-th of them, on
  /// `values` that it carries on.
  SmallVector<Value> emitLoop(int64_t count, ValueRange values, LoopBody body,
                              int64_t step = 1);
  /// The same with one value.
  Value emitLoop(int64_t count, Value value,
                 llvm::function_ref<Value(Value index, Value value)> body);

  /// The same where no iteration touches elements that another one writes.
  Value
  emitParallelLoop(int64_t count, Value value,
                   llvm::function_ref<Value(Value index, Value value)> body);
  Value
  emitParallelLoop(Value count, Value value,
                   llvm::function_ref<Value(Value index, Value value)> body);

  /// `body` for each `step`-th index in [begin, end).
  SmallVector<Value> emitRange(Value begin, Value end, ValueRange values,
                               LoopBody body, int64_t step = 1);

  Value index(int64_t value);
  /// `size` zeros of i32.
  Value zeros(int64_t size);
  Value add(Value a, Value b);
  Value add(Value a, int64_t b);
  Value mul(Value a, int64_t b);

  /// `size` consecutive elements of `tensor` from `indices` on, which are
  /// there.
  Value read(Value tensor, ValueRange indices, int64_t size);
  /// `tensor` with the elements of `vector` from `indices` on, which are there.
  Value write(Value vector, Value tensor, ValueRange indices);
  /// The first `count` lines of the matrix `tensor` from `begin` on, at the
  /// beginning of a matrix of `maxCount` lines, whose integers have 16 bits.
  Value extendLines(Value tensor, Value begin, Value count, int64_t maxCount,
                    Signedness signedness);
  /// `vectors` of equal size as one.
  Value concatenate(ValueRange vectors);
  /// The `size` elements of `vector` from `offset` on.
  Value slice(Value vector, int64_t offset, int64_t size);
  /// The first `size` elements of `vector`.
  Value takeFront(Value vector, int64_t size) { return slice(vector, 0, size); }
  /// A vector of `size` elements that begins with `vector`; no one reads the
  /// rest.
  Value widen(Value vector, int64_t size);
  /// What `body` yields, on vectors `arguments` of equal size for its scalar
  /// arguments. Without `addition`, one of its ops, the result of which is the
  /// first argument.
  Value emitVectorBody(Block &body, ArrayRef<Value> arguments,
                       Operation *addition = nullptr);

  OpBuilder builder;
  Location loc;
};

/// The addition of a channel operand to the sums, which are the first argument
/// of `body`, where nothing else uses them: sums can begin with that operand.
/// Null if there is none. Channel operands are the next `numChannels`
/// arguments.
struct ChannelAddition {
  Operation *op = nullptr;
  unsigned channel = 0;
};
ChannelAddition getChannelAddition(Block &body, size_t numChannels);

/// Panels of `op`, the last of which may be part empty.
inline int64_t getNumPanels(PackedDotOp op, const Tile &tile) {
  return llvm::divideCeil(op.getOutput().getType().getShape().back(),
                          tile.lanes);
}

/// The loops of `op`, whose operands have the layout of `tile`, one of single
/// rows (VectorizeRows.cpp).
Value emitRowProduct(PackedDotOp op, const Tile &tile);

/// The same for one of several rows (VectorizeMatrices.cpp).
Value emitMatrixProduct(PackedDotOp op, const Tile &tile);

/// The loops of `op` in front of it (VectorizeDepthwise.cpp). Fails, after an
/// error, where operands do not have the layout that `tile` gives them.
FailureOr<Value> emitDepthwise(PackedDepthwiseOp op, const Tile &tile);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_VECTORIZEDETAIL_H
