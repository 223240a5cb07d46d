//===- ImportMovement.cpp - Import of movement of data --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Operators that give elements other places. What they do to shapes, and what
// their options say about it, the output's shape in the file says, too: it has
// the last word in setMoved.
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static ArrayRef<int64_t> getShapeOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

static RankedTensorType cloneType(Value value, ArrayRef<int64_t> shape) {
  return cast<RankedTensorType>(value.getType()).clone(shape);
}

FailureOr<Value> OperatorImporter::getMovedInput(size_t i) {
  int32_t input = op.inputs[i];
  if (failed(checkType(input, quantizedTypes)) || failed(checkPerTensor(input)))
    return failure();
  return state.getValue(input);
}

LogicalResult OperatorImporter::setMoved(int32_t output, Value value) {
  if (failed(checkType(output, quantizedTypes)) ||
      failed(checkPerTensor(output)))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(output);
  if (failed(type))
    return failure();
  if (value.getType() != *type)
    return emitError() << "expected " << describe(output) << " to have type "
                       << value.getType() << ", but got " << *type;
  state.setValue(output, value);
  return success();
}

Value OperatorImporter::buildReshape(Value value, ArrayRef<int64_t> shape) {
  if (getShapeOf(value) == shape)
    return value;
  return ReshapeOp::create(state.builder, loc, cloneType(value, shape), value);
}

Value OperatorImporter::buildTranspose(Value value,
                                       ArrayRef<int64_t> permutation) {
  if (llvm::equal(permutation, llvm::seq<int64_t>(permutation.size())))
    return value;
  SmallVector<int64_t> shape;
  for (int64_t axis : permutation)
    shape.push_back(getShapeOf(value)[axis]);
  return TransposeOp::create(state.builder, loc, cloneType(value, shape), value,
                             permutation);
}

Value OperatorImporter::buildSlice(Value value, ArrayRef<int64_t> offsets,
                                   ArrayRef<int64_t> strides,
                                   ArrayRef<int64_t> shape) {
  if (getShapeOf(value) == shape)
    return value;
  return SliceOp::create(state.builder, loc, cloneType(value, shape), value,
                         offsets, strides);
}

Value OperatorImporter::buildSlice(Value value, int64_t axis, int64_t offset,
                                   int64_t size) {
  SmallVector<int64_t> shape(getShapeOf(value));
  SmallVector<int64_t> offsets(shape.size(), 0), strides(shape.size(), 1);
  offsets[axis] = offset;
  shape[axis] = size;
  return buildSlice(value, offsets, strides, shape);
}

FailureOr<Value> OperatorImporter::buildPad(Value value,
                                            const Paddings &paddings,
                                            int64_t padding) {
  SmallVector<int64_t> shape;
  int64_t numElements = 1;
  int64_t maxElements = getNumElements(op.outputs[0]);
  for (auto [size, low, high] :
       llvm::zip_equal(getShapeOf(value), paddings.low, paddings.high)) {
    shape.push_back(low + size + high);
    // Neither overflows: both factors are below 2^33, and the first is below
    // 2^31 by the check.
    numElements *= shape.back();
    if (numElements > maxElements)
      return emitError() << "expected at most " << maxElements
                         << " elements with padding, those of the output, but "
                            "got more";
  }
  if (getShapeOf(value) == ArrayRef(shape))
    return value;
  SmallVector<int64_t> interior(shape.size(), 0);
  Value padded =
      PadOp::create(state.builder, loc, cloneType(value, shape), value,
                    paddings.low, paddings.high, interior, padding);
  return padded;
}

Value OperatorImporter::buildConcat(ValueRange values, int64_t axis) {
  SmallVector<int64_t> shape(getShapeOf(values.front()));
  shape[axis] = 0;
  for (Value value : values)
    shape[axis] += getShapeOf(value)[axis];
  return ConcatOp::create(state.builder, loc, cloneType(values.front(), shape),
                          values, axis);
}

//===----------------------------------------------------------------------===//
// RESHAPE, SQUEEZE, EXPAND_DIMS, TRANSPOSE
//===----------------------------------------------------------------------===//

/// Checks that `newShape`, in which -1 is any size, is that of the output.
LogicalResult
OperatorImporter::checkNewShape(ArrayRef<int64_t> newShape) const {
  ArrayRef<int64_t> shape = getShape(op.outputs[0]);
  if (newShape.size() != shape.size())
    return emitError() << "expected a new shape of rank " << shape.size()
                       << ", that of " << describe(op.outputs[0])
                       << ", but got rank " << newShape.size();
  if (!llvm::all_of_zip(newShape, shape, [](int64_t size, int64_t expected) {
        return size == -1 || size == expected;
      }))
    return emitError() << "expected the new shape [" << shape << "], that of "
                       << describe(op.outputs[0]) << ", but got [" << newShape
                       << "]";
  return success();
}

LogicalResult OperatorImporter::importOp(const ReshapeOptions &options) {
  if (failed(checkArity(1, 2)))
    return failure();
  // An operand takes precedence over the options.
  SmallVector<int64_t> newShape = llvm::to_vector(options.newShape);
  if (op.inputs.size() == 2 && op.inputs[1] != Operator::absent) {
    FailureOr<SmallVector<int64_t>> operand =
        getIntegers(op.inputs[1], "the new shape");
    if (failed(operand))
      return failure();
    newShape = *operand;
  }
  // Where the file says no new shape, that of the output is as good.
  if (!newShape.empty() && failed(checkNewShape(newShape)))
    return failure();
  return importOp(SqueezeOptions());
}

LogicalResult OperatorImporter::importOp(const SqueezeOptions &) {
  if (failed(checkArity(1, 2)))
    return failure();
  int32_t input = op.inputs[0], output = op.outputs[0];
  if (getNumElements(input) != getNumElements(output))
    return emitError() << "expected as many elements in input and output, but "
                          "got "
                       << getNumElements(input) << " and "
                       << getNumElements(output);
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  return setMoved(output, buildReshape(*value, getShape(output)));
}

LogicalResult OperatorImporter::importOp(const TransposeOptions &) {
  if (failed(checkArity(2, 2)))
    return failure();
  size_t rank = getShape(op.inputs[0]).size();
  FailureOr<SmallVector<int64_t>> permutation =
      getIntegers(op.inputs[1], "the permutation", rank);
  if (failed(permutation))
    return failure();
  llvm::SmallBitVector seen(rank);
  for (int64_t &axis : *permutation) {
    FailureOr<int64_t> resolved = getAxis(axis, rank);
    if (failed(resolved))
      return failure();
    axis = *resolved;
    if (seen.test(axis))
      return emitError() << "expected a permutation of axes, but got axis "
                         << axis << " twice";
    seen.set(axis);
  }
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  return setMoved(op.outputs[0], buildTranspose(*value, *permutation));
}

//===----------------------------------------------------------------------===//
// CONCATENATION, PACK, SPLIT, UNPACK
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Value>>
OperatorImporter::getMovedInputs(std::optional<int64_t> axis) {
  auto getOuterShape = [&](int32_t tensor) {
    SmallVector<int64_t> shape(getShape(tensor));
    if (axis && *axis < static_cast<int64_t>(shape.size()))
      shape[*axis] = 0;
    return shape;
  };
  SmallVector<Value> values;
  for (auto [i, input] : llvm::enumerate(op.inputs)) {
    if (getOuterShape(input) != getOuterShape(op.inputs[0]))
      return emitError() << "expected inputs of shapes that fit together, but "
                            "got ["
                         << getShape(op.inputs[0]) << "] and ["
                         << getShape(input) << "]";
    FailureOr<Value> value = getMovedInput(i);
    if (failed(value) || failed(checkSameQuantization(input, op.outputs[0])))
      return failure();
    values.push_back(*value);
  }
  return values;
}

LogicalResult OperatorImporter::importOp(const ConcatenationOptions &options) {
  if (failed(checkVariadic()))
    return failure();
  FailureOr<int64_t> axis =
      getAxis(options.axis, getShape(op.inputs[0]).size());
  if (failed(axis))
    return failure();
  FailureOr<SmallVector<Value>> values = getMovedInputs(*axis);
  if (failed(values))
    return failure();
  return setMoved(op.outputs[0], buildConcat(*values, *axis));
}

LogicalResult OperatorImporter::importOp(const PackOptions &options) {
  if (failed(checkVariadic()))
    return failure();
  SmallVector<int64_t> shape(getShape(op.inputs[0]));
  FailureOr<int64_t> axis = getAxis(options.axis, shape.size() + 1);
  if (failed(axis))
    return failure();
  FailureOr<SmallVector<Value>> values = getMovedInputs(std::nullopt);
  if (failed(values))
    return failure();
  shape.insert(shape.begin() + *axis, 1);
  for (Value &value : *values)
    value = buildReshape(value, shape);
  return setMoved(op.outputs[0], buildConcat(*values, *axis));
}

LogicalResult
OperatorImporter::setParts(Value value, int64_t axis,
                           function_ref<int64_t(int32_t)> getSize) {
  int64_t offset = 0;
  int64_t size = getShapeOf(value)[axis];
  for (int32_t output : op.outputs) {
    int64_t partSize = getSize(output);
    if (partSize > size - offset)
      return emitError() << "expected outputs of " << size
                         << " elements in all along axis " << axis
                         << ", but got more";
    Value part = buildSlice(value, axis, offset, partSize);
    offset += partSize;
    // What UNPACK cuts has no size along the axis.
    if (getNumElements(output) == ShapedType::getNumElements(getShapeOf(part)))
      part = buildReshape(part, getShape(output));
    if (failed(setMoved(output, part)))
      return failure();
  }
  if (offset != size)
    return emitError() << "expected outputs of " << size
                       << " elements in all along axis " << axis << ", but got "
                       << offset;
  return success();
}

LogicalResult OperatorImporter::importOp(const SplitOptions &options) {
  size_t numInputs = options.hasSizes ? 3 : 2;
  if (failed(checkInputs(numInputs, numInputs)))
    return failure();
  // The axis comes first or last; the sizes the outputs have, too.
  size_t position = options.hasSizes ? 0 : 1;
  int32_t axisOperand = op.inputs[options.hasSizes ? 2 : 0];
  size_t rank = getShape(op.inputs[position]).size();
  FailureOr<SmallVector<int64_t>> integers =
      getIntegers(axisOperand, "the axis", 1);
  if (failed(integers))
    return failure();
  FailureOr<int64_t> axis = getAxis(integers->front(), rank);
  if (failed(axis))
    return failure();
  for (int32_t output : op.outputs)
    if (failed(checkRank(output, rank)))
      return failure();
  FailureOr<Value> value = getMovedInput(position);
  if (failed(value))
    return failure();
  return setParts(*value, *axis,
                  [&](int32_t output) { return getShape(output)[*axis]; });
}

LogicalResult OperatorImporter::importOp(const UnpackOptions &options) {
  if (failed(checkInputs(1, 1)))
    return failure();
  FailureOr<int64_t> axis =
      getAxis(options.axis, getShape(op.inputs[0]).size());
  if (failed(axis))
    return failure();
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  return setParts(*value, *axis, [](int32_t) { return 1; });
}

//===----------------------------------------------------------------------===//
// PAD, PADV2
//===----------------------------------------------------------------------===//

FailureOr<OperatorImporter::Paddings>
OperatorImporter::getPaddings(int32_t tensor, size_t numAxes) const {
  FailureOr<SmallVector<int64_t>> integers =
      getIntegers(tensor, "the paddings", 2 * numAxes);
  if (failed(integers))
    return failure();
  Paddings paddings;
  for (auto [i, padding] : llvm::enumerate(*integers)) {
    if (padding < 0 || padding > INT32_MAX)
      return emitError() << "expected paddings in [0, 2^31), but got "
                         << padding;
    (i % 2 == 0 ? paddings.low : paddings.high).push_back(padding);
  }
  return paddings;
}

FailureOr<int64_t> OperatorImporter::getPaddingElement(int32_t tensor) const {
  if (!getTensor(tensor).isConstant() || getNumElements(tensor) != 1)
    return emitError() << "expected the padding, " << describe(tensor)
                       << ", to be a constant of one element";
  FailureOr<RankedTensorType> type = state.getType(tensor);
  if (failed(type))
    return failure();
  APInt element =
      state.getElements(tensor, cast<ShapedType>(getStorageTensorType(*type)))
          .getSplatValue<APInt>();
  bool isSigned = getTensor(tensor).type != ElementType::UInt8;
  return isSigned ? element.getSExtValue() : element.getZExtValue();
}

LogicalResult OperatorImporter::importOp(const PadOptions &) {
  if (failed(checkArity(2, 3)))
    return failure();
  int32_t input = op.inputs[0], output = op.outputs[0];
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value) || failed(checkSameQuantization(input, output)))
    return failure();
  FailureOr<Paddings> paddings =
      getPaddings(op.inputs[1], getShape(input).size());
  if (failed(paddings))
    return failure();
  FailureOr<int64_t> padding = getTensor(output).quantization->zeroPoints[0];
  if (int32_t constant = getOptionalInput(2); constant != Operator::absent) {
    if (failed(checkSameQuantization(constant, output)))
      return failure();
    padding = getPaddingElement(constant);
    if (failed(padding))
      return failure();
  }
  FailureOr<Value> padded = buildPad(*value, *paddings, *padding);
  return failed(padded) ? failure() : setMoved(output, *padded);
}

//===----------------------------------------------------------------------===//
// SLICE, STRIDED_SLICE
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::importOp(const SliceOptions &) {
  if (failed(checkArity(3, 3)))
    return failure();
  ArrayRef<int64_t> shape = getShape(op.inputs[0]);
  FailureOr<SmallVector<int64_t>> offsets =
      getIntegers(op.inputs[1], "the offsets", shape.size());
  if (failed(offsets))
    return failure();
  FailureOr<SmallVector<int64_t>> sizes =
      getIntegers(op.inputs[2], "the sizes", shape.size());
  if (failed(sizes))
    return failure();
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    int64_t offset = (*offsets)[axis], &size = (*sizes)[axis];
    bool isInside = offset >= 0 && offset < shape[axis];
    if (isInside && size == -1)
      size = shape[axis] - offset;
    if (!isInside || size < 1 || size > shape[axis] - offset)
      return emitError() << "expected a slice inside of " << shape[axis]
                         << " elements along axis " << axis << ", but got "
                         << size << " from " << offset;
  }
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  SmallVector<int64_t> strides(shape.size(), 1);
  return setMoved(op.outputs[0], buildSlice(*value, *offsets, strides, *sizes));
}

/// Where entry i of the operands of a strided slice begins and ends, inside of
/// an axis of `size` elements. With a negative stride the end is -1 at least.
static std::pair<int64_t, int64_t> getBounds(const StridedSliceOptions &options,
                                             size_t i, int64_t begin,
                                             int64_t end, bool isForwards,
                                             int64_t size) {
  int64_t lowest = isForwards ? 0 : -1, highest = lowest + size;
  auto resolve = [&](int64_t position) {
    return std::clamp(position < 0 ? position + size : position, lowest,
                      highest);
  };
  // No axis is longer, so that nothing changes, and sums do not overflow.
  begin = std::clamp<int64_t>(begin, INT32_MIN, INT32_MAX);
  end = std::clamp<int64_t>(end, INT32_MIN, INT32_MAX);
  int64_t start = resolve(begin);
  if (options.beginMask >> i & 1)
    start = isForwards ? lowest : highest;
  int64_t stop = resolve(options.endIsOffset ? start + end : end);
  if (options.endMask >> i & 1)
    stop = isForwards ? highest : lowest;
  if (options.shrinkAxisMask >> i & 1)
    stop = isForwards ? std::min(start + 1, size) : start - 1;
  return {start, stop};
}

FailureOr<SmallVector<OperatorImporter::AxisRange>>
OperatorImporter::getRanges(const StridedSliceOptions &options) const {
  FailureOr<SmallVector<int64_t>> begins =
      getIntegers(op.inputs[1], "the begins");
  if (failed(begins))
    return failure();
  size_t numEntries = begins->size();
  FailureOr<SmallVector<int64_t>> ends =
      getIntegers(op.inputs[2], "the ends", numEntries);
  if (failed(ends))
    return failure();
  FailureOr<SmallVector<int64_t>> strides =
      getIntegers(op.inputs[3], "the strides", numEntries);
  if (failed(strides))
    return failure();
  if (numEntries > 32)
    return emitError() << "expected begins for the 32 bits of a mask at most, "
                          "but got "
                       << numEntries;

  ArrayRef<int64_t> shape = getShape(op.inputs[0]);
  uint32_t noAxis = options.ellipsisMask | options.newAxisMask;
  size_t axesLeft =
      llvm::count_if(llvm::seq<size_t>(numEntries),
                     [&](size_t i) { return !(noAxis >> i & 1); });
  if (axesLeft > shape.size() || llvm::popcount(options.ellipsisMask) > 1)
    return emitError() << "expected begins for " << shape.size()
                       << " axes and one ellipsis at most, but got more";
  SmallVector<AxisRange> ranges;
  auto addWholeAxes = [&](size_t end) {
    while (ranges.size() < end)
      ranges.push_back({0, 1, shape[ranges.size()]});
  };
  for (size_t i = 0; i < numEntries; ++i) {
    // The output's shape says where new axes are.
    if (options.ellipsisMask >> i & 1)
      addWholeAxes(shape.size() - axesLeft);
    if (noAxis >> i & 1)
      continue;
    --axesLeft;
    int64_t stride = (*strides)[i];
    if (stride == 0 || stride < -INT32_MAX || stride > INT32_MAX)
      return emitError() << "expected a stride in [1, 2^31) or (-2^31, -1], "
                            "but got "
                         << stride;
    auto [start, stop] = getBounds(options, i, (*begins)[i], (*ends)[i],
                                   stride > 0, shape[ranges.size()]);
    int64_t distance = stride > 0 ? stop - start : start - stop;
    if (distance <= 0)
      return emitError() << "expected elements along axis " << ranges.size()
                         << ", but got an empty slice";
    ranges.push_back(
        {start, stride, llvm::divideCeilSigned(distance, std::abs(stride))});
  }
  addWholeAxes(shape.size());
  return ranges;
}

LogicalResult OperatorImporter::importOp(const StridedSliceOptions &options) {
  if (failed(checkArity(4, 4)))
    return failure();
  FailureOr<SmallVector<AxisRange>> ranges = getRanges(options);
  if (failed(ranges))
    return failure();
  FailureOr<Value> value = getMovedInput(0);
  if (failed(value))
    return failure();
  SmallVector<int64_t> offsets, strides, shape;
  for (auto [axis, range] : llvm::enumerate(*ranges)) {
    if (range.stride < 0) {
      auto getIndex = [&, &r = range](int64_t i) {
        return r.start + i * r.stride;
      };
      value = buildTake(*value, axis, range.size, getIndex);
      if (failed(value))
        return failure();
      range = {0, 1, range.size};
    }
    offsets.push_back(range.start);
    strides.push_back(range.stride);
    shape.push_back(range.size);
  }
  Value slice = buildSlice(*value, offsets, strides, shape);
  int32_t output = op.outputs[0];
  // Axes of one element may be dropped and added.
  if (getNumElements(output) == ShapedType::getNumElements(shape))
    slice = buildReshape(slice, getShape(output));
  return setMoved(output, slice);
}
