//===- RandomQuantization.cpp - Random changes of element types -----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomOps.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// A type whose scale is about `scale`, less where the storage is wider than a
/// byte, per tensor or per axis, in storage of at most `maxWidth` bits.
static Type createAnyType(RandomGraph &g, ArrayRef<int64_t> shape, double scale,
                          unsigned maxWidth = 32) {
  Storage storage =
      g.random.pick({Storage::getFull(8, true), Storage::getFull(8, false),
                     Storage::getFull(16, true), Storage::getFull(16, false),
                     Storage::getFull(32, true)});
  if (storage.width > maxWidth)
    storage = Storage::getFull(maxWidth, /*isSigned=*/true);
  if (g.random.chance(20))
    storage.min += g.random.integer(1, storage.max / 2);
  int64_t maxGain = storage.width - 6;
  auto createOne = [&] {
    bool isExtreme = g.random.chance(10);
    return scale / createScale(g.random, -2, isExtreme ? 26 : maxGain);
  };
  if (shape.empty() || g.random.chance(60)) {
    int64_t zeroPoint = createZeroPoint(g.random, storage);
    return PerTensorType::get(storage, g.f32, createOne(), zeroPoint);
  }
  int64_t axis = g.random.integer(0, shape.size() - 1);
  SmallVector<double> scales;
  SmallVector<int32_t> zeroPoints;
  for (int64_t c = 0; c < shape[axis]; ++c) {
    scales.push_back(createOne());
    zeroPoints.push_back(createZeroPoint(g.random, storage));
  }
  return PerAxisType::get(storage, g.f32, axis, scales, zeroPoints);
}

/// A value of any quantized type, of which there always is one.
static Value pickQuantized(RandomGraph &g) {
  return g.pick([](Value value) {
    return getQuantizedElementType(value.getType()) != nullptr;
  });
}

static Value createQuantize(RandomGraph &g, Value input, Type elementType) {
  FloatRounding rounding =
      g.random.pick({FloatRounding::HalfAway, FloatRounding::HalfEven});
  return QuantizeOp::create(
      g.builder, g.loc,
      cast<RankedTensorType>(input.getType()).clone(elementType), input,
      rounding);
}

/// Adds `value` to the pool unless ops of 8 bits would read an extreme scale.
static void addAny(RandomGraph &g, Value value) {
  if (isActivation(value))
    g.addUnlessExtreme(value);
  else
    g.add(value);
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

static int64_t createRank(Random &random) {
  return random.pick<int64_t>({0, 1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 5});
}

static Value createReals(RandomGraph &g, ArrayRef<int64_t> shape,
                         PerTensorType type) {
  return g.createArgument(
      RankedTensorType::get(shape, g.f32), [&](Tensor &tensor) {
        fillReals(g.random, type.getStorage(), type.getScale(0),
                  type.getZeroPoint(0), tensor.reals);
      });
}

/// Data of the network: of 8 bits, or to be requantized or quantized to that.
void qnn::appendInput(RandomGraph &g) {
  SmallVector<int64_t> shape = g.createShape(createRank(g.random));
  PerTensorType type = g.createActivationType();
  auto createQuantized = [&](Type elementType) {
    auto element = cast<QuantizedTypeInterface>(elementType);
    return g.createArgument(
        RankedTensorType::get(shape, elementType), [&](Tensor &tensor) {
          fillActivations(g.random, element.getStorage(),
                          element.getZeroPoint(0), tensor.integers);
        });
  };
  switch (g.random.integer(0, 9)) {
  case 0:
  case 1: {
    Value reals = createReals(g, shape, type);
    g.add(reals);
    g.add(createQuantize(g, reals, type));
    return;
  }
  case 2: {
    Value wide = createQuantized(createAnyType(g, shape, type.getScale(0)));
    addAny(g, wide);
    g.add(g.createRequantize(wide, type));
    return;
  }
  default:
    g.add(createQuantized(type));
    return;
  }
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

bool qnn::appendRequantize(RandomGraph &g) {
  Value input = pickQuantized(g);
  if (!isActivation(input)) {
    g.add(g.createRequantize(input, g.createActivationType()));
    return true;
  }
  double scale = getPerTensorType(input).getScale(0);
  Type type = g.random.chance(50) ? g.createResultType(scale)
                                  : createAnyType(g, getShape(input), scale);
  addAny(g, g.createRequantize(input, type));
  return true;
}

bool qnn::appendDequantize(RandomGraph &g) {
  Value input = pickQuantized(g);
  auto type = cast<RankedTensorType>(input.getType());
  g.add(DequantizeOp::create(g.builder, g.loc, type.clone(g.f32), input));
  return true;
}

bool qnn::appendQuantize(RandomGraph &g) {
  Value input = g.pick([](Value value) {
    return getElementTypeOrSelf(value.getType()).isF32();
  });
  if (!input)
    return false;
  Type type = g.createActivationType();
  if (g.random.chance(40))
    type = createAnyType(g, getShape(input), /*scale=*/1, /*maxWidth=*/16);
  addAny(g, createQuantize(g, input, type));
  return true;
}

/// The storage integers of a value under another scale and zero point, and a
/// range that is full, so that it holds them.
bool qnn::appendStorageCasts(RandomGraph &g) {
  Value input = g.pickActivation();
  Storage storage = getPerTensorType(input).getStorage();
  storage = Storage::getFull(storage.width, storage.isSigned);
  double scale = g.createActivationScale();
  auto element = PerTensorType::get(storage, g.f32, scale,
                                    createZeroPoint(g.random, storage));
  auto type = cast<RankedTensorType>(input.getType());
  Value integers = StorageCastOp::create(g.builder, g.loc,
                                         getStorageTensorType(type), input);
  g.add(StorageCastOp::create(g.builder, g.loc, type.clone(element), integers));
  return true;
}
