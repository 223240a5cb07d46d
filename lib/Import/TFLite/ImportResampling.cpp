//===- ImportResampling.cpp - Import of operators that pick elements ------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Along an axis, element i of the output is the input's element getIndex(i).
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"

#include "qnn/Numerics/Resize.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

FailureOr<Value>
OperatorImporter::buildTake(Value value, int64_t axis, int64_t size,
                            function_ref<int64_t(int64_t)> getIndex) {
  // Sizes are the file's, and lists can be much longer than a file that asks
  // for them.
  constexpr int64_t maxIndices = 1 << 22;
  if (size > maxIndices - state.numIndices)
    return emitError() << "expected at most " << maxIndices
                       << " indices in all, but got more";
  state.numIndices += size;

  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<int64_t> indices = llvm::map_to_vector(
      llvm::seq<int64_t>(size), [&](int64_t i) { return getIndex(i); });
  if (llvm::equal(indices, llvm::seq<int64_t>(type.getDimSize(axis))))
    return value;
  SmallVector<int64_t> shape(type.getShape());
  shape[axis] = size;
  Value taken = TakeOp::create(state.builder, loc, type.clone(shape), value,
                               axis, indices);
  return taken;
}

LogicalResult OperatorImporter::importOp(const BroadcastToOptions &) {
  // The new shape is the output's.
  if (failed(checkArity(2, 2)))
    return failure();
  int32_t output = op.outputs[0];
  ArrayRef<int64_t> shape = getShape(output);
  SmallVector<int64_t> extended(getShape(op.inputs[0]));
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  if (extended.size() < shape.size())
    extended.insert(extended.begin(), shape.size() - extended.size(), 1);
  value = buildReshape(*value, extended);
  for (size_t axis = 0, e = std::min(extended.size(), shape.size()); axis < e;
       ++axis) {
    if (extended[axis] != 1)
      continue;
    value = buildTake(*value, axis, shape[axis], [](int64_t) { return 0; });
    if (failed(value))
      return failure();
  }
  return setMoved(output, *value);
}

LogicalResult OperatorImporter::importOp(const GatherOptions &options) {
  if (failed(checkArity(2, 2)))
    return failure();
  ArrayRef<int64_t> inputShape = getShape(op.inputs[0]);
  FailureOr<int64_t> axis = getAxis(options.axis, inputShape.size());
  if (failed(axis))
    return failure();
  FailureOr<SmallVector<int64_t>> indices =
      getIntegers(op.inputs[1], "the indices");
  if (failed(indices))
    return failure();
  for (int64_t index : *indices)
    if (index < 0 || index >= inputShape[*axis])
      return emitError() << "expected indices in [0, " << inputShape[*axis]
                         << "), but got " << index;
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  value = buildTake(*value, *axis, indices->size(),
                    [&](int64_t i) { return (*indices)[i]; });
  if (failed(value))
    return failure();
  SmallVector<int64_t> shape(inputShape.take_front(*axis));
  llvm::append_range(shape, getShape(op.inputs[1]));
  llvm::append_range(shape, inputShape.drop_front(*axis + 1));
  return setMoved(op.outputs[0], buildReshape(*value, shape));
}

LogicalResult OperatorImporter::importOp(const MirrorPadOptions &options) {
  if (failed(checkArity(2, 2)))
    return failure();
  ArrayRef<int64_t> shape = getShape(op.inputs[0]);
  FailureOr<Paddings> paddings = getPaddings(op.inputs[1], shape.size());
  if (failed(paddings))
    return failure();
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  // Two borders that are in the image stand side by side, or one does.
  int64_t overlap = options.includesBorder ? 0 : 1;
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    int64_t size = shape[axis];
    int64_t low = paddings->low[axis], high = paddings->high[axis];
    if (std::max(low, high) > size - overlap)
      return emitError() << "expected paddings of at most " << size - overlap
                         << " along axis " << axis << ", but got "
                         << std::max(low, high);
    auto getIndex = [&](int64_t i) {
      int64_t position = i - low;
      if (position < 0)
        return overlap - 1 - position;
      return position < size ? position : 2 * size - 1 - overlap - position;
    };
    value = buildTake(*value, axis, low + size + high, getIndex);
    if (failed(value))
      return failure();
  }
  return setMoved(op.outputs[0], *value);
}

LogicalResult OperatorImporter::importOp(const ResizeOptions &options) {
  // The new size is the output's.
  if (failed(checkArity(2, 2)) || failed(checkRank(op.inputs[0], 4)) ||
      failed(checkRank(op.outputs[0], 4)) ||
      failed(checkActivations({op.inputs[0], op.outputs[0]})) ||
      failed(checkSameQuantization(op.inputs[0], op.outputs[0])))
    return failure();
  if (options.isBilinear)
    return build<ResizeBilinearOp>(1, options.alignCorners,
                                   options.halfPixelCenters);
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  numerics::ResizeMode mode{options.alignCorners, options.halfPixelCenters};
  for (int64_t axis : {1, 2}) {
    int64_t inputSize = getShape(op.inputs[0])[axis];
    int64_t outputSize = getShape(op.outputs[0])[axis];
    value = buildTake(*value, axis, outputSize, [&](int64_t i) {
      return numerics::getNearestIndex(i, inputSize, outputSize, mode);
    });
    if (failed(value))
      return failure();
  }
  return setMoved(op.outputs[0], *value);
}

LogicalResult OperatorImporter::importOp(const ReverseOptions &) {
  if (failed(checkArity(2, 2)))
    return failure();
  ArrayRef<int64_t> shape = getShape(op.inputs[0]);
  FailureOr<SmallVector<int64_t>> axes = getAxes(op.inputs[1], shape.size());
  if (failed(axes))
    return failure();
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  for (int64_t axis : *axes) {
    value = buildTake(*value, axis, shape[axis],
                      [&](int64_t i) { return shape[axis] - 1 - i; });
    if (failed(value))
      return failure();
  }
  return setMoved(op.outputs[0], *value);
}

LogicalResult OperatorImporter::importOp(const TileOptions &) {
  if (failed(checkArity(2, 2)))
    return failure();
  ArrayRef<int64_t> shape = getShape(op.inputs[0]);
  FailureOr<SmallVector<int64_t>> multiples =
      getIntegers(op.inputs[1], "the multiples", shape.size());
  if (failed(multiples))
    return failure();
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  for (auto [axis, multiple] : llvm::enumerate(*multiples)) {
    if (multiple < 1 || multiple > INT32_MAX)
      return emitError() << "expected multiples in [1, 2^31), but got "
                         << multiple;
    value = buildTake(*value, axis, shape[axis] * multiple,
                      [&, size = shape[axis]](int64_t i) { return i % size; });
    if (failed(value))
      return failure();
  }
  return setMoved(op.outputs[0], *value);
}
