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
#include "qnn/Numerics/LinearSum.h"
#include "qnn/Transforms/Passes.h"
#include <cmath>

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

namespace {

/// The multipliers of a sum or difference.
struct SumMultipliers {
  numerics::FixedPointMultiplier lhs, rhs, output;
};

} // namespace

template <typename OpTy>
static FailureOr<SumMultipliers> getSumMultipliers(OpTy op) {
  auto getScale = [](Value value) {
    return getQuantizedElementType(value.getType()).getScale(0);
  };
  numerics::AddMultipliers real =
      numerics::getAddMultipliers(getScale(op.getLhs()), getScale(op.getRhs()),
                                  getScale(op.getOutput()), op.getF32Scales());
  auto lhs = getMultiplier(op, real.lhs);
  auto rhs = getMultiplier(op, real.rhs);
  auto output = getMultiplier(op, real.output);
  if (failed(lhs) || failed(rhs) || failed(output))
    return failure();
  return SumMultipliers{*lhs, *rhs, *output};
}

static double toReal(numerics::FixedPointMultiplier multiplier) {
  return std::ldexp(multiplier.multiplier, multiplier.shift - 31);
}

/// All values of the storage type, within the type's bounds or not.
static numerics::StorageRange getRepresentable(QuantizedTypeInterface type) {
  Storage storage = type.getStorage();
  int64_t size = int64_t(1) << storage.width;
  int64_t min = storage.isSigned ? -size / 2 : 0;
  return {min, min + size - 1};
}

/// The sum or difference of bytes as a linear sum, if it is one.
template <typename OpTy>
static std::optional<numerics::LinearSum>
fitSum(OpTy op, const SumMultipliers &multipliers) {
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());
  if (lhs.getStorage().width > 8 || rhs.getStorage().width > 8)
    return std::nullopt;
  numerics::Rounding rounding = toNumerics(*op.getRounding());
  constexpr int sign = std::is_same_v<OpTy, AddOp> ? 1 : -1;
  int64_t zeroPoint =
      getQuantizedElementType(op.getOutput().getType()).getZeroPoint(0);
  ClampAttr bounds = getResultBounds(op);

  auto rescaleAll = [&](QuantizedTypeInterface type,
                        numerics::FixedPointMultiplier multiplier) {
    numerics::StorageRange range = getRepresentable(type);
    SmallVector<int32_t> results;
    for (int64_t q = range.min; q <= range.max; ++q) {
      int64_t shifted =
          (q - type.getZeroPoint(0)) * (int64_t(1) << numerics::kAddLeftShift);
      results.push_back(numerics::rescale(static_cast<int32_t>(shifted),
                                          multiplier, rounding));
    }
    return results;
  };
  SmallVector<int32_t> lhsTerms = rescaleAll(lhs, multipliers.lhs);
  SmallVector<int32_t> rhsTerms = rescaleAll(rhs, multipliers.rhs);
  numerics::StorageRange lhsRange = getRepresentable(lhs);
  numerics::StorageRange rhsRange = getRepresentable(rhs);
  auto evaluate = [&](int32_t a, int32_t b) {
    int32_t sum =
        lhsTerms[a - lhsRange.min] + sign * rhsTerms[b - rhsRange.min];
    int64_t result =
        zeroPoint + numerics::rescale(sum, multipliers.output, rounding);
    return std::clamp(result, bounds.getMin(), bounds.getMax());
  };
  double unit = std::ldexp(toReal(multipliers.output), numerics::kAddLeftShift);
  return numerics::fitLinearSum(
      toReal(multipliers.lhs) * unit, sign * toReal(multipliers.rhs) * unit,
      lhsRange, rhsRange, {bounds.getMin(), bounds.getMax()}, evaluate);
}

/// Identity 8 of docs/Numerics.md.
static Value emitLinearSum(LaneBuilder &b, Value lhs, Value rhs,
                           const numerics::LinearSum &sum) {
  constexpr int bits = numerics::kLinearSumLowBits;
  auto emitPart = [&](int64_t l, int64_t r, int64_t offset) {
    Value lhsProduct = b.mul(lhs, b.constant(lhs.getType(), l));
    Value rhsProduct = b.mul(rhs, b.constant(rhs.getType(), r));
    return b.add(b.add(lhsProduct, rhsProduct), offset);
  };
  Value high = emitPart(sum.lhs >> bits, sum.rhs >> bits, sum.offset >> bits);
  constexpr int64_t mask = (1 << bits) - 1;
  Value low = emitPart(sum.lhs & mask, sum.rhs & mask, sum.offset & mask);
  return b.asr(b.add(high, b.asr(low, bits)), sum.shift - bits);
}

/// Sum or difference, after rescaling both operands to one scale.
template <typename OpTy>
static LogicalResult lowerSum(OpTy op) {
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  FailureOr<SumMultipliers> multipliers = getSumMultipliers(op);
  if (failed(multipliers))
    return failure();
  ClampAttr bounds = getResultBounds(op);
  if (std::optional<numerics::LinearSum> sum = fitSum(op, *multipliers)) {
    replaceWithElementwise(op, [&](LaneBuilder &b, ValueRange args) {
      Value l = b.extendToI32(args[0], lhs.getStorage().isSigned);
      Value r = b.extendToI32(args[1], rhs.getStorage().isSigned);
      Value value = emitLinearSum(b, l, r, *sum);
      value = b.maxS(value, bounds.getMin());
      value = b.minS(value, bounds.getMax());
      return b.truncate(value, output.getStorageType());
    });
    return success();
  }

  RoundingMode rounding = *op.getRounding();
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
    Value l = rescaleOperand(args[0], lhs, multipliers->lhs);
    Value r = rescaleOperand(args[1], rhs, multipliers->rhs);
    Value sum = std::is_same_v<OpTy, AddOp> ? b.add(l, r) : b.sub(l, r);
    return emitStore(b,
                     b.rescale(sum, multipliers->output, rounding, isBounded),
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
  OpBuilder builder(op);
  Value bytes = castToStorage(builder, op.getLoc(), op.getInput());
  Value results =
      createLookup(builder, op.getLoc(), bytes, input.isSigned, [&](int32_t q) {
        // No byte outside of the storage range is ever looked up.
        auto inside =
            static_cast<int32_t>(std::clamp<int64_t>(q, input.min, input.max));
        return numerics::evaluateUnary(function, parameters, inside);
      });
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
