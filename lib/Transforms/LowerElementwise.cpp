//===- LowerElementwise.cpp - Functions of elements to integers -----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "qnn/Numerics/Arithmetic.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERELEMENTWISE
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Replaces `op` by `body` of the storage integers of its operands, which
/// broadcast.
static void replaceWithElementwise(Operation *op, Body body) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  SmallVector<Value> inputs;
  for (Value operand : op->getOperands())
    inputs.push_back(castToStorage(builder, loc, operand));
  auto type =
      cast<RankedTensorType>(getStorageTensorType(op->getResult(0).getType()));
  replaceWithStorage(op, createElementwise(builder, loc, type, inputs, body));
}

/// Sum or difference, after rescaling both operands to one scale.
template <typename OpTy>
static LogicalResult lowerSum(OpTy op) {
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  numerics::AddMultipliers real = numerics::getAddMultipliers(
      lhs.getScale(0), rhs.getScale(0), output.getScale(0), op.getF32Scales());
  auto lhsMultiplier = getMultiplier(op, real.lhs);
  auto rhsMultiplier = getMultiplier(op, real.rhs);
  auto outputMultiplier = getMultiplier(op, real.output);
  if (failed(lhsMultiplier) || failed(rhsMultiplier) ||
      failed(outputMultiplier))
    return failure();

  RoundingMode rounding = *op.getRounding();
  ClampAttr bounds = getResultBounds(op);
  // Centred bytes are below 2^8, so shifted ones are below 2^28. Multipliers of
  // operands are at most 1/2, and the sum stays below 2^28 as well.
  bool isBounded = lhs.getStorage().width <= 8 && rhs.getStorage().width <= 8;
  replaceWithElementwise(op, [&](LaneBuilder &b, ValueRange args) {
    auto rescaleOperand = [&](Value element, QuantizedTypeInterface type,
                              numerics::FixedPointMultiplier multiplier) {
      Value shifted =
          b.shl(emitCentred(b, element, type), numerics::kAddLeftShift);
      return b.rescale(shifted, multiplier, rounding, isBounded);
    };
    Value l = rescaleOperand(args[0], lhs, *lhsMultiplier);
    Value r = rescaleOperand(args[1], rhs, *rhsMultiplier);
    Value sum = std::is_same_v<OpTy, AddOp> ? b.add(l, r) : b.sub(l, r);
    return emitStore(b, b.rescale(sum, *outputMultiplier, rounding, isBounded),
                     output, bounds);
  });
  return success();
}

static LogicalResult lower(AddOp op) { return lowerSum(op); }
static LogicalResult lower(SubOp op) { return lowerSum(op); }

static LogicalResult lower(MulOp op) {
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  auto multiplier = getMultiplier(
      op, numerics::getMulMultiplier(lhs.getScale(0), rhs.getScale(0),
                                     output.getScale(0), op.getF32Scales()));
  if (failed(multiplier))
    return failure();
  RoundingMode rounding = *op.getRounding();
  ClampAttr bounds = getResultBounds(op);
  bool isBounded = lhs.getStorage().width <= 8 && rhs.getStorage().width <= 8;
  replaceWithElementwise(op, [&](LaneBuilder &b, ValueRange args) {
    Value l = emitCentred(b, args[0], lhs);
    Value r = emitCentred(b, args[1], rhs);
    Value product = b.rescale(b.mul(l, r), *multiplier, rounding, isBounded);
    return emitStore(b, product, output, bounds);
  });
  return success();
}

template <typename OpTy>
static LogicalResult lowerExtremum(OpTy op) {
  bool isSigned =
      getQuantizedElementType(op.getOutput().getType()).getStorage().isSigned;
  replaceWithElementwise(op, [&](LaneBuilder &b, ValueRange args) {
    return std::is_same_v<OpTy, MinimumOp> ? b.min(args[0], args[1], isSigned)
                                           : b.max(args[0], args[1], isSigned);
  });
  return success();
}

static LogicalResult lower(MinimumOp op) { return lowerExtremum(op); }
static LogicalResult lower(MaximumOp op) { return lowerExtremum(op); }

/// One rescale of what the sign of the input selects.
static LogicalResult lower(PReluOp op) {
  QuantizedTypeInterface input =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface alpha =
      getQuantizedElementType(op.getAlpha().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  auto positive = getMultiplier(op, input.getScale(0) / output.getScale(0));
  auto negative = getMultiplier(op, input.getScale(0) * alpha.getScale(0) /
                                        output.getScale(0));
  if (failed(positive) || failed(negative))
    return failure();
  RoundingMode rounding = *op.getRounding();
  replaceWithElementwise(op, [&](LaneBuilder &b, ValueRange args) {
    Value x = emitCentred(b, args[0], input);
    Value a = emitCentred(b, args[1], alpha);
    Value isPositive = b.compare(arith::CmpIPredicate::sge, x, 0);
    auto select = [&](int64_t ifPositive, int64_t ifNegative) {
      Value positiveValue = b.constant(x.getType(), ifPositive);
      Value negativeValue = b.constant(x.getType(), ifNegative);
      return b.select(isPositive, positiveValue, negativeValue);
    };
    Value v = b.select(isPositive, x, b.mul(x, a));
    Value multiplier = select(positive->multiplier, negative->multiplier);
    Value shift = select(positive->shift, negative->shift);
    v = b.rescale(v, multiplier, shift, rounding);
    return emitStore(b, v, output, getStorageBounds(output));
  });
  return success();
}

/// A table of what the function does to each byte.
static LogicalResult lower(UnaryOp op) {
  if (failed(verifyRounding(op)))
    return failure();
  numerics::UnaryFunction function = toNumerics(op.getFunction());
  numerics::UnaryParameters parameters =
      getUnaryParameters(op, *op.getRounding());
  if (!numerics::isUnarySupported(function, parameters))
    return op.emitOpError("expected types that the kernel of ")
           << stringifyUnaryFunction(op.getFunction()) << " in flavour "
           << stringifyFlavour(op.getFlavour()) << " accepts, but got "
           << getElementTypeOrSelf(op.getInput().getType()) << " to "
           << getElementTypeOrSelf(op.getOutput().getType());

  Storage input = getQuantizedElementType(op.getInput().getType()).getStorage();
  SmallVector<int8_t> table;
  for (int64_t byte = 0; byte < 256; ++byte) {
    int64_t q = input.isSigned ? static_cast<int8_t>(byte) : byte;
    // No byte outside of the storage range is ever looked up.
    q = std::clamp(q, input.min, input.max);
    table.push_back(static_cast<int8_t>(numerics::evaluateUnary(
        function, parameters, static_cast<int32_t>(q))));
  }
  OpBuilder builder(op);
  Value bytes = castToStorage(builder, op.getLoc(), op.getInput());
  auto tableType = RankedTensorType::get({256}, builder.getI8Type());
  Value results = LookupOp::create(
      builder, op.getLoc(), bytes.getType(), bytes,
      DenseElementsAttr::get(tableType, ArrayRef<int8_t>(table)));
  replaceWithStorage(op, results);
  return success();
}

namespace {

struct LowerElementwise
    : public qnn::impl::QnnLowerElementwiseBase<LowerElementwise> {
  void runOnOperation() override {
    if (failed(lowerAll<AddOp, SubOp, MulOp, MinimumOp, MaximumOp, PReluOp,
                        UnaryOp>(getOperation(), numLowered,
                                 [](auto op) { return lower(op); })))
      signalPassFailure();
  }
};

} // namespace
