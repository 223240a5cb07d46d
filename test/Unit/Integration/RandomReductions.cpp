//===- RandomReductions.cpp - Random functions of many elements -----------===//
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

//===----------------------------------------------------------------------===//
// Pools
//===----------------------------------------------------------------------===//

/// A window over `size` elements, at times over all of them.
static Window createPoolWindow(Random &random, int64_t size) {
  Window window = {size, /*stride=*/1, /*dilation=*/1, /*low=*/0, /*high=*/0};
  if (random.chance(20))
    return window;
  window.size = random.integer(1, std::min<int64_t>(size, 5));
  window.stride = random.integer(1, 3);
  if (random.chance(50)) {
    window.low = random.integer(0, window.size - 1);
    window.high = random.integer(0, window.size - 1);
  }
  return window;
}

template <typename OpTy>
static void appendPool(RandomGraph &g, Value input) {
  ArrayRef<int64_t> image = getShape(input);
  Window y = createPoolWindow(g.random, image[1]);
  Window x = createPoolWindow(g.random, image[2]);
  SmallVector<int64_t> shape = {image[0], y.getOutputSize(image[1]),
                                x.getOutputSize(image[2]), image[3]};
  PerTensorType type = getPerTensorType(input);
  auto [activation, clamp] = g.createBounds(type.getStorage());
  g.add(OpTy::create(
      g.builder, g.loc, RankedTensorType::get(shape, type), input,
      ArrayRef<int64_t>{y.size, x.size}, ArrayRef<int64_t>{y.stride, x.stride},
      ArrayRef<int64_t>{y.low, y.high, x.low, x.high}, activation, clamp));
}

bool qnn::appendPool(RandomGraph &g) {
  Value input = g.pickActivation(/*rank=*/4);
  if (g.random.chance(50))
    ::appendPool<AveragePool2DOp>(g, input);
  else
    ::appendPool<MaxPool2DOp>(g, input);
  return true;
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

bool qnn::appendReduction(RandomGraph &g) {
  Value input = g.pickActivationWithAxes();
  if (!input)
    return false;
  int64_t rank = getShape(input).size();
  int64_t certain = g.random.integer(0, rank - 1);
  bool keepsAxes = g.random.chance(50);
  SmallVector<int64_t> axes, shape;
  int64_t count = 1;
  for (auto [axis, size] : llvm::enumerate(getShape(input))) {
    bool isReduced =
        certain == static_cast<int64_t>(axis) || g.random.chance(40);
    if (isReduced) {
      axes.push_back(axis);
      count *= size;
    }
    if (!isReduced || keepsAxes)
      shape.push_back(isReduced ? 1 : size);
  }
  bool isMean = g.random.chance(50);
  double scale = getPerTensorType(input).getScale(0);
  PerTensorType element = g.createResultType(isMean ? scale : scale * count);
  auto type = RankedTensorType::get(shape, element);
  RoundingModeAttr rounding = g.createRounding();
  if (isMean)
    g.addUnlessExtreme(
        MeanOp::create(g.builder, g.loc, type, input, axes, rounding));
  else
    g.addUnlessExtreme(
        SumOp::create(g.builder, g.loc, type, input, axes, rounding));
  return true;
}

//===----------------------------------------------------------------------===//
// Normalizations
//===----------------------------------------------------------------------===//

bool qnn::appendSoftmax(RandomGraph &g) {
  Value input = g.pickActivationWithAxes();
  if (!input)
    return false;
  Flavour flavour = g.random.pick({Flavour::TFLM, Flavour::TFLite});
  bool isShort = flavour == Flavour::TFLM && g.random.chance(30);
  bool isSigned = isShort || getPerTensorType(input).getStorage().isSigned;
  Storage storage = Storage::getFull(isShort ? 16 : 8, isSigned);
  auto type = PerTensorType::get(storage, g.f32, isShort ? 0x1p-16 : 0x1p-8,
                                 storage.min);
  double beta = g.random.pick({1.0, 1.0, 0x1p-10, g.random.real(0.1, 20)});
  g.add(SoftmaxOp::create(g.builder, g.loc,
                          RankedTensorType::get(getShape(input), type), input,
                          flavour, llvm::APFloat(static_cast<float>(beta))));
  return true;
}

bool qnn::appendL2Normalization(RandomGraph &g) {
  Value input = g.pick([](Value value) {
    return isActivation(value) && getRank(value) > 0 &&
           getPerTensorType(value).getStorage().isSigned;
  });
  if (!input)
    return false;
  Storage storage = Storage::getFull(8, /*isSigned=*/true);
  storage.min += g.random.integer(0, 1);
  auto type = PerTensorType::get(storage, g.f32, 0x1p-7, 0);
  g.add(L2NormalizationOp::create(
      g.builder, g.loc, RankedTensorType::get(getShape(input), type), input));
  return true;
}
