//===- RandomElementwise.cpp - Random functions of elements ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomOps.h"
#include "mlir/Dialect/Traits.h"
#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Second operands
//===----------------------------------------------------------------------===//

/// The shape that `lhs` and `rhs` broadcast to, unless they do not.
static std::optional<SmallVector<int64_t>> broadcast(ArrayRef<int64_t> lhs,
                                                     ArrayRef<int64_t> rhs) {
  SmallVector<int64_t> shape;
  if (!OpTrait::util::getBroadcastedShape(lhs, rhs, shape) ||
      !RandomGraph::isSmall(shape))
    return std::nullopt;
  return shape;
}

/// A shape that broadcasts to `shape`: with fewer axes, or some of size 1.
static SmallVector<int64_t> createBroadcastShape(Random &random,
                                                 ArrayRef<int64_t> shape) {
  if (random.chance(30))
    shape = shape.drop_front(random.integer(0, shape.size()));
  SmallVector<int64_t> result(shape);
  int percent = random.pick({0, 0, 40});
  for (int64_t &size : result)
    if (random.chance(percent))
      size = 1;
  return result;
}

/// An operand to go with `lhs`: a value of the pool, seldom `lhs`, or a new
/// one.
static Value pickRhs(RandomGraph &g, Value lhs) {
  if (g.random.chance(75)) {
    bool isOther = g.random.chance(90);
    Value rhs = g.pick([&](Value value) {
      return isActivation(value) && broadcast(getShape(lhs), getShape(value)) &&
             (value != lhs || !isOther);
    });
    if (rhs)
      return rhs;
  }
  SmallVector<int64_t> shape = createBroadcastShape(g.random, getShape(lhs));
  return g.createOperand(
      RankedTensorType::get(shape, g.createActivationType()));
}

//===----------------------------------------------------------------------===//
// Ops of two operands
//===----------------------------------------------------------------------===//

template <typename OpTy>
static void append(RandomGraph &g, Value lhs, Value rhs, PerTensorType type) {
  auto shape = *broadcast(getShape(lhs), getShape(rhs));
  auto [activation, clamp] = g.createBounds(type.getStorage());
  RoundingModeAttr rounding = g.createRounding();
  g.addUnlessExtreme(OpTy::create(
      g.builder, g.loc, RankedTensorType::get(shape, type), lhs, rhs,
      activation, clamp, rounding, /*f32_scales=*/g.random.chance(30)));
}

bool qnn::appendArithmetic(RandomGraph &g) {
  Value lhs = g.pickActivation();
  Value rhs = pickRhs(g, lhs);
  if (g.random.chance(50))
    std::swap(lhs, rhs);
  double lhsScale = getPerTensorType(lhs).getScale(0);
  double rhsScale = getPerTensorType(rhs).getScale(0);
  switch (g.random.integer(0, 2)) {
  case 0:
    append<AddOp>(g, lhs, rhs, g.createResultType(lhsScale + rhsScale));
    break;
  case 1:
    append<SubOp>(g, lhs, rhs, g.createResultType(lhsScale + rhsScale));
    break;
  default:
    append<MulOp>(g, lhs, rhs, g.createResultType(64 * lhsScale * rhsScale));
    break;
  }
  return true;
}

bool qnn::appendExtremum(RandomGraph &g) {
  Value lhs = g.pickActivation();
  PerTensorType type = getPerTensorType(lhs);
  Value rhs = pickRhs(g, lhs);
  if (getPerTensorType(rhs) != type)
    rhs = g.createRequantize(rhs, type);
  if (g.random.chance(50))
    std::swap(lhs, rhs);
  auto resultType =
      RankedTensorType::get(*broadcast(getShape(lhs), getShape(rhs)), type);
  if (g.random.chance(50))
    g.add(MinimumOp::create(g.builder, g.loc, resultType, lhs, rhs));
  else
    g.add(MaximumOp::create(g.builder, g.loc, resultType, lhs, rhs));
  return true;
}

bool qnn::appendPRelu(RandomGraph &g) {
  Value input = g.pickActivation();
  Value alpha = pickRhs(g, input);
  if (*broadcast(getShape(input), getShape(alpha)) != getShape(input))
    std::swap(input, alpha);
  auto shape = *broadcast(getShape(input), getShape(alpha));
  if (ArrayRef(shape) != getShape(input))
    return false;
  double slope = std::max(1.0, getPerTensorType(alpha).getScale(0));
  PerTensorType type =
      g.createResultType(getPerTensorType(input).getScale(0) * slope);
  g.addUnlessExtreme(PReluOp::create(g.builder, g.loc,
                                     RankedTensorType::get(shape, type), input,
                                     alpha, g.createRounding()));
  return true;
}

//===----------------------------------------------------------------------===//
// Functions of one element
//===----------------------------------------------------------------------===//

/// The only type that TFLM's kernels of logistic and tanh write.
static PerTensorType createSigmoidType(RandomGraph &g, UnaryFunction function) {
  Storage storage = Storage::getFull(8, /*isSigned=*/g.random.chance(50));
  if (function == UnaryFunction::Logistic)
    return PerTensorType::get(storage, g.f32, 0x1p-8, storage.min);
  return PerTensorType::get(storage, g.f32, 0x1p-7, storage.min + 128);
}

/// True if `op` has a meaning whatever the rounding mode is that it may have
/// left open.
static bool isSupported(UnaryOp op) {
  return llvm::all_of(
      ArrayRef{RoundingMode::DoubleRound, RoundingMode::SingleRound,
               RoundingMode::HalfEvenF32},
      [&](RoundingMode mode) {
        return numerics::isUnarySupported(toNumerics(op.getFunction()),
                                          getUnaryParameters(op, mode));
      });
}

bool qnn::appendUnary(RandomGraph &g) {
  Value input = g.pickActivation();
  auto function = static_cast<UnaryFunction>(
      g.random.integer(0, getMaxEnumValForUnaryFunction()));
  Flavour flavour = g.random.pick({Flavour::TFLM, Flavour::TFLite});
  // The result is about as large as the input, or as 1.
  double scale = g.random.pick({getPerTensorType(input).getScale(0), 0x1p-7});
  PerTensorType type = g.createResultType(scale);
  if (function == UnaryFunction::Logistic || function == UnaryFunction::Tanh)
    if (flavour == Flavour::TFLM || g.random.chance(50))
      type = createSigmoidType(g, function);
  FloatAttr alpha;
  if (function == UnaryFunction::LeakyRelu)
    alpha = g.builder.getF32FloatAttr(
        g.random.pick({0.1, 0.0, -1.0, g.random.real(-2, 2)}));
  auto resultType = RankedTensorType::get(getShape(input), type);
  auto op = UnaryOp::create(g.builder, g.loc, resultType, input, function,
                            flavour, alpha, g.createRounding());
  // Kernels of some functions demand that the output's scale is not too small.
  if (!isSupported(op)) {
    op.erase();
    return false;
  }
  g.addUnlessExtreme(op);
  return true;
}
