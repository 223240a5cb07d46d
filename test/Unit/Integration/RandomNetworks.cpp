//===- RandomNetworks.cpp - Networks from seeds ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomNetworks.h"

#include "RandomValues.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// Calls of each network: running is cheap where compiling is not.
static constexpr unsigned kNumCalls = 2;

/// The most rows and columns of weights.
static constexpr int64_t kMaxSize = 300;

namespace {

/// Appends random ops to a function. An `add` function adds what it computes to
/// the values that later ones may read.
class Generator {
public:
  Generator(MLIRContext *context, uint64_t seed)
      : random(seed), builder(context), loc(builder.getUnknownLoc()),
        f32(builder.getF32Type()) {
    context->loadDialect<QnnDialect, arith::ArithDialect, func::FuncDialect>();
  }

  Network run();

private:
  // Operands.
  using Fill = function_ref<void(Tensor &)>;
  Value createArgument(RankedTensorType type, Fill fill);
  Value createConstant(RankedTensorType type, Fill fill);
  Value createBias(int64_t size, double spread);
  int64_t createSize();

  // Element types.
  PerTensorType createActivationType(double scale);
  Type createAnyType(ArrayRef<int64_t> shape, double scale);
  Type createWeightsType(const Storage &storage, ArrayRef<int32_t> zeroPoints,
                         bool isPerAxis, ArrayRef<double> spreads,
                         double scaleRatio);

  // Ops.
  void addInput();
  void addFullyConnected(Value input);
  void addRequantize(Value input);
  void addDequantizeAndQuantize(Value input);
  void addReshape(Value input);
  Value createFullyConnected(Value input, Value weights, Value bias,
                             PerTensorType outputType);
  Value createRequantize(Value input, Type elementType);
  RoundingModeAttr createRounding();
  ClampAttr createClamp(const Storage &storage);
  SmallVector<Value> createResults();

  /// The last matrix, or another one, which then has two readers.
  Value pickMatrix() {
    return random.chance(80) ? matrices.back()
                             : matrices[random.integer(0, matrices.size() - 1)];
  }

  Random random;
  OpBuilder builder;
  Location loc;
  FloatType f32;
  Network network;
  Block *body = nullptr;
  /// Values that a fully connected layer can read.
  SmallVector<Value> matrices;
};

} // namespace

static PerTensorType getPerTensorType(Value value) {
  return cast<PerTensorType>(getQuantizedElementType(value.getType()));
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

Value Generator::createArgument(RankedTensorType type, Fill fill) {
  for (std::vector<Tensor> &inputs : network.calls)
    fill(inputs.emplace_back(Tensor::getZeros(type)));
  return body->addArgument(type, loc);
}

Value Generator::createConstant(RankedTensorType type, Fill fill) {
  Tensor tensor = Tensor::getZeros(type);
  fill(tensor);
  auto storageType = cast<RankedTensorType>(getStorageTensorType(type));
  unsigned width = storageType.getElementTypeBitWidth();
  auto bits = llvm::map_to_vector(tensor.integers, [&](int64_t integer) {
    return APInt(width, integer, /*isSigned=*/false, /*implicitTrunc=*/true);
  });
  auto elements = DenseElementsAttr::get(storageType, bits);
  if (storageType == type)
    return arith::ConstantOp::create(builder, loc, elements);
  return ConstantOp::create(builder, loc, type, elements);
}

/// A bias for sums about as large as `spread`, or none.
Value Generator::createBias(int64_t size, double spread) {
  if (random.chance(20))
    return nullptr;
  int64_t limit =
      std::min<double>(random.pick({16.0, spread, 8 * spread}), INT32_MAX);
  if (random.chance(5))
    limit = INT32_MAX; // So that sums wrap.
  auto fill = [&](Tensor &tensor) {
    for (int64_t &integer : tensor.integers)
      integer = random.integer(-limit, limit);
  };
  auto type = RankedTensorType::get({size}, builder.getI32Type());
  return random.chance(75) ? createConstant(type, fill)
                           : createArgument(type, fill);
}

/// Mostly small, and often next to an edge of a tile.
int64_t Generator::createSize() {
  if (random.chance(50))
    return random.integer(1, random.pick({4, 16, 64, int(kMaxSize)}));
  static constexpr int64_t kEdges[] = {1,   3,   7,   8,   9,   15, 16,
                                       17,  31,  32,  33,  63,  64, 65,
                                       127, 128, 129, 255, 256, 257};
  int64_t last = random.integer(0, std::size(kEdges) - 1);
  return kEdges[random.integer(0, last)];
}

//===----------------------------------------------------------------------===//
// Element types
//===----------------------------------------------------------------------===//

/// A type that a fully connected layer can read and write.
PerTensorType Generator::createActivationType(double scale) {
  Storage storage = createByteStorage(random);
  return PerTensorType::get(storage, f32, scale,
                            createZeroPoint(random, storage));
}

/// A type whose scale is about `scale`, less where the storage is wider than a
/// byte, per tensor or per axis.
Type Generator::createAnyType(ArrayRef<int64_t> shape, double scale) {
  Storage storage =
      random.pick({Storage::getFull(8, true), Storage::getFull(8, false),
                   Storage::getFull(16, true), Storage::getFull(16, false),
                   Storage::getFull(32, true)});
  if (random.chance(20))
    storage.min += random.integer(1, storage.max / 2);
  int64_t maxGain = storage.width - 6;
  auto createOne = [&] {
    return scale / createScale(random, -2, random.chance(90) ? maxGain : 26);
  };
  if (random.chance(60)) {
    int64_t zeroPoint = createZeroPoint(random, storage);
    return PerTensorType::get(storage, f32, createOne(), zeroPoint);
  }
  int64_t axis = random.integer(0, shape.size() - 1);
  SmallVector<double> scales;
  SmallVector<int32_t> zeroPoints;
  for (int64_t c = 0; c < shape[axis]; ++c) {
    scales.push_back(createOne());
    zeroPoints.push_back(createZeroPoint(random, storage));
  }
  return PerAxisType::get(storage, f32, axis, scales, zeroPoints);
}

/// The type of weights in `storage` whose channels have sums as large as
/// `spreads`. Scales are multipliers of the rescale times `scaleRatio`.
Type Generator::createWeightsType(const Storage &storage,
                                  ArrayRef<int32_t> zeroPoints, bool isPerAxis,
                                  ArrayRef<double> spreads, double scaleRatio) {
  double multiplier = createMultiplier(random, spreads.front());
  if (!isPerAxis)
    return PerTensorType::get(storage, f32, multiplier * scaleRatio,
                              zeroPoints.front());
  // All alike, or with kinds of multipliers side by side.
  bool isMixed = random.chance(50);
  SmallVector<double> scales;
  for (double spread : spreads)
    scales.push_back(scaleRatio *
                     (isMixed ? createMultiplier(random, spread)
                              : std::ldexp(multiplier, random.integer(-1, 1))));
  SmallVector<int32_t> channelZeroPoints(zeroPoints);
  if (zeroPoints.size() == 1)
    channelZeroPoints.assign(scales.size(), zeroPoints.front());
  return PerAxisType::get(storage, f32, /*axis=*/0, scales, channelZeroPoints);
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

RoundingModeAttr Generator::createRounding() {
  if (random.chance(50))
    return nullptr;
  return RoundingModeAttr::get(
      builder.getContext(),
      random.pick({RoundingMode::DoubleRound, RoundingMode::SingleRound,
                   RoundingMode::HalfEvenF32}));
}

ClampAttr Generator::createClamp(const Storage &storage) {
  int64_t min = random.integer(storage.min, storage.max);
  return ClampAttr::get(builder.getContext(), min,
                        random.integer(min, storage.max));
}

/// The data of the network, quantized or to be quantized.
void Generator::addInput() {
  int64_t numRows = random.pick({1, 2, 3, 4, 5, 7, 8, 13});
  PerTensorType type = createActivationType(createScale(random, -7, 1));
  Storage storage = type.getStorage();
  auto quantized = RankedTensorType::get({numRows, createSize()}, type);
  if (random.chance(75)) {
    matrices.push_back(createArgument(quantized, [&](Tensor &tensor) {
      fillActivations(random, storage, type.getZeroPoint(0), tensor.integers);
    }));
    return;
  }
  auto reals = cast<RankedTensorType>(quantized.clone(f32));
  Value input = createArgument(reals, [&](Tensor &tensor) {
    fillReals(random, storage, type.getScale(0), type.getZeroPoint(0),
              tensor.reals);
  });
  matrices.push_back(QuantizeOp::create(
      builder, loc, quantized, input,
      random.pick({FloatRounding::HalfAway, FloatRounding::HalfEven})));
}

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

void Generator::addFullyConnected(Value input) {
  int64_t depth = cast<RankedTensorType>(input.getType()).getDimSize(1);
  int64_t numChannels = createSize();
  bool isConstant = random.chance(85);
  bool isPerAxis = random.chance(50);
  Storage storage =
      isConstant ? createWeightStorage(random) : createByteStorage(random);
  SmallVector<int32_t> zeroPoints = {
      int32_t(std::clamp<int64_t>(0, storage.min, storage.max))};
  if (random.chance(40)) {
    zeroPoints.resize(isPerAxis && random.chance(70) ? numChannels : 1);
    for (int32_t &zeroPoint : zeroPoints)
      zeroPoint = createZeroPoint(random, storage);
  }
  std::vector<int64_t> values(numChannels * depth);
  fillWeights(random, storage, zeroPoints, depth, values);

  PerTensorType inputType = getPerTensorType(input);
  SmallVector<double> spreads;
  for (int64_t n = 0; n < numChannels; ++n)
    spreads.push_back(getSpread(inputType,
                                ArrayRef(values).slice(n * depth, depth),
                                zeroPoints[zeroPoints.size() == 1 ? 0 : n]));
  PerTensorType outputType = createActivationType(createScale(random, -7, 1));
  Type type = createWeightsType(storage, zeroPoints, isPerAxis, spreads,
                                outputType.getScale(0) / inputType.getScale(0));
  auto tensorType = RankedTensorType::get({numChannels, depth}, type);
  auto fill = [&](Tensor &tensor) { tensor.integers = values; };
  Value weights = isConstant ? createConstant(tensorType, fill)
                             : createArgument(tensorType, fill);
  Value bias = createBias(numChannels, spreads.front());
  matrices.push_back(createFullyConnected(input, weights, bias, outputType));
  // Where two layers differ in their outputs alone, the sums have two readers,
  // and no rescale can be fused with them.
  if (random.chance(10))
    matrices.push_back(createFullyConnected(
        input, weights, bias, createActivationType(outputType.getScale(0))));
}

Value Generator::createFullyConnected(Value input, Value weights, Value bias,
                                      PerTensorType outputType) {
  auto inputType = cast<RankedTensorType>(input.getType());
  auto weightsType = cast<RankedTensorType>(weights.getType());
  auto type = RankedTensorType::get(
      {inputType.getDimSize(0), weightsType.getDimSize(0)}, outputType);
  ActivationAttr activation;
  ClampAttr clamp;
  if (random.chance(50))
    activation = ActivationAttr::get(
        builder.getContext(), random.pick({Activation::Relu, Activation::Relu6,
                                           Activation::ReluN1To1}));
  else if (random.chance(40))
    clamp = createClamp(outputType.getStorage());
  RoundingModeAttr rounding = createRounding();
  return FullyConnectedOp::create(builder, loc, type, input, weights, bias,
                                  activation, clamp, rounding,
                                  /*f32_accumulator_scale=*/random.chance(30));
}

Value Generator::createRequantize(Value input, Type elementType) {
  auto type = cast<RankedTensorType>(input.getType());
  Storage storage = cast<QuantizedTypeInterface>(elementType).getStorage();
  ClampAttr clamp = random.chance(20) ? createClamp(storage) : ClampAttr();
  return RequantizeOp::create(builder, loc, type.clone(elementType), input,
                              createRounding(), clamp);
}

/// Either to a matrix, or by way of any other type, or only to that.
void Generator::addRequantize(Value input) {
  double scale = getPerTensorType(input).getScale(0);
  auto type = cast<RankedTensorType>(input.getType());
  if (random.chance(50)) {
    input = createRequantize(input, createAnyType(type.getShape(), scale));
    if (random.chance(30))
      return;
  }
  scale *= createScale(random, -2, 1);
  matrices.push_back(createRequantize(input, createActivationType(scale)));
}

void Generator::addDequantizeAndQuantize(Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  Value reals = DequantizeOp::create(builder, loc, type.clone(f32), input);
  double scale =
      getPerTensorType(input).getScale(0) * createScale(random, -2, 1);
  PerTensorType elementType = createActivationType(scale);
  matrices.push_back(QuantizeOp::create(
      builder, loc, type.clone(elementType), reals,
      random.pick({FloatRounding::HalfAway, FloatRounding::HalfEven})));
}

/// Another matrix of as many elements, perhaps by way of another rank.
void Generator::addReshape(Value input) {
  auto type = cast<RankedTensorType>(input.getType());
  int64_t numElements = type.getNumElements();
  SmallVector<int64_t> candidates;
  for (int64_t rows = 1; rows <= 16; ++rows)
    if (numElements % rows == 0 && numElements / rows <= kMaxSize)
      candidates.push_back(rows);
  int64_t rows = candidates[random.integer(0, candidates.size() - 1)];
  auto reshape = [&](ArrayRef<int64_t> shape) {
    input = ReshapeOp::create(builder, loc, type.clone(shape), input);
  };
  if (random.chance(30))
    reshape({1, numElements / rows, 1, rows});
  reshape({rows, numElements / rows});
  matrices.push_back(input);
}

/// Whatever nobody reads, perhaps dequantized, and at times something else.
SmallVector<Value> Generator::createResults() {
  SmallVector<Value> values = {body->getArgument(0)}, results;
  for (Operation &op : *body)
    if (!op.hasTrait<OpTrait::ConstantLike>())
      llvm::append_range(values, op.getResults());
  llvm::copy_if(values, std::back_inserter(results),
                [](Value value) { return value.use_empty(); });
  if (random.chance(25))
    results.push_back(values[random.integer(0, values.size() - 1)]);
  for (Value &result : results) {
    auto type = cast<RankedTensorType>(result.getType());
    if (getQuantizedElementType(type) && random.chance(25))
      result = DequantizeOp::create(builder, loc, type.clone(f32), result);
  }
  return results;
}

Network Generator::run() {
  network.calls.resize(kNumCalls);
  network.module = ModuleOp::create(loc);
  builder.setInsertionPointToEnd(network.module->getBody());
  auto function = func::FuncOp::create(builder, loc, kNetworkEntry,
                                       builder.getFunctionType({}, {}));
  body = function.addEntryBlock();
  builder.setInsertionPointToEnd(body);

  addInput();
  for (int64_t numLayers = random.integer(1, 4); numLayers > 0; --numLayers) {
    addFullyConnected(pickMatrix());
    if (random.chance(20))
      addRequantize(pickMatrix());
    if (random.chance(10))
      addDequantizeAndQuantize(pickMatrix());
    if (random.chance(15))
      addReshape(pickMatrix());
  }
  SmallVector<Value> results = createResults();
  func::ReturnOp::create(builder, loc, results);
  function.setType(builder.getFunctionType(body->getArgumentTypes(),
                                           ValueRange(results).getTypes()));
  return std::move(network);
}

Network qnn::createRandomNetwork(MLIRContext *context, uint64_t seed) {
  return Generator(context, seed).run();
}
