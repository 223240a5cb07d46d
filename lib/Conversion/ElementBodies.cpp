//===- ElementBodies.cpp - Scalar bodies of elementwise ops -----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Conversion/ElementBodies.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;

static Value createI32(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantIntOp::create(builder, loc, builder.getI32Type(),
                                      value);
}

static Value createF32(OpBuilder &builder, Location loc, double value) {
  return arith::ConstantFloatOp::create(builder, loc, builder.getF32Type(),
                                        APFloat(static_cast<float>(value)));
}

static Value extendToI32(OpBuilder &builder, Location loc, Value value,
                         bool isSigned) {
  Type i32 = builder.getI32Type();
  if (value.getType() == i32)
    return value;
  if (isSigned)
    return arith::ExtSIOp::create(builder, loc, i32, value);
  return arith::ExtUIOp::create(builder, loc, i32, value);
}

//===----------------------------------------------------------------------===//
// Rescale
//===----------------------------------------------------------------------===//

static SmallVector<DenseIntElementsAttr, 4> getParameters(RescaleOp op) {
  return {cast<DenseIntElementsAttr>(op.getMultipliers()),
          cast<DenseIntElementsAttr>(op.getShifts()),
          cast<DenseIntElementsAttr>(op.getInputZeroPoints()),
          cast<DenseIntElementsAttr>(op.getOutputZeroPoints())};
}

SmallVector<DenseIntElementsAttr> qnn::getChannelParameters(RescaleOp op) {
  SmallVector<DenseIntElementsAttr> result;
  for (DenseIntElementsAttr parameter : getParameters(op))
    if (parameter.getNumElements() > 1)
      result.push_back(parameter);
  return result;
}

/// clamp(value, clamp)
static Value emitClamp(OpBuilder &builder, Location loc, Value value,
                       ClampAttr clamp) {
  if (clamp.getMin() > INT32_MIN)
    value = arith::MaxSIOp::create(builder, loc, value,
                                   createI32(builder, loc, clamp.getMin()));
  if (clamp.getMax() < INT32_MAX)
    value = arith::MinSIOp::create(builder, loc, value,
                                   createI32(builder, loc, clamp.getMax()));
  return value;
}

/// clamp(value + zeroPoint, clamp), in 64 bits.
static Value emitAddThenClamp(OpBuilder &builder, Location loc, Value value,
                              Value zeroPoint, ClampAttr clamp) {
  Type i64 = builder.getI64Type();
  auto constant = [&](int64_t number) -> Value {
    return arith::ConstantIntOp::create(builder, loc, i64, number);
  };
  value = arith::ExtSIOp::create(builder, loc, i64, value);
  zeroPoint = arith::ExtSIOp::create(builder, loc, i64, zeroPoint);
  Value sum = arith::AddIOp::create(builder, loc, value, zeroPoint);
  sum = arith::MaxSIOp::create(builder, loc, sum, constant(clamp.getMin()));
  sum = arith::MinSIOp::create(builder, loc, sum, constant(clamp.getMax()));
  return arith::TruncIOp::create(builder, loc, builder.getI32Type(), sum);
}

/// The same for a zero point that is known: the clamp first, to bounds less the
/// zero point, so that nothing overflows.
static Value emitClampThenAdd(OpBuilder &builder, Location loc, Value value,
                              int64_t zeroPoint, ClampAttr clamp) {
  int64_t low = clamp.getMin() - zeroPoint, high = clamp.getMax() - zeroPoint;
  if (low > INT32_MAX || high < INT32_MIN) // no i32 lies between
    return emitAddThenClamp(builder, loc, value,
                            createI32(builder, loc, zeroPoint), clamp);
  if (low > INT32_MIN)
    value = arith::MaxSIOp::create(builder, loc, value,
                                   createI32(builder, loc, low));
  if (high < INT32_MAX)
    value = arith::MinSIOp::create(builder, loc, value,
                                   createI32(builder, loc, high));
  if (zeroPoint == 0)
    return value;
  return arith::AddIOp::create(builder, loc, value,
                               createI32(builder, loc, zeroPoint));
}

/// The largest magnitude in `parameter`.
static int64_t getMagnitude(ElementsAttr parameter) {
  int64_t magnitude = 0;
  for (int32_t value : parameter.getValues<int32_t>())
    magnitude = std::max(magnitude, std::abs(int64_t(value)));
  return magnitude;
}

Value qnn::emitRescale(OpBuilder &builder, Location loc, RescaleOp op,
                       Value element, ValueRange channelParameters,
                       std::optional<int64_t> magnitude) {
  // A parameter is a constant, or the next value of the channel.
  auto next = channelParameters.begin();
  auto getValue = [&](ElementsAttr parameter) -> Value {
    if (parameter.getNumElements() > 1)
      return *next++;
    return createI32(builder, loc, *parameter.value_begin<int32_t>());
  };
  auto isZero = [](ElementsAttr parameter) {
    return parameter.getNumElements() == 1 &&
           *parameter.value_begin<int32_t>() == 0;
  };
  Value multiplier = getValue(op.getMultipliers());
  Value shift = getValue(op.getShifts());

  Value value = extendToI32(builder, loc, element,
                            op.getInputSignedness() == Signedness::Signed);
  if (!isZero(op.getInputZeroPoints()))
    value = arith::SubIOp::create(builder, loc, value,
                                  getValue(op.getInputZeroPoints()));
  // The promises of qnn.apply_multiplier.
  constexpr int64_t bound = int64_t(1) << 30;
  if (!magnitude)
    magnitude = int64_t(1) << element.getType().getIntOrFloatBitWidth();
  bool isBounded = *magnitude + getMagnitude(op.getInputZeroPoints()) < bound;
  bool isShiftNegative = llvm::all_of(op.getShifts().getValues<int32_t>(),
                                      [](int32_t shift) { return shift < 0; });
  ElementsAttr outputZeroPoints = op.getOutputZeroPoints();
  int64_t addend = 2 * getMagnitude(outputZeroPoints) + 1;
  bool addsZeroPoint = isBounded && isShiftNegative &&
                       !isZero(outputZeroPoints) &&
                       addend < bound >> (getMagnitude(op.getShifts()) - 1);
  Value zeroPoint = addsZeroPoint ? getValue(outputZeroPoints) : nullptr;
  value = ApplyMultiplierOp::create(builder, loc, value, multiplier, shift,
                                    zeroPoint, op.getRounding(), isBounded,
                                    isShiftNegative);

  if (addsZeroPoint || isZero(outputZeroPoints)) {
    // Narrowing after a clamp saturates, which vectors have instructions for.
    value = emitClamp(builder, loc, value, op.getClamp());
  } else if (outputZeroPoints.getNumElements() > 1) {
    value = emitAddThenClamp(builder, loc, value, getValue(outputZeroPoints),
                             op.getClamp());
  } else {
    value = emitClampThenAdd(builder, loc, value,
                             *outputZeroPoints.value_begin<int32_t>(),
                             op.getClamp());
  }
  Type outputType = op.getOutput().getType().getElementType();
  if (outputType == value.getType())
    return value;
  return arith::TruncIOp::create(builder, loc, outputType, value);
}

//===----------------------------------------------------------------------===//
// Quantize and dequantize
//===----------------------------------------------------------------------===//

template <typename T>
static DenseElementsAttr createVector(ArrayRef<T> values, Type elementType) {
  int64_t size = values.size();
  return DenseElementsAttr::get(RankedTensorType::get({size}, elementType),
                                values);
}

QuantizationParameters qnn::getQuantizeParameters(QuantizedTypeInterface type) {
  SmallVector<float> scales;
  for (int64_t c = 0, e = type.getNumChannels(); c < e; ++c)
    scales.push_back(numerics::scaleToF32(type.getScale(c)));
  return {createVector<float>(scales, Float32Type::get(type.getContext())),
          type.getZeroPoints()};
}

QuantizationParameters
qnn::getDequantizeParameters(QuantizedTypeInterface type) {
  SmallVector<double> scales;
  for (int64_t c = 0, e = type.getNumChannels(); c < e; ++c)
    scales.push_back(type.getScale(c));
  // q - zero_point has at most 24 bits, so converts exactly, and then the
  // float32 product is the exact product rounded once, like the definition's.
  bool isExactInF32 =
      type.getStorage().width <= 16 && llvm::all_of(scales, [](double scale) {
        return static_cast<double>(static_cast<float>(scale)) == scale;
      });
  MLIRContext *context = type.getContext();
  if (isExactInF32)
    return {
        createVector<float>(SmallVector<float>(scales.begin(), scales.end()),
                            Float32Type::get(context)),
        type.getZeroPoints()};
  return {createVector<double>(scales, Float64Type::get(context)),
          type.getZeroPoints()};
}

/// Rounds |value| < 2^22 to an i32, ties away from zero: adds the number below
/// 0.5, with the sign of the value, and truncates. The sum of a tie n - 0.5 is
/// n - 2^-25, which float32 rounds to n; that of the number before the tie is
/// at most one unit in the last place before n, and stays below it.
static Value emitRoundHalfAway(OpBuilder &builder, Location loc, Value value) {
  Type i32 = builder.getI32Type(), f32 = builder.getF32Type();
  constexpr int32_t belowHalf = 0x3EFFFFFF;
  Value bits = arith::BitcastOp::create(builder, loc, i32, value);
  Value sign = arith::AndIOp::create(builder, loc, bits,
                                     createI32(builder, loc, INT32_MIN));
  Value half = arith::BitcastOp::create(
      builder, loc, f32,
      arith::OrIOp::create(builder, loc, sign,
                           createI32(builder, loc, belowHalf)));
  Value sum = arith::AddFOp::create(builder, loc, value, half);
  return arith::FPToSIOp::create(builder, loc, i32, sum);
}

/// Rounds |value| < 2^22 to an i32, ties to even: the sum with 1.5 * 2^23 has
/// no bits below 1, so that the addition rounds.
static Value emitRoundHalfEven(OpBuilder &builder, Location loc, Value value) {
  Value magic = createF32(builder, loc, 12582912.0);
  Value rounded = arith::SubFOp::create(
      builder, loc, arith::AddFOp::create(builder, loc, value, magic), magic);
  return arith::FPToSIOp::create(builder, loc, builder.getI32Type(), rounded);
}

Value qnn::emitQuantize(OpBuilder &builder, Location loc, Value element,
                        Value scale, Value zeroPoint, const Storage &storage,
                        FloatRounding rounding) {
  Type f32 = builder.getF32Type();
  Value quotient = arith::DivFOp::create(builder, loc, element, scale);
  // The bounds are integers, so clamping before rounding is the same as after.
  // A NaN compares false, so the first comparison makes it the lower bound. Not
  // arith.maxnumf, of which LLVM makes calls of fmaxf in vectors of some sizes.
  auto clampTo = [&](arith::CmpFPredicate predicate, int64_t limit) {
    Value difference = arith::SubIOp::create(
        builder, loc, createI32(builder, loc, limit), zeroPoint);
    Value bound = arith::SIToFPOp::create(builder, loc, f32, difference);
    Value isInside =
        arith::CmpFOp::create(builder, loc, predicate, quotient, bound);
    quotient = arith::SelectOp::create(builder, loc, isInside, quotient, bound);
  };
  clampTo(arith::CmpFPredicate::OGT, storage.min);
  clampTo(arith::CmpFPredicate::OLT, storage.max);
  Value rounded = rounding == FloatRounding::HalfAway
                      ? emitRoundHalfAway(builder, loc, quotient)
                      : emitRoundHalfEven(builder, loc, quotient);
  return arith::AddIOp::create(builder, loc, rounded, zeroPoint);
}

Value qnn::emitDequantize(OpBuilder &builder, Location loc, Value element,
                          bool isSigned, Value scale, Value zeroPoint) {
  Value centred = extendToI32(builder, loc, element, isSigned);
  if (scale.getType().isF32()) {
    centred = arith::SubIOp::create(builder, loc, centred, zeroPoint);
    Value real =
        arith::SIToFPOp::create(builder, loc, scale.getType(), centred);
    return arith::MulFOp::create(builder, loc, real, scale);
  }
  // In 64 bits, as an i32 less its zero point can leave i32.
  Type i64 = builder.getI64Type();
  centred = arith::ExtSIOp::create(builder, loc, i64, centred);
  zeroPoint = arith::ExtSIOp::create(builder, loc, i64, zeroPoint);
  centred = arith::SubIOp::create(builder, loc, centred, zeroPoint);
  Value real = arith::SIToFPOp::create(builder, loc, scale.getType(), centred);
  real = arith::MulFOp::create(builder, loc, scale, real);
  return arith::TruncFOp::create(builder, loc, builder.getF32Type(), real);
}
