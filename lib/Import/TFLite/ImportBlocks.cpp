//===- ImportBlocks.cpp - Import of moves between space and depth or batch ===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All of them cut axes into blocks: an axis of n * b elements becomes two, of n
// and b, and one of the two moves elsewhere.
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

static ArrayRef<int64_t> getShapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

//===----------------------------------------------------------------------===//
// SPACE_TO_DEPTH, DEPTH_TO_SPACE
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::importOp(const DepthSpaceOptions &options) {
  if (failed(checkArity(1, 1)) || failed(checkRank(op.inputs[0], 4)))
    return failure();
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  ArrayRef<int64_t> shape = getShape(op.inputs[0]);
  int64_t n = shape[0], h = shape[1], w = shape[2], c = shape[3];
  int64_t block = options.blockSize;
  if (options.toDepth) {
    if (h % block != 0 || w % block != 0)
      return emitError() << "expected rows and columns that are multiples of "
                         << block << ", but got " << h << " and " << w;
    Value blocks =
        buildReshape(*value, {n, h / block, block, w / block, block, c});
    Value moved = buildTranspose(blocks, {0, 1, 3, 2, 4, 5});
    return setMoved(op.outputs[0], buildReshape(moved, {n, h / block, w / block,
                                                        block * block * c}));
  }
  // The square of 2^31 fits.
  if (c % (block * block) != 0)
    return emitError() << "expected channels that are a multiple of "
                       << block * block << ", but got " << c;
  int64_t depth = c / (block * block);
  Value blocks = buildReshape(*value, {n, h, w, block, block, depth});
  Value moved = buildTranspose(blocks, {0, 1, 3, 2, 4, 5});
  return setMoved(op.outputs[0],
                  buildReshape(moved, {n, h * block, w * block, depth}));
}

//===----------------------------------------------------------------------===//
// SPACE_TO_BATCH_ND, BATCH_TO_SPACE_ND
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<int64_t>>
OperatorImporter::getBlockShape(int32_t tensor) const {
  FailureOr<SmallVector<int64_t>> blockShape =
      getIntegers(tensor, "the block shape");
  if (failed(blockShape))
    return failure();
  size_t rank = getShape(op.inputs[0]).size();
  if (blockShape->empty() || blockShape->size() >= rank)
    return emitError() << "expected blocks along 1 to " << rank
                       << " - 1 axes, but got " << blockShape->size();
  for (int64_t block : *blockShape)
    if (block < 1 || block > INT32_MAX)
      return emitError() << "expected block sizes in [1, 2^31), but got "
                         << block;
  return blockShape;
}

/// NxS1x..xC becomes (B1*..*N)xS1/B1x..xC.
FailureOr<Value>
OperatorImporter::splitIntoBatches(Value value, ArrayRef<int64_t> blockShape) {
  SmallVector<int64_t> shape(getShapeOf(value));
  size_t numBlocks = blockShape.size();
  SmallVector<int64_t> split = {shape[0]}, permutation, inner = {0};
  for (auto [i, block] : llvm::enumerate(blockShape)) {
    int64_t size = shape[i + 1];
    if (size % block != 0)
      return emitError() << "expected a multiple of " << block
                         << " elements along axis " << i + 1 << ", but got "
                         << size;
    inner.push_back(split.size());
    permutation.push_back(split.size() + 1);
    split.append({size / block, block});
    shape[0] *= block;
    shape[i + 1] = size / block;
  }
  for (size_t axis = numBlocks + 1; axis < shape.size(); ++axis) {
    inner.push_back(split.size());
    split.push_back(shape[axis]);
  }
  llvm::append_range(permutation, inner);
  Value moved = buildTranspose(buildReshape(value, split), permutation);
  return buildReshape(moved, shape);
}

/// (B1*..*N)xS1x..xC becomes NxS1*B1x..xC.
FailureOr<Value> OperatorImporter::mergeBatches(Value value,
                                                ArrayRef<int64_t> blockShape) {
  SmallVector<int64_t> shape(getShapeOf(value));
  int64_t numBlocks = blockShape.size();
  SmallVector<int64_t> split(blockShape), permutation = {numBlocks};
  for (auto [i, block] : llvm::enumerate(blockShape)) {
    if (shape[0] % block != 0)
      return emitError() << "expected a batch that the blocks divide, but got "
                         << getShapeOf(value)[0];
    shape[0] /= block;
    shape[i + 1] *= block;
    permutation.append(
        {numBlocks + 1 + static_cast<int64_t>(i), static_cast<int64_t>(i)});
  }
  split.push_back(shape[0]);
  llvm::append_range(split, getShapeOf(value).drop_front());
  for (size_t axis = permutation.size(); axis < split.size(); ++axis)
    permutation.push_back(axis);
  Value moved = buildTranspose(buildReshape(value, split), permutation);
  return buildReshape(moved, shape);
}

LogicalResult OperatorImporter::importOp(const BatchSpaceOptions &options) {
  if (failed(checkArity(3, 3)))
    return failure();
  int32_t output = op.outputs[0];
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value) || failed(checkSameQuantization(op.inputs[0], output)))
    return failure();
  FailureOr<SmallVector<int64_t>> blockShape = getBlockShape(op.inputs[1]);
  if (failed(blockShape))
    return failure();
  FailureOr<Paddings> borders = getPaddings(op.inputs[2], blockShape->size());
  if (failed(borders))
    return failure();
  size_t numInner = getShape(op.inputs[0]).size() - blockShape->size() - 1;
  for (SmallVector<int64_t> *sizes : {&borders->low, &borders->high}) {
    sizes->insert(sizes->begin(), 0);
    sizes->append(numInner, 0);
  }

  if (options.toBatch) {
    FailureOr<Value> split = buildPad(
        *value, *borders, getTensor(output).quantization->zeroPoints[0]);
    if (succeeded(split))
      split = splitIntoBatches(*split, *blockShape);
    return failed(split) ? failure() : setMoved(output, *split);
  }
  FailureOr<Value> merged = mergeBatches(*value, *blockShape);
  if (failed(merged))
    return failure();
  SmallVector<int64_t> shape(getShapeOf(*merged));
  for (auto [size, low, high] :
       llvm::zip_equal(shape, borders->low, borders->high)) {
    if (low + high >= size)
      return emitError() << "expected crops of fewer than " << size
                         << " elements, but got " << low << " and " << high;
    size -= low + high;
  }
  SmallVector<int64_t> strides(shape.size(), 1);
  return setMoved(output, buildSlice(*merged, borders->low, strides, shape));
}
