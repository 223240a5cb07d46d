//===- Unary.cpp - Functions of a quantized number ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Unary.h"

#include "qnn/Numerics/FixedPointMath.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

namespace mlir::qnn::numerics {

/// `v` in units of the output scale, as a storage integer.
static int32_t addZeroPoint(int64_t v, const UnaryParameters &p) {
  return static_cast<int32_t>(std::clamp(
      v + p.outputZeroPoint, p.outputStorage.min, p.outputStorage.max));
}

//===----------------------------------------------------------------------===//
// Tables of floats
//===----------------------------------------------------------------------===//

/// A function of double, rounded to float32: it does not depend on the accuracy
/// of a library's float functions.
template <double (*Function)(double)>
static float roundFromDouble(float x) {
  return static_cast<float>(Function(static_cast<double>(x)));
}

/// The function in float32, with the operations of the kernels in their order.
static float evaluateFloat(UnaryFunction function, Flavour flavour, float x) {
  constexpr auto exp = roundFromDouble<std::exp>;
  constexpr auto expm1 = roundFromDouble<std::expm1>;
  constexpr auto erfc = roundFromDouble<std::erfc>;
  constexpr auto tanh = roundFromDouble<std::tanh>;
  switch (function) {
  case UnaryFunction::Logistic:
    return 1.0f / (1.0f + exp(-x));
  case UnaryFunction::Tanh:
    return tanh(x);
  case UnaryFunction::Elu:
    if (x >= 0.0f)
      return x;
    return flavour == Flavour::TFLM ? exp(x) - 1.0f : expm1(x);
  case UnaryFunction::Gelu: {
    constexpr auto minusSqrtOfHalf = static_cast<float>(-0.70710678118654752);
    return 0.5f * x * erfc(x * minusSqrtOfHalf);
  }
  case UnaryFunction::GeluTanh: {
    constexpr auto sqrtOfTwoByPi = static_cast<float>(0.79788456080286536);
    return 0.5f * x *
           (1.0f + tanh(sqrtOfTwoByPi * (x + 0.044715f * x * x * x)));
  }
  case UnaryFunction::Exp:
    return exp(x);
  case UnaryFunction::Log:
    return roundFromDouble<std::log>(x);
  case UnaryFunction::Square:
    return x * x;
  case UnaryFunction::Neg:
    return -x;
  case UnaryFunction::Sin:
    return roundFromDouble<std::sin>(x);
  case UnaryFunction::Cos:
    return roundFromDouble<std::cos>(x);
  case UnaryFunction::Floor:
    return std::floor(x);
  case UnaryFunction::Ceil:
    return std::ceil(x);
  case UnaryFunction::Round:
    return std::nearbyint(x);
  case UnaryFunction::Sqrt:
  case UnaryFunction::HardSwish:
  case UnaryFunction::LeakyRelu:
  case UnaryFunction::Relu:
  case UnaryFunction::Relu6:
  case UnaryFunction::ReluN1To1:
  case UnaryFunction::Rsqrt:
  case UnaryFunction::Abs:
    break;
  }
  assert(false && "expected a function that is tabulated");
  return 0.0f;
}

static float dequantizeInput(const UnaryParameters &p, int64_t x) {
  return scaleToF32(p.inputScale) * static_cast<float>(x);
}

/// `rounded`, an integer or not finite, in units of the output scale, as a
/// storage integer. As in `quantize`, a NaN gives the lower bound.
static int32_t saturateFloat(const UnaryParameters &p, float rounded) {
  const auto lower =
      static_cast<float>(p.outputStorage.min - p.outputZeroPoint);
  const auto upper =
      static_cast<float>(p.outputStorage.max - p.outputZeroPoint);
  const float clamped = rounded > lower ? std::min(rounded, upper) : lower;
  return addZeroPoint(static_cast<int64_t>(clamped), p);
}

/// TFLite's LUTPopulate.
static int32_t evaluateTabulated(UnaryFunction function,
                                 const UnaryParameters &p, int64_t x) {
  const float result =
      evaluateFloat(function, p.flavour, dequantizeInput(p, x));
  const float inverseScale = 1.0f / scaleToF32(p.outputScale);
  return saturateFloat(p, std::round(result * inverseScale));
}

/// The kernel divides, and drops the fraction.
static int32_t evaluateSqrt(const UnaryParameters &p, int64_t x) {
  const float result = std::sqrt(dequantizeInput(p, x));
  return saturateFloat(p, std::trunc(result / scaleToF32(p.outputScale)));
}

//===----------------------------------------------------------------------===//
// Rescaling kernels
//===----------------------------------------------------------------------===//

/// The quotient of scales that `real` is in float32.
static float getScaleRatio(const UnaryParameters &p, float factor = 1.0f) {
  return scaleToF32(p.inputScale) * factor / scaleToF32(p.outputScale);
}

/// `x * real` as a number without zero point; nullopt if `real` has no
/// multiplier. The product with a negative factor is that of its magnitude,
/// negated, as in reference/leaky_relu.h.
static std::optional<int32_t> multiplyByReal(int64_t x, float real,
                                             const UnaryParameters &p) {
  std::optional<FixedPointMultiplier> multiplier =
      quantizeMultiplier(std::abs(static_cast<double>(real)), p.rounding);
  if (!multiplier)
    return std::nullopt;
  const int32_t product =
      rescale(static_cast<int32_t>(x), *multiplier, p.rounding);
  return real < 0.0f ? -product : product;
}

/// `v` as a storage integer between the bounds of `activation`.
static std::optional<int32_t> activate(std::optional<int32_t> v,
                                       Activation activation,
                                       const UnaryParameters &p) {
  if (!v)
    return std::nullopt;
  const StorageRange bounds = activationRange(
      activation, p.outputScale, p.outputZeroPoint, p.outputStorage);
  return static_cast<int32_t>(
      std::clamp(*v + p.outputZeroPoint, bounds.min, bounds.max));
}

static std::optional<int32_t>
evaluateRelu(Activation activation, const UnaryParameters &p, int64_t x) {
  return activate(multiplyByReal(x, getScaleRatio(p), p), activation, p);
}

/// TFLM's kernel takes for granted that input and output have the same
/// parameters, and only clamps.
static int32_t evaluateRelu6ByClamping(const UnaryParameters &p, int64_t q) {
  const StorageRange bounds = activationRange(Activation::Relu6, p.inputScale,
                                              p.inputZeroPoint, p.inputStorage);
  return static_cast<int32_t>(std::clamp(std::clamp(q, bounds.min, bounds.max),
                                         p.outputStorage.min,
                                         p.outputStorage.max));
}

/// The kernel computes 1 / sqrt(x) with 20 fractional bits, which leave the
/// second multiplier with a shift that has to stay in range.
static std::optional<int32_t> evaluateRsqrt(const UnaryParameters &p,
                                            int64_t x) {
  constexpr int fractionalBits = 20;
  const float product =
      std::sqrt(scaleToF32(p.inputScale)) * scaleToF32(p.outputScale);
  std::optional<FixedPointMultiplier> multiplier =
      quantizeMultiplier(1.0 / static_cast<double>(product), p.rounding);
  if (!multiplier || multiplier->shift - fractionalBits < kMinShift)
    return std::nullopt;
  if (x <= 0)
    return static_cast<int32_t>(p.outputStorage.max);

  FixedPointMultiplier inverse = inverseSqrt(static_cast<int32_t>(x));
  inverse.shift += fractionalBits;
  multiplier->shift -= fractionalBits;
  return addZeroPoint(
      rescale(rescale(1, inverse, p.rounding), *multiplier, p.rounding), p);
}

//===----------------------------------------------------------------------===//
// Logistic and tanh in fixed point
//===----------------------------------------------------------------------===//

/// Whether the output's type is the one that the kernel of `function` writes,
/// with its zero point at or in the middle of an 8-bit range.
static bool isSigmoidOutput(UnaryFunction function, const UnaryParameters &p) {
  const bool isLogistic = function == UnaryFunction::Logistic;
  const StorageRange storage = p.outputStorage;
  return storage.max - storage.min == 255 &&
         p.outputScale == (isLogistic ? 0x1p-8 : 0x1p-7) &&
         p.outputZeroPoint == storage.min + (isLogistic ? 0 : 128);
}

static std::optional<int32_t>
evaluateSigmoid(UnaryFunction function, const UnaryParameters &p, int64_t x) {
  if (!isSigmoidOutput(function, p))
    return std::nullopt;
  constexpr int integerBits = 4;
  constexpr int fractionalBits = 31 - integerBits;
  const double real =
      std::ldexp(static_cast<double>(scaleToF32(p.inputScale)), fractionalBits);
  int shift;
  std::frexp(real, &shift);
  // TFLite's CalculateInputRadius, from where on the input does not fit.
  const double radius =
      std::floor(std::ldexp((1 << integerBits) - 1, fractionalBits - shift));
  if (static_cast<double>(x) <= -radius)
    return static_cast<int32_t>(p.outputStorage.min);
  if (static_cast<double>(x) >= radius)
    return static_cast<int32_t>(p.outputStorage.max);

  // Inside of a radius of 1 or more the shift is at most 30.
  const FixedPointMultiplier multiplier = *quantizeMultiplier(real, p.rounding);
  const int32_t scaled =
      rescale(static_cast<int32_t>(x), multiplier, p.rounding);
  if (function == UnaryFunction::Logistic)
    return addZeroPoint(roundingDivideByPOT(logistic(scaled), 31 - 8), p);
  return addZeroPoint(roundingDivideByPOT(tanh(scaled), 31 - 7), p);
}

//===----------------------------------------------------------------------===//
// Hard swish
//===----------------------------------------------------------------------===//

/// A real number as `multiplier * 2^(exponent - 15)`.
struct Int16Multiplier {
  int32_t multiplier;
  int exponent;
};

/// TFLite's DownScaleInt32ToInt16Multiplier.
static std::optional<Int16Multiplier> quantizeInt16Multiplier(float real) {
  std::optional<FixedPointMultiplier> wide =
      quantizeMultiplier(static_cast<double>(real), Rounding::DoubleRound);
  if (!wide)
    return std::nullopt;
  const auto rounded =
      static_cast<int32_t>((int64_t{wide->multiplier} + (1 << 15)) >> 16);
  return Int16Multiplier{std::min(rounded, 0x7fff), wide->shift};
}

static int32_t saturateToInt16(int64_t x) {
  return static_cast<int32_t>(std::clamp<int64_t>(x, -0x8000, 0x7fff));
}

/// The 16-bit saturating rounding doubling high multiply. Saturation would need
/// two factors of -2^15; multipliers are positive.
static int32_t multiplyInt16(int32_t a, int32_t b) {
  return (a * b + (1 << 14)) >> 15;
}

/// min(max(x / 3, -1), 1) in Q0.15. All of a left shift but the last bit
/// precedes the multiplication, so that only the last can saturate the result.
static int32_t getReluish(int32_t x, Int16Multiplier m) {
  if (m.exponent > 0) {
    const int32_t shifted =
        saturateToInt16(int64_t{x} * (int64_t{1} << (m.exponent - 1)));
    return saturateToInt16(2 * multiplyInt16(shifted, m.multiplier));
  }
  return roundingDivideByPOT(multiplyInt16(x, m.multiplier), -m.exponent);
}

/// x * relu6(x + 3) / 6 in 16 bits: the input, with 7 bits more, times
/// (x / 3 + 1) / 2.
static std::optional<int32_t> evaluateHardSwish(const UnaryParameters &p,
                                                int64_t x) {
  constexpr float reluishScale = 3.0f / 32768.0f;
  const float fineScale = scaleToF32(p.inputScale) / 128.0f;
  std::optional<Int16Multiplier> output =
      quantizeInt16Multiplier(fineScale / scaleToF32(p.outputScale));
  std::optional<Int16Multiplier> reluish =
      quantizeInt16Multiplier(fineScale / reluishScale);
  if (!output || output->exponent > 0 || !reluish)
    return std::nullopt;

  const auto fine = static_cast<int32_t>(x * 128);
  const int32_t weight = (getReluish(fine, *reluish) + (1 << 15)) >> 1;
  // Truncates, to make up for the bias of rounding in the multiplications.
  const int32_t product =
      weight * multiplyInt16(fine, output->multiplier) / (1 << 15);
  return addZeroPoint(roundingDivideByPOT(product, -output->exponent), p);
}

//===----------------------------------------------------------------------===//
// All functions
//===----------------------------------------------------------------------===//

/// Nullopt if the parameters are not supported.
static std::optional<int32_t> tryEvaluate(UnaryFunction function,
                                          const UnaryParameters &p, int32_t q) {
  const int64_t x = q - p.inputZeroPoint;
  switch (function) {
  case UnaryFunction::Logistic:
  case UnaryFunction::Tanh:
    if (p.flavour == Flavour::TFLM)
      return evaluateSigmoid(function, p, x);
    return evaluateTabulated(function, p, x);
  case UnaryFunction::HardSwish:
    return evaluateHardSwish(p, x);
  case UnaryFunction::LeakyRelu:
    return activate(
        multiplyByReal(x, getScaleRatio(p, x < 0 ? p.alpha : 1.0f), p),
        Activation::None, p);
  case UnaryFunction::Relu:
    return evaluateRelu(Activation::Relu, p, x);
  case UnaryFunction::Relu6:
    if (p.flavour == Flavour::TFLM)
      return evaluateRelu6ByClamping(p, q);
    return evaluateRelu(Activation::Relu6, p, x);
  case UnaryFunction::ReluN1To1:
    return evaluateRelu(Activation::ReluN1To1, p, x);
  case UnaryFunction::Abs:
    return evaluateRelu(Activation::None, p, std::abs(x));
  case UnaryFunction::Sqrt:
    return evaluateSqrt(p, x);
  case UnaryFunction::Rsqrt:
    return evaluateRsqrt(p, x);
  default:
    return evaluateTabulated(function, p, x);
  }
}

bool isUnarySupported(UnaryFunction function,
                      const UnaryParameters &parameters) {
  // Only the slope depends on the input, through its sign.
  return tryEvaluate(function, parameters,
                     static_cast<int32_t>(parameters.inputStorage.min)) &&
         tryEvaluate(function, parameters,
                     static_cast<int32_t>(parameters.inputStorage.max));
}

int32_t evaluateUnary(UnaryFunction function, const UnaryParameters &parameters,
                      int32_t q) {
  std::optional<int32_t> result = tryEvaluate(function, parameters, q);
  assert(result && "expected parameters that are supported");
  return *result;
}

} // namespace mlir::qnn::numerics
