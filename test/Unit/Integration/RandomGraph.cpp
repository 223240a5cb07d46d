//===- RandomGraph.cpp - A random network in the making -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomGraph.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// Calls of each network: running is cheap where compiling is not.
static constexpr unsigned kNumCalls = 2;

/// The most elements of a value that an op computes.
static constexpr int64_t kMaxElements = 4096;

/// The scales of what is in the pool.
static constexpr double kMinScale = 0x1p-10, kMaxScale = 0x1p8;

RandomGraph::RandomGraph(MLIRContext *context, uint64_t seed)
    : random(seed), builder(context), loc(builder.getUnknownLoc()),
      f32(builder.getF32Type()) {
  context->loadDialect<QnnDialect, arith::ArithDialect, func::FuncDialect>();
  network.calls.resize(kNumCalls);
  network.module = ModuleOp::create(loc);
  builder.setInsertionPointToEnd(network.module->getBody());
  auto function = func::FuncOp::create(builder, loc, kNetworkEntry,
                                       builder.getFunctionType({}, {}));
  body = function.addEntryBlock();
  builder.setInsertionPointToEnd(body);
}

//===----------------------------------------------------------------------===//
// The pool
//===----------------------------------------------------------------------===//

Value RandomGraph::pick(function_ref<bool(Value)> fits) {
  SmallVector<Value> candidates;
  llvm::copy_if(pool, std::back_inserter(candidates), fits);
  if (candidates.empty())
    return nullptr;
  if (random.chance(60))
    return candidates.back();
  return candidates[random.integer(0, candidates.size() - 1)];
}

Value RandomGraph::pickActivation() { return pick(isActivation); }

Value RandomGraph::pickActivationWithAxes() {
  return pick(
      [](Value value) { return isActivation(value) && getRank(value) > 0; });
}

Value RandomGraph::pickActivation(int64_t rank) {
  Value value;
  if (random.chance(80))
    value = pick([&](Value candidate) {
      return isActivation(candidate) && getRank(candidate) == rank;
    });
  if (!value)
    value = pickActivation();
  if (getRank(value) == rank)
    return value;
  int64_t numElements = ShapedType::getNumElements(getShape(value));
  add(createReshape(value, createShape(rank, numElements)));
  return pool.back();
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

int64_t RandomGraph::createSize(int64_t max) {
  static constexpr int64_t kEdges[] = {1,  7,  8,  9,  15,  16,  17,  31,  32,
                                       33, 63, 64, 65, 127, 128, 129, 255, 257};
  if (random.chance(60)) {
    int64_t limit = random.pick<int64_t>({4, 4, 16, 40});
    return random.integer(1, std::min(limit, max));
  }
  int64_t numEdges =
      llvm::count_if(kEdges, [&](int64_t e) { return e <= max; });
  return kEdges[random.integer(0, numEdges - 1)];
}

SmallVector<int64_t> RandomGraph::createShape(int64_t rank) {
  SmallVector<int64_t> shape;
  int64_t room = kMaxElements / 4;
  for (int64_t axis = 0; axis < rank; ++axis) {
    int64_t max = axis + 1 == rank ? 65 : axis == 0 && rank > 2 ? 2 : 9;
    shape.push_back(createSize(std::min(max, room)));
    room /= shape.back();
  }
  return shape;
}

SmallVector<int64_t> RandomGraph::createShape(int64_t rank,
                                              int64_t numElements) {
  SmallVector<int64_t> shape(rank, 1);
  for (int64_t divisor = 2; numElements > 1;) {
    if (divisor * divisor > numElements)
      divisor = numElements;
    if (numElements % divisor != 0) {
      ++divisor;
      continue;
    }
    numElements /= divisor;
    // Many factors in one place, so that not all sizes are tiny.
    int64_t axis = random.chance(40) ? rank - 1 : random.integer(0, rank - 1);
    shape[axis] *= divisor;
  }
  return shape;
}

bool RandomGraph::isSmall(ArrayRef<int64_t> shape) {
  return ShapedType::getNumElements(shape) <= kMaxElements;
}

//===----------------------------------------------------------------------===//
// Element types and attributes
//===----------------------------------------------------------------------===//

PerTensorType RandomGraph::createActivationType(double scale) {
  Storage storage = createByteStorage(random);
  return PerTensorType::get(storage, f32, scale,
                            createZeroPoint(random, storage));
}

PerTensorType RandomGraph::createResultType(double scale) {
  if (random.chance(20))
    return createActivationType(scale /
                                createMultiplier(random, /*spread=*/64));
  return createActivationType(scale * random.real(0.25, 2));
}

void RandomGraph::addUnlessExtreme(Value value) {
  double scale = getPerTensorType(value).getScale(0);
  if (scale >= kMinScale && scale < kMaxScale)
    add(value);
}

RoundingModeAttr RandomGraph::createRounding() {
  if (random.chance(50))
    return nullptr;
  return RoundingModeAttr::get(
      builder.getContext(),
      random.pick({RoundingMode::DoubleRound, RoundingMode::SingleRound,
                   RoundingMode::HalfEvenF32}));
}

ClampAttr RandomGraph::createClamp(const Storage &storage) {
  int64_t min = random.integer(storage.min, storage.max);
  return ClampAttr::get(builder.getContext(), min,
                        random.integer(min, storage.max));
}

RandomGraph::Bounds RandomGraph::createBounds(const Storage &storage) {
  Bounds bounds;
  if (random.chance(30))
    bounds.activation = ActivationAttr::get(
        builder.getContext(), random.pick({Activation::Relu, Activation::Relu6,
                                           Activation::ReluN1To1}));
  else if (random.chance(25))
    bounds.clamp = createClamp(storage);
  return bounds;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

Value RandomGraph::createArgument(RankedTensorType type, Fill fill) {
  for (std::vector<Tensor> &inputs : network.calls)
    fill(inputs.emplace_back(Tensor::getZeros(type)));
  return body->addArgument(type, loc);
}

Value RandomGraph::createConstant(RankedTensorType type, Fill fill) {
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

Value RandomGraph::createOperand(RankedTensorType type) {
  QuantizedTypeInterface element = getQuantizedElementType(type);
  auto fill = [&](Tensor &tensor) {
    fillActivations(random, element.getStorage(), element.getZeroPoint(0),
                    tensor.integers);
  };
  return random.chance(60) ? createArgument(type, fill)
                           : createConstant(type, fill);
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

Value RandomGraph::createReshape(Value input, ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(input.getType());
  return ReshapeOp::create(builder, loc, type.clone(shape), input);
}

Value RandomGraph::createRequantize(Value input, Type elementType) {
  auto type = cast<RankedTensorType>(input.getType());
  Storage storage = cast<QuantizedTypeInterface>(elementType).getStorage();
  ClampAttr clamp = random.chance(20) ? createClamp(storage) : ClampAttr();
  return RequantizeOp::create(builder, loc, type.clone(elementType), input,
                              createRounding(), clamp);
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

/// Whatever nobody reads, perhaps dequantized, and at times something else.
SmallVector<Value> RandomGraph::createResults() {
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
    if (getQuantizedElementType(type) && random.chance(15))
      result = DequantizeOp::create(builder, loc, type.clone(f32), result);
  }
  return results;
}

Network RandomGraph::finish() {
  network.setResults(createResults());
  return std::move(network);
}
