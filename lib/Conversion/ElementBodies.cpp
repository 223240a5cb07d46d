//===- ElementBodies.cpp - Scalar bodies of elementwise ops -----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Conversion/ElementBodies.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "qnn/IR/LaneBuilder.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Numerics/FloatMultiplier.h"
#include "llvm/ADT/bit.h"

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

SmallVector<DenseIntElementsAttr> RescaleParameters::getChannels() const {
  SmallVector<DenseIntElementsAttr> channels(multipliers.begin(),
                                             multipliers.end());
  channels.append({inputZeroPoints, outputZeroPoints});
  llvm::erase_if(channels, [](DenseIntElementsAttr parameter) {
    return parameter.getNumElements() == 1;
  });
  return channels;
}

/// Element `channel` of a parameter that may have one for all channels.
static int32_t getElement(DenseIntElementsAttr parameter, int64_t channel) {
  return parameter.isSplat() ? parameter.getSplatValue<int32_t>()
                             : parameter.getValues<int32_t>()[channel];
}

/// Floats that do the same as the op's multipliers, if there are any for each
/// channel.
static std::optional<SmallVector<numerics::FloatMultiplier>>
findFloatMultipliers(RescaleOp op, const RescaleParameters &integers) {
  int64_t numChannels = 1;
  for (DenseIntElementsAttr parameter : integers.getChannels())
    numChannels = parameter.getNumElements();
  ClampAttr clamp = op.getClamp();
  SmallVector<numerics::FloatMultiplier> result;
  for (int64_t c = 0; c < numChannels; ++c) {
    // Where results saturate, before the zero point is added, which must not
    // wrap.
    int32_t zeroPoint = getElement(integers.outputZeroPoints, c);
    if (std::abs(int64_t(zeroPoint)) >= 1 << 30)
      return std::nullopt;
    std::optional<numerics::FloatMultiplier> floats =
        numerics::findFloatMultiplier(
            {getElement(integers.multipliers[0], c),
             getElement(integers.multipliers[1], c)},
            toNumerics(op.getRounding()),
            {clamp.getMin() - zeroPoint, clamp.getMax() - zeroPoint});
    if (!floats)
      return std::nullopt;
    result.push_back(*floats);
  }
  return result;
}

/// The bits of `floats`; of one if all are equal.
static DenseIntElementsAttr getBits(MLIRContext *context,
                                    ArrayRef<float> floats) {
  SmallVector<int32_t> bits;
  for (float number : floats)
    bits.push_back(llvm::bit_cast<int32_t>(number));
  if (llvm::all_equal(bits))
    bits.truncate(1);
  return Builder(context).getI32TensorAttr(bits);
}

RescaleParameters qnn::getRescaleParameters(RescaleOp op, TargetAttr target) {
  auto get = [](ElementsAttr parameter) {
    return cast<DenseIntElementsAttr>(parameter);
  };
  RescaleParameters parameters = {
      {get(op.getMultipliers()), get(op.getShifts())},
      get(op.getInputZeroPoints()),
      get(op.getOutputZeroPoints())};
  if (!target || !hasFeature(target, "avx512f"))
    return parameters;
  auto multipliers = findFloatMultipliers(op, parameters);
  if (!multipliers)
    return parameters;
  parameters.multipliers.clear();
  for (auto part :
       {&numerics::FloatMultiplier::high, &numerics::FloatMultiplier::low,
        &numerics::FloatMultiplier::offset}) {
    SmallVector<float> floats;
    for (const numerics::FloatMultiplier &multiplier : *multipliers)
      floats.push_back(multiplier.*part);
    parameters.multipliers.push_back(getBits(op.getContext(), floats));
  }
  return parameters;
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
static int64_t getMagnitude(DenseIntElementsAttr parameter) {
  int64_t magnitude = 0;
  for (int32_t value : parameter.getValues<int32_t>())
    magnitude = std::max(magnitude, std::abs(int64_t(value)));
  return magnitude;
}

static bool isZero(DenseIntElementsAttr parameter) {
  return parameter.getNumElements() == 1 &&
         parameter.getSplatValue<int32_t>() == 0;
}

namespace {

/// Emits one rescaling. A parameter is a constant, or the next value of the
/// channel, so that all are read in the order of `getChannels`.
class RescaleEmitter {
public:
  RescaleEmitter(OpBuilder &builder, Location loc, RescaleOp op,
                 const RescaleParameters &parameters, ValueRange channels)
      : builder(builder), loc(loc), op(op), parameters(parameters),
        channels(channels) {}

  Value emit(Value element, std::optional<int64_t> magnitude);

private:
  Value read(DenseIntElementsAttr parameter) {
    if (parameter.getNumElements() == 1)
      return createI32(builder, loc, parameter.getSplatValue<int32_t>());
    Value value = channels.front();
    channels = channels.drop_front();
    return value;
  }
  /// The float whose bits a parameter has.
  Value readF32(DenseIntElementsAttr bits) {
    if (bits.getNumElements() == 1)
      return createF32(builder, loc,
                       llvm::bit_cast<float>(bits.getSplatValue<int32_t>()));
    return arith::BitcastOp::create(builder, loc, builder.getF32Type(),
                                    read(bits));
  }
  /// Whether the clamp takes what is not above the zero point to one number.
  bool isClampedAtZero() {
    return llvm::all_of(
        parameters.outputZeroPoints.getValues<int32_t>(),
        [&](int32_t zeroPoint) { return op.getClamp().getMin() >= zeroPoint; });
  }
  /// The input less its zero point.
  Value emitCentred(Value element);
  /// The product with the zero point added, clamped.
  Value emitInFloats(Value element);
  Value emitInIntegers(Value element, std::optional<int64_t> magnitude);

  OpBuilder &builder;
  Location loc;
  RescaleOp op;
  const RescaleParameters &parameters;
  ValueRange channels;
};

} // namespace

Value RescaleEmitter::emitCentred(Value element) {
  Value value = extendToI32(builder, loc, element,
                            op.getInputSignedness() == Signedness::Signed);
  if (isZero(parameters.inputZeroPoints))
    return value;
  return arith::SubIOp::create(builder, loc, value,
                               read(parameters.inputZeroPoints));
}

Value RescaleEmitter::emitInFloats(Value element) {
  SmallVector<Value, 3> parts;
  for (DenseIntElementsAttr bits : parameters.multipliers)
    parts.push_back(readF32(bits));
  Value value = ApplyFloatMultiplierOp::create(
      builder, loc, emitCentred(element), parts[0], parts[1], parts[2],
      isClampedAtZero());
  if (!isZero(parameters.outputZeroPoints))
    value = arith::AddIOp::create(builder, loc, value,
                                  read(parameters.outputZeroPoints));
  return emitClamp(builder, loc, value, op.getClamp());
}

Value RescaleEmitter::emitInIntegers(Value element,
                                     std::optional<int64_t> magnitude) {
  Value multiplier = read(parameters.multipliers[0]);
  Value shift = read(parameters.multipliers[1]);
  Value value = emitCentred(element);

  // The promises of qnn.apply_multiplier.
  constexpr int64_t bound = int64_t(1) << 30;
  if (!magnitude)
    magnitude = int64_t(1) << element.getType().getIntOrFloatBitWidth();
  bool isBounded =
      *magnitude + getMagnitude(parameters.inputZeroPoints) < bound;
  DenseIntElementsAttr shifts = parameters.multipliers[1];
  bool isShiftNegative = llvm::all_of(shifts.getValues<int32_t>(),
                                      [](int32_t shift) { return shift < 0; });
  DenseIntElementsAttr zeroPoints = parameters.outputZeroPoints;
  int64_t addend = 2 * getMagnitude(zeroPoints) + 1;
  bool addsZeroPoint = isBounded && isShiftNegative && !isZero(zeroPoints) &&
                       addend < bound >> (getMagnitude(shifts) - 1);
  Value zeroPoint = addsZeroPoint ? read(zeroPoints) : nullptr;
  value = ApplyMultiplierOp::create(
      builder, loc, value, multiplier, shift, zeroPoint, op.getRounding(),
      isBounded, isShiftNegative, /*non_negative=*/false, isClampedAtZero());

  // Narrowing after a clamp saturates, which vectors have instructions for.
  if (addsZeroPoint || isZero(zeroPoints))
    return emitClamp(builder, loc, value, op.getClamp());
  if (zeroPoints.getNumElements() > 1)
    return emitAddThenClamp(builder, loc, value, read(zeroPoints),
                            op.getClamp());
  return emitClampThenAdd(builder, loc, value,
                          zeroPoints.getSplatValue<int32_t>(), op.getClamp());
}

Value RescaleEmitter::emit(Value element, std::optional<int64_t> magnitude) {
  Value value = parameters.areFloats() ? emitInFloats(element)
                                       : emitInIntegers(element, magnitude);
  Type outputType = op.getOutput().getType().getElementType();
  if (outputType == value.getType())
    return value;
  return arith::TruncIOp::create(builder, loc, outputType, value);
}

Value qnn::emitRescale(OpBuilder &builder, Location loc, RescaleOp op,
                       Value element, const RescaleParameters &parameters,
                       ValueRange channels, std::optional<int64_t> magnitude) {
  return RescaleEmitter(builder, loc, op, parameters, channels)
      .emit(element, magnitude);
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

/// Whether the target has an instruction for fused multiply-adds; where it has
/// none, LLVM would call a function.
static bool hasFMA(TargetAttr target) {
  return target &&
         (hasFeature(target, "avx512f") || hasFeature(target, "neon"));
}

QuantizeParameters qnn::getQuantizeParameters(QuantizedTypeInterface type,
                                              FloatRounding rounding,
                                              TargetAttr target) {
  SmallVector<float> scales;
  for (int64_t c = 0, e = type.getNumChannels(); c < e; ++c)
    scales.push_back(numerics::scaleToF32(type.getScale(c)));
  QuantizeParameters parameters;
  // Ties away from zero are found by twice the quotient. Halves are exact but
  // for the least scales.
  parameters.areScalesHalved =
      rounding == FloatRounding::HalfAway &&
      llvm::all_of(scales, [](float s) { return s / 2.0f * 2.0f == s; });
  if (parameters.areScalesHalved)
    for (float &scale : scales)
      scale /= 2.0f;
  parameters.scales =
      createVector<float>(scales, Float32Type::get(type.getContext()));
  parameters.zeroPoints = type.getZeroPoints();
  // Not in portable code, of which LLVM makes vectors: it would convert each
  // element to 16 bits by itself.
  parameters.usesI16 =
      type.getStorage().width == 8 && target && !target.getFeatures().empty();
  if (hasFMA(target) && type.isPerTensor())
    parameters.reciprocal = numerics::findReciprocal(
        type.getScale(0), type.getZeroPoint(0), toNumerics(type.getStorage()),
        toNumerics(rounding));
  return parameters;
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

/// `value`, narrowed to `type` with saturation: for numbers in range a clamp
/// that does nothing, but vectors have instructions for both at once.
static Value emitSaturation(OpBuilder &builder, Location loc, Value value,
                            IntegerType type, bool isSigned) {
  LaneBuilder b(builder, loc);
  Storage range = Storage::getFull(type.getWidth(), isSigned);
  value = b.minS(b.maxS(value, range.min), range.max);
  return arith::TruncIOp::create(builder, loc, type, value);
}

/// The zero point plus what is nearest to half of `twice`, |twice| < 2^22, ties
/// away from zero. With t the number truncated, that is (t + 1) >> 1 if it is
/// positive, and t >> 1 else.
static Value emitRoundHalfAway(OpBuilder &builder, Location loc, Value twice,
                               Value zeroPoint, bool usesI16) {
  LaneBuilder b(builder, loc);
  Value t = arith::FPToSIOp::create(builder, loc, builder.getI32Type(), twice);
  if (usesI16) {
    IntegerType i16 = builder.getI16Type();
    t = emitSaturation(builder, loc, t, i16, /*isSigned=*/true);
    zeroPoint = arith::TruncIOp::create(builder, loc, i16, zeroPoint);
  }
  Value sign = b.asr(t, t.getType().getIntOrFloatBitWidth() - 1);
  Value offset = b.add(b.shl(zeroPoint, 1), 1);
  return b.asr(b.add(b.add(t, sign), offset), 1);
}

/// The zero point plus `value`, |value| < 2^22, rounded to an i32, ties to
/// even: the sum with 1.5 * 2^23 has no bits below 1, so that the addition
/// rounds, and the integer is in its low bits.
static Value emitRoundHalfEven(OpBuilder &builder, Location loc, Value value,
                               Value zeroPoint) {
  LaneBuilder b(builder, loc);
  constexpr int32_t magicBits = 0x4B400000;
  Value sum = arith::AddFOp::create(builder, loc, value,
                                    createF32(builder, loc, 0x1.8p23));
  Value bits =
      arith::BitcastOp::create(builder, loc, builder.getI32Type(), sum);
  return b.add(bits, b.sub(zeroPoint, magicBits));
}

/// `value` between the two bounds. A NaN compares false, so the first
/// comparison makes it the lower bound. Not arith.maxnumf, of which LLVM makes
/// calls of fmaxf in vectors of some sizes.
static Value emitClampF32(OpBuilder &builder, Location loc, Value value,
                          Value lower, Value upper) {
  for (auto [predicate, bound] :
       {std::pair(arith::CmpFPredicate::OGT, lower),
        std::pair(arith::CmpFPredicate::OLT, upper)}) {
    Value isInside =
        arith::CmpFOp::create(builder, loc, predicate, value, bound);
    value = arith::SelectOp::create(builder, loc, isInside, value, bound);
  }
  return value;
}

/// `element` / scale, or twice that, within the bounds of the storage. These
/// are integers, so that clamping before rounding is the same as after.
static Value emitQuotient(OpBuilder &builder, Location loc, Value element,
                          const QuantizeParameters &parameters, Value scale,
                          Value zeroPoint, const Storage &storage,
                          bool isTwice) {
  LaneBuilder b(builder, loc);
  Value quotient = arith::DivFOp::create(builder, loc, element, scale);
  if (isTwice && !parameters.areScalesHalved)
    quotient = arith::AddFOp::create(builder, loc, quotient, quotient);
  auto getBound = [&](int64_t limit) -> Value {
    Value bound = b.sub(limit, zeroPoint);
    if (isTwice)
      bound = b.shl(bound, 1);
    return arith::SIToFPOp::create(builder, loc, builder.getF32Type(), bound);
  };
  Value lower = getBound(storage.min), upper = getBound(storage.max);
  return emitClampF32(builder, loc, quotient, lower, upper);
}

/// The same by products with twice the element. As the result of an addition,
/// that is no signaling NaN, for which fmaxnm, which AArch64 has for the first
/// comparison, does not return the bound.
static Value emitQuotient(OpBuilder &builder, Location loc, Value element,
                          const numerics::Reciprocal &reciprocal,
                          bool isTwice) {
  float factor = isTwice ? 1.0f : 0.5f;
  Value min = createF32(builder, loc, 2.0f * reciprocal.min);
  Value max = createF32(builder, loc, 2.0f * reciprocal.max);
  Value high = createF32(builder, loc, factor * reciprocal.high);
  Value low = createF32(builder, loc, factor * reciprocal.low);
  element = arith::AddFOp::create(builder, loc, element, element);
  element = emitClampF32(builder, loc, element, min, max);
  Value rest = arith::MulFOp::create(builder, loc, element, low);
  return math::FmaOp::create(builder, loc, element, high, rest);
}

Value qnn::emitQuantize(OpBuilder &builder, Location loc, Value element,
                        const QuantizeParameters &parameters, Value scale,
                        Value zeroPoint, QuantizedTypeInterface type,
                        FloatRounding rounding) {
  const Storage &storage = type.getStorage();
  bool isHalfAway = rounding == FloatRounding::HalfAway;
  Value quotient =
      parameters.reciprocal
          ? emitQuotient(builder, loc, element, *parameters.reciprocal,
                         /*isTwice=*/isHalfAway)
          : emitQuotient(builder, loc, element, parameters, scale, zeroPoint,
                         storage, /*isTwice=*/isHalfAway);
  Value value = isHalfAway
                    ? emitRoundHalfAway(builder, loc, quotient, zeroPoint,
                                        parameters.usesI16)
                    : emitRoundHalfEven(builder, loc, quotient, zeroPoint);
  return emitSaturation(builder, loc, value, type.getStorageType(),
                        storage.isSigned);
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
