//===- RandomContractions.cpp - Random products ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomOps.h"
#include "qnn/IR/Window.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// The most weights of an op.
static constexpr int64_t kMaxWeights = 40000;

/// The most columns of a fully connected layer, so that there are several
/// groups of panels; the most channels of other ops, and of each group if there
/// are several.
static constexpr int64_t kMaxColumns = 300, kMaxChannels = 40,
                         kMaxMultiplier = 4;

//===----------------------------------------------------------------------===//
// Weights and bias
//===----------------------------------------------------------------------===//

/// About how large the sums of a channel are: the mean and the deviation, added
/// up, where inputs are spread evenly over their storage range.
static double getSpread(PerTensorType input, ArrayRef<int64_t> weights,
                        int64_t zeroPoint) {
  Storage storage = input.getStorage();
  double width = storage.max - storage.min + 1;
  double mean = 0.5 * (storage.min + storage.max) - input.getZeroPoint(0);
  double sum = 0, sumOfSquares = 0;
  for (int64_t weight : weights) {
    double centred = weight - zeroPoint;
    sum += centred;
    sumOfSquares += centred * centred;
  }
  return std::max(1.0,
                  std::abs(sum * mean) + width * std::sqrt(sumOfSquares / 12));
}

/// The type of weights in `storage` whose channels have sums as large as
/// `spreads`. Scales are multipliers of the rescale times `scaleRatio`.
static Type createWeightsType(RandomGraph &g, const Storage &storage,
                              ArrayRef<int32_t> zeroPoints, bool isPerAxis,
                              ArrayRef<double> spreads, double scaleRatio) {
  double multiplier = createMultiplier(g.random, spreads.front());
  if (!isPerAxis)
    return PerTensorType::get(storage, g.f32, multiplier * scaleRatio,
                              zeroPoints.front());
  // All alike, or with kinds of multipliers side by side.
  bool isMixed = g.random.chance(50);
  SmallVector<double> scales;
  for (double spread : spreads)
    scales.push_back(scaleRatio *
                     (isMixed
                          ? createMultiplier(g.random, spread)
                          : std::ldexp(multiplier, g.random.integer(-1, 1))));
  SmallVector<int32_t> channelZeroPoints(zeroPoints);
  if (zeroPoints.size() == 1)
    channelZeroPoints.assign(scales.size(), zeroPoints.front());
  return PerAxisType::get(storage, g.f32, /*axis=*/0, scales,
                          channelZeroPoints);
}

/// A bias for sums about as large as `spread`, or none.
static Value createBias(RandomGraph &g, int64_t size, double spread) {
  if (g.random.chance(20))
    return nullptr;
  int64_t limit =
      std::min<double>(g.random.pick({16.0, spread, 8 * spread}), INT32_MAX);
  if (g.random.chance(5))
    limit = INT32_MAX; // So that sums wrap.
  auto fill = [&](Tensor &tensor) {
    for (int64_t &integer : tensor.integers)
      integer = g.random.integer(-limit, limit);
  };
  auto type = RankedTensorType::get({size}, g.builder.getI32Type());
  return g.random.chance(75) ? g.createConstant(type, fill)
                             : g.createArgument(type, fill);
}

namespace {

/// What products with weights have but their input.
struct Layer {
  Value weights;
  /// May be null.
  Value bias;
  PerTensorType outputType;
};

} // namespace

/// Weights of `shape`, with a channel for each index of axis 0, and what goes
/// with them.
static Layer createLayer(RandomGraph &g, Value input, ArrayRef<int64_t> shape,
                         bool isConstant) {
  int64_t numChannels = shape.front();
  int64_t depth = ShapedType::getNumElements(shape) / numChannels;
  bool isPerAxis = g.random.chance(50);
  Storage storage =
      isConstant ? createWeightStorage(g.random) : createByteStorage(g.random);
  SmallVector<int32_t> zeroPoints = {
      int32_t(std::clamp<int64_t>(0, storage.min, storage.max))};
  if (g.random.chance(40)) {
    zeroPoints.resize(isPerAxis && g.random.chance(70) ? numChannels : 1);
    for (int32_t &zeroPoint : zeroPoints)
      zeroPoint = createZeroPoint(g.random, storage);
  }
  std::vector<int64_t> values(numChannels * depth);
  fillWeights(g.random, storage, zeroPoints, depth, values);

  PerTensorType inputType = getPerTensorType(input);
  SmallVector<double> spreads;
  for (int64_t n = 0; n < numChannels; ++n)
    spreads.push_back(getSpread(inputType,
                                ArrayRef(values).slice(n * depth, depth),
                                zeroPoints[zeroPoints.size() == 1 ? 0 : n]));
  Layer layer;
  layer.outputType = g.createActivationType();
  Type type =
      createWeightsType(g, storage, zeroPoints, isPerAxis, spreads,
                        layer.outputType.getScale(0) / inputType.getScale(0));
  auto tensorType = RankedTensorType::get(shape, type);
  auto fill = [&](Tensor &tensor) { tensor.integers = values; };
  layer.weights = isConstant ? g.createConstant(tensorType, fill)
                             : g.createArgument(tensorType, fill);
  layer.bias = createBias(g, numChannels, spreads.front());
  return layer;
}

//===----------------------------------------------------------------------===//
// Fully connected layers
//===----------------------------------------------------------------------===//

static Value createFullyConnected(RandomGraph &g, Value input,
                                  const Layer &layer) {
  auto type = RankedTensorType::get(
      {getShape(input)[0], getShape(layer.weights)[0]}, layer.outputType);
  auto [activation, clamp] = g.createBounds(layer.outputType.getStorage());
  RoundingModeAttr rounding = g.createRounding();
  return FullyConnectedOp::create(
      g.builder, g.loc, type, input, layer.weights, layer.bias, activation,
      clamp, rounding, /*f32_accumulator_scale=*/g.random.chance(30));
}

bool qnn::appendFullyConnected(RandomGraph &g) {
  Value input = g.pickActivation(/*rank=*/2);
  int64_t numRows = getShape(input)[0], depth = getShape(input)[1];
  int64_t numColumns = g.createSize(kMaxColumns);
  if (depth * numColumns > kMaxWeights ||
      !RandomGraph::isSmall({numRows, numColumns}))
    return false;
  bool isConstant = g.random.chance(85);
  Layer layer = createLayer(g, input, {numColumns, depth}, isConstant);
  g.add(createFullyConnected(g, input, layer));
  // Where two layers differ in their outputs alone, the sums have two readers,
  // and no rescale can be fused with them.
  if (g.random.chance(10)) {
    layer.outputType = g.createActivationType(layer.outputType.getScale(0));
    g.add(createFullyConnected(g, input, layer));
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

/// The number of groups that `numChannels` fall into: one, one of each channel,
/// or another divisor.
static int64_t createNumGroups(Random &random, int64_t numChannels) {
  switch (random.integer(0, 4)) {
  case 0:
  case 1:
    return 1;
  case 2:
  case 3:
    return numChannels;
  default:
    int64_t numGroups = random.integer(1, numChannels);
    while (numChannels % numGroups != 0)
      --numGroups;
    return numGroups;
  }
}

/// A window over an axis of `size` elements, with at least one position: with
/// no padding, with what keeps the size over the stride, or any.
static Window createWindow(Random &random, int64_t size) {
  Window window;
  window.size = random.pick<int64_t>({1, 1, 2, 3, 3, 4, 5});
  window.stride = random.pick<int64_t>({1, 1, 1, 2, 3});
  window.dilation = random.pick<int64_t>({1, 1, 1, 2, 3});
  window.low = window.high = 0;
  int64_t missing = std::max<int64_t>(window.getSpan() - size, 0);
  switch (random.integer(0, 2)) {
  case 0:
    window.high = missing;
    break;
  case 1: {
    int64_t outputSize = (size + window.stride - 1) / window.stride;
    int64_t total = std::max<int64_t>(
        (outputSize - 1) * window.stride + window.getSpan() - size, 0);
    window.low = total / 2;
    window.high = total - window.low;
    break;
  }
  default:
    window.low = random.integer(0, window.getSpan());
    window.high =
        random.integer(0, 2) + std::max<int64_t>(missing - window.low, 0);
    break;
  }
  return window;
}

bool qnn::appendConv2D(RandomGraph &g) {
  Value input = g.pickActivation(/*rank=*/4);
  ArrayRef<int64_t> image = getShape(input);
  int64_t numGroups = createNumGroups(g.random, image[3]);
  int64_t numOutputs =
      numGroups * g.createSize(numGroups == 1 ? kMaxChannels : kMaxMultiplier);
  Window y = createWindow(g.random, image[1]);
  Window x = createWindow(g.random, image[2]);
  SmallVector<int64_t> shape = {image[0], y.getOutputSize(image[1]),
                                x.getOutputSize(image[2]), numOutputs};
  SmallVector<int64_t> weights = {numOutputs, y.size, x.size,
                                  image[3] / numGroups};
  if (!RandomGraph::isSmall(shape) ||
      ShapedType::getNumElements(weights) > kMaxWeights)
    return false;
  Layer layer = createLayer(g, input, weights, /*isConstant=*/true);
  auto [activation, clamp] = g.createBounds(layer.outputType.getStorage());
  RoundingModeAttr rounding = g.createRounding();
  g.add(Conv2DOp::create(
      g.builder, g.loc, RankedTensorType::get(shape, layer.outputType), input,
      layer.weights, layer.bias, ArrayRef<int64_t>{y.stride, x.stride},
      ArrayRef<int64_t>{y.dilation, x.dilation},
      ArrayRef<int64_t>{y.low, y.high, x.low, x.high}, activation, clamp,
      rounding, /*f32_accumulator_scale=*/g.random.chance(30)));
  return true;
}

bool qnn::appendTransposeConv2D(RandomGraph &g) {
  Value input = g.pickActivation(/*rank=*/4);
  ArrayRef<int64_t> image = getShape(input);
  int64_t numOutputs = g.createSize(kMaxChannels);
  SmallVector<int64_t> shape = {image[0], 0, 0, numOutputs};
  SmallVector<int64_t> weights = {numOutputs, 0, 0, image[3]};
  SmallVector<int64_t> strides, padding;
  for (int64_t axis : {1, 2}) {
    int64_t size = g.random.integer(1, 4);
    weights[axis] = size;
    strides.push_back(g.random.integer(1, 3));
    padding.push_back(g.random.integer(0, size - 1));
    // What is scattered to, or less or more than that.
    int64_t reach = (image[axis] - 1) * strides.back() + size - padding.back();
    shape[axis] = std::max<int64_t>(reach + g.random.integer(-2, 2), 1);
  }
  if (!RandomGraph::isSmall(shape) ||
      ShapedType::getNumElements(weights) > kMaxWeights)
    return false;
  Layer layer = createLayer(g, input, weights, /*isConstant=*/true);
  auto [activation, clamp] = g.createBounds(layer.outputType.getStorage());
  g.add(TransposeConv2DOp::create(
      g.builder, g.loc, RankedTensorType::get(shape, layer.outputType), input,
      layer.weights, layer.bias, strides, padding, activation, clamp,
      g.createRounding()));
  return true;
}

//===----------------------------------------------------------------------===//
// Products of activations
//===----------------------------------------------------------------------===//

/// What `lhs` can be multiplied by: a value of the pool, which may be `lhs`, or
/// a new one.
static Value pickRhs(RandomGraph &g, Value lhs) {
  SmallVector<int64_t> shape(getShape(lhs));
  int64_t rowAxis = getRank(lhs) - 2;
  auto fits = [&](Value value) {
    if (!isActivation(value) || getRank(value) != getRank(lhs))
      return false;
    SmallVector<int64_t> other(getShape(value));
    other[rowAxis] = shape[rowAxis];
    return other == shape;
  };
  if (g.random.chance(50))
    return g.pick(fits);
  shape[rowAxis] = g.createSize(kMaxChannels);
  return g.createOperand(
      RankedTensorType::get(shape, g.createActivationType()));
}

/// About how large the sums of `depth` products are.
static double getSpread(PerTensorType lhs, PerTensorType rhs, int64_t depth) {
  auto getMean = [](PerTensorType type) {
    Storage storage = type.getStorage();
    return 0.5 * (storage.min + storage.max) - type.getZeroPoint(0);
  };
  return std::abs(getMean(lhs) * getMean(rhs)) * depth +
         64 * 64 * std::sqrt(depth);
}

bool qnn::appendBatchMatmul(RandomGraph &g) {
  Value lhs = g.pickActivation(g.random.integer(2, 4));
  Value rhs = pickRhs(g, lhs);
  SmallVector<int64_t> shape(getShape(lhs));
  int64_t depth = shape.back();
  shape.back() = getShape(rhs)[shape.size() - 2];
  if (!RandomGraph::isSmall(shape))
    return false;
  PerTensorType lhsType = getPerTensorType(lhs);
  PerTensorType rhsType = getPerTensorType(rhs);
  double multiplier =
      createMultiplier(g.random, getSpread(lhsType, rhsType, depth));
  PerTensorType type = g.createActivationType(lhsType.getScale(0) *
                                              rhsType.getScale(0) / multiplier);
  auto [activation, clamp] = g.createBounds(type.getStorage());
  g.addUnlessExtreme(BatchMatmulOp::create(
      g.builder, g.loc, RankedTensorType::get(shape, type), lhs, rhs,
      activation, clamp, g.createRounding()));
  return true;
}
