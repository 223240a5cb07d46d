//===- RandomMovement.cpp - Random movement of data -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomOps.h"
#include "qnn/Numerics/Resize.h"

using namespace mlir;
using namespace mlir::qnn;

/// A value with axes, quantized per tensor in any storage; null if there is
/// none.
static Value pickMovable(RandomGraph &g) {
  return g.pick([](Value value) {
    QuantizedTypeInterface type = getQuantizedElementType(value.getType());
    return type && type.isPerTensor() && getRank(value) > 0;
  });
}

/// The type of `value` with another shape.
static RankedTensorType cloneType(Value value, ArrayRef<int64_t> shape) {
  return cast<RankedTensorType>(value.getType()).clone(shape);
}

bool qnn::appendPad(RandomGraph &g) {
  Value input = pickMovable(g);
  if (!input)
    return false;
  SmallVector<int64_t> low, high, interior, shape;
  int percent = g.random.pick({20, 50});
  int interiorPercent = g.random.pick({0, 40});
  for (int64_t size : getShape(input)) {
    low.push_back(g.random.chance(percent) ? g.random.integer(1, 3) : 0);
    high.push_back(g.random.chance(percent) ? g.random.integer(1, 3) : 0);
    interior.push_back(g.random.chance(interiorPercent) ? g.random.integer(1, 2)
                                                        : 0);
    shape.push_back(low.back() + size + high.back() +
                    (size - 1) * interior.back());
  }
  if (!RandomGraph::isSmall(shape))
    return false;
  PerTensorType type = getPerTensorType(input);
  Storage storage = type.getStorage();
  int64_t value = g.random.chance(50)
                      ? type.getZeroPoint(0)
                      : g.random.integer(storage.min, storage.max);
  g.add(PadOp::create(g.builder, g.loc, cloneType(input, shape), input, low,
                      high, interior, value));
  return true;
}

bool qnn::appendSlice(RandomGraph &g) {
  Value input = pickMovable(g);
  if (!input)
    return false;
  SmallVector<int64_t> offsets, strides, shape;
  for (int64_t size : getShape(input)) {
    if (g.random.chance(40)) {
      offsets.push_back(0);
      strides.push_back(1);
      shape.push_back(size);
      continue;
    }
    offsets.push_back(g.random.integer(0, size - 1));
    strides.push_back(g.random.integer(1, 3));
    int64_t room = (size - 1 - offsets.back()) / strides.back() + 1;
    shape.push_back(g.random.integer(1, room));
  }
  g.add(SliceOp::create(g.builder, g.loc, cloneType(input, shape), input,
                        offsets, strides));
  return true;
}

/// Something to put beside `value` along `axis`: a value of the pool, which may
/// be `value`, or a new one.
static Value pickNeighbour(RandomGraph &g, Value value, int64_t axis) {
  SmallVector<int64_t> shape(getShape(value));
  PerTensorType element = getPerTensorType(value);
  if (g.random.chance(40)) {
    shape[axis] = g.random.integer(1, 5);
    return g.createOperand(RankedTensorType::get(shape, element));
  }
  bool isByte = element.getStorage().width == 8;
  Value neighbour = g.pick([&](Value candidate) {
    if (getRank(candidate) != getRank(value))
      return false;
    SmallVector<int64_t> other(getShape(candidate));
    other[axis] = shape[axis];
    return other == shape &&
           (getQuantizedElementType(candidate.getType()) == element ||
            (isByte && isActivation(candidate)));
  });
  if (getQuantizedElementType(neighbour.getType()) == element)
    return neighbour;
  return g.createRequantize(neighbour, element);
}

bool qnn::appendConcat(RandomGraph &g) {
  Value input = pickMovable(g);
  if (!input)
    return false;
  SmallVector<int64_t> shape(getShape(input));
  int64_t axis = g.random.integer(0, shape.size() - 1);
  SmallVector<Value> inputs = {input};
  for (int64_t more = g.random.integer(0, 3); more > 0; --more) {
    if (2 * ShapedType::getNumElements(shape) > 2048)
      break;
    Value neighbour = pickNeighbour(g, input, axis);
    shape[axis] += getShape(neighbour)[axis];
    inputs.insert(inputs.begin() + g.random.integer(0, inputs.size()),
                  neighbour);
  }
  g.add(ConcatOp::create(g.builder, g.loc, cloneType(input, shape), inputs,
                         axis));
  return true;
}

bool qnn::appendReshape(RandomGraph &g) {
  Value input = pickMovable(g);
  if (!input)
    return false;
  int64_t rank = g.random.integer(1, 5);
  int64_t numElements = ShapedType::getNumElements(getShape(input));
  g.add(g.createReshape(input, g.createShape(rank, numElements)));
  return true;
}

bool qnn::appendTranspose(RandomGraph &g) {
  Value input = pickMovable(g);
  if (!input)
    return false;
  SmallVector<int64_t> permutation, shape;
  for (int64_t axis = 0, rank = getShape(input).size(); axis < rank; ++axis)
    permutation.insert(permutation.begin() + g.random.integer(0, axis), axis);
  for (int64_t axis : permutation)
    shape.push_back(getShape(input)[axis]);
  g.add(TransposeOp::create(g.builder, g.loc, cloneType(input, shape), input,
                            permutation));
  return true;
}

static Value createTake(RandomGraph &g, Value input, int64_t axis,
                        ArrayRef<int64_t> indices) {
  SmallVector<int64_t> shape(getShape(input));
  shape[axis] = indices.size();
  return TakeOp::create(g.builder, g.loc, cloneType(input, shape), input, axis,
                        indices);
}

bool qnn::appendTake(RandomGraph &g) {
  Value input = pickMovable(g);
  if (!input)
    return false;
  int64_t axis = g.random.integer(0, getShape(input).size() - 1);
  int64_t size = getShape(input)[axis];
  SmallVector<int64_t> indices;
  if (g.random.chance(30))
    indices = llvm::to_vector(llvm::reverse(llvm::seq<int64_t>(0, size)));
  else
    for (int64_t more = g.random.integer(1, 9); more > 0; --more)
      indices.push_back(g.random.integer(0, size - 1));
  SmallVector<int64_t> shape(getShape(input));
  shape[axis] = indices.size();
  if (!RandomGraph::isSmall(shape))
    return false;
  g.add(createTake(g, input, axis, indices));
  return true;
}

//===----------------------------------------------------------------------===//
// Resizing
//===----------------------------------------------------------------------===//

static numerics::ResizeMode createResizeMode(Random &random) {
  numerics::ResizeMode mode;
  mode.alignCorners = random.chance(30);
  mode.halfPixelCenters = !mode.alignCorners && random.chance(50);
  return mode;
}

/// As the importer has it: rows are taken, then columns.
bool qnn::appendResizeNearest(RandomGraph &g) {
  Value image = g.pickActivation(/*rank=*/4);
  numerics::ResizeMode mode = createResizeMode(g.random);
  for (int64_t axis : {1, 2}) {
    int64_t size = getShape(image)[axis], newSize = g.random.integer(1, 9);
    SmallVector<int64_t> indices;
    for (int64_t i = 0; i < newSize; ++i)
      indices.push_back(numerics::getNearestIndex(i, size, newSize, mode));
    image = createTake(g, image, axis, indices);
  }
  if (!RandomGraph::isSmall(getShape(image)))
    return false;
  g.add(image);
  return true;
}

bool qnn::appendResizeBilinear(RandomGraph &g) {
  Value input = g.pickActivation(/*rank=*/4);
  SmallVector<int64_t> shape(getShape(input));
  shape[1] = g.random.integer(1, 9);
  shape[2] = g.random.integer(1, 9);
  if (!RandomGraph::isSmall(shape))
    return false;
  numerics::ResizeMode mode = createResizeMode(g.random);
  g.add(ResizeBilinearOp::create(g.builder, g.loc, cloneType(input, shape),
                                 input, mode.alignCorners,
                                 mode.halfPixelCenters));
  return true;
}
