//===- DataOps.cpp - Evaluation of ops that move data ---------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Indices.h"
#include "Ops.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

/// Each element of the output is that of the input at `getIndex` of its own
/// indices.
template <typename OpTy, typename GetIndex>
static LogicalResult gather(OpTy op, Frame &frame, GetIndex getIndex) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  int64_t position = 0;
  forEachIndex(output.type.getShape(), [&](ArrayRef<int64_t> index) {
    output.integers[position++] =
        input.integers[linearize(input.type.getShape(), getIndex(index))];
  });
  return success();
}

LogicalResult reference::evaluateOp(PadOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  llvm::fill(output.integers, static_cast<int64_t>(op.getValue()));
  int64_t position = 0;
  forEachIndex(input.type.getShape(), [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> target;
    for (auto [i, low, interior] :
         llvm::zip_equal(index, op.getLow(), op.getInterior()))
      target.push_back(low + i * (interior + 1));
    output.integers[linearize(output.type.getShape(), target)] =
        input.integers[position++];
  });
  return success();
}

LogicalResult reference::evaluateOp(SliceOp op, Frame &frame) {
  return gather(op, frame, [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source;
    for (auto [i, offset, stride] :
         llvm::zip_equal(index, op.getOffsets(), op.getStrides()))
      source.push_back(offset + i * stride);
    return source;
  });
}

LogicalResult reference::evaluateOp(TransposeOp op, Frame &frame) {
  return gather(op, frame, [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source(index.size());
    for (auto [i, axis] : llvm::zip_equal(index, op.getPermutation()))
      source[axis] = i;
    return source;
  });
}

LogicalResult reference::evaluateOp(TakeOp op, Frame &frame) {
  return gather(op, frame, [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source(index);
    source[op.getAxis()] = op.getIndices()[index[op.getAxis()]];
    return source;
  });
}

LogicalResult reference::evaluateOp(ConcatOp op, Frame &frame) {
  Tensor &output = frame.create(op.getOutput());
  int64_t axis = op.getAxis(), offset = 0;
  for (Value value : op.getInputs()) {
    const Tensor &input = frame.get(value);
    int64_t position = 0;
    forEachIndex(input.type.getShape(), [&](ArrayRef<int64_t> index) {
      SmallVector<int64_t> target(index);
      target[axis] += offset;
      output.integers[linearize(output.type.getShape(), target)] =
          input.integers[position++];
    });
    offset += input.type.getDimSize(axis);
  }
  return success();
}
