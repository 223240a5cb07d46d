//===- Numerics.cpp - Numerics of qnn types and ops -------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;

numerics::Rounding qnn::toNumerics(RoundingMode mode) {
  switch (mode) {
  case RoundingMode::DoubleRound:
    return numerics::Rounding::DoubleRound;
  case RoundingMode::SingleRound:
    return numerics::Rounding::SingleRound;
  case RoundingMode::HalfEvenF32:
    return numerics::Rounding::HalfEvenF32;
  }
  llvm_unreachable("unknown rounding mode");
}

numerics::FloatRounding qnn::toNumerics(FloatRounding rounding) {
  switch (rounding) {
  case FloatRounding::HalfAway:
    return numerics::FloatRounding::HalfAway;
  case FloatRounding::HalfEven:
    return numerics::FloatRounding::HalfEven;
  }
  llvm_unreachable("unknown rounding of floats");
}

numerics::Activation qnn::toNumerics(Activation activation) {
  switch (activation) {
  case Activation::Relu:
    return numerics::Activation::Relu;
  case Activation::Relu6:
    return numerics::Activation::Relu6;
  case Activation::ReluN1To1:
    return numerics::Activation::ReluN1To1;
  }
  llvm_unreachable("unknown activation");
}

numerics::Flavour qnn::toNumerics(Flavour flavour) {
  switch (flavour) {
  case Flavour::TFLM:
    return numerics::Flavour::TFLM;
  case Flavour::TFLite:
    return numerics::Flavour::TFLite;
  }
  llvm_unreachable("unknown flavour");
}

numerics::UnaryFunction qnn::toNumerics(UnaryFunction function) {
  // Both enumerations have the same functions in the same order.
  static_assert(getMaxEnumValForUnaryFunction() ==
                static_cast<unsigned>(numerics::UnaryFunction::Round));
  return static_cast<numerics::UnaryFunction>(function);
}

numerics::UnaryParameters qnn::getUnaryParameters(UnaryOp op,
                                                  RoundingMode mode) {
  QuantizedTypeInterface input =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  std::optional<APFloat> alpha = op.getAlpha();
  return {input.getScale(0),
          input.getZeroPoint(0),
          toNumerics(input.getStorage()),
          output.getScale(0),
          output.getZeroPoint(0),
          toNumerics(output.getStorage()),
          alpha ? alpha->convertToFloat() : 0.0f,
          toNumerics(mode),
          toNumerics(op.getFlavour())};
}

FailureOr<SmallVector<numerics::FixedPointMultiplier>>
qnn::getRequantizeMultipliers(QuantizedTypeInterface input,
                              QuantizedTypeInterface output,
                              RoundingMode mode) {
  int64_t channels = std::max(input.getNumChannels(), output.getNumChannels());
  SmallVector<numerics::FixedPointMultiplier> multipliers;
  multipliers.reserve(channels);
  for (int64_t c = 0; c < channels; ++c) {
    double ratio = input.getScale(input.isPerTensor() ? 0 : c) /
                   output.getScale(output.isPerTensor() ? 0 : c);
    std::optional<numerics::FixedPointMultiplier> multiplier =
        numerics::quantizeMultiplier(ratio, toNumerics(mode));
    if (!multiplier)
      return failure();
    multipliers.push_back(*multiplier);
  }
  return multipliers;
}

ClampAttr qnn::getActivationClamp(Activation activation,
                                  QuantizedTypeInterface type) {
  numerics::StorageRange range = numerics::activationRange(
      toNumerics(activation), type.getScale(0), type.getZeroPoint(0),
      toNumerics(type.getStorage()));
  return ClampAttr::get(type.getContext(), range.min, range.max);
}

ClampAttr qnn::getResultBounds(FusedActivationOpInterface op) {
  QuantizedTypeInterface type =
      getQuantizedElementType(op->getResult(0).getType());
  if (std::optional<Activation> activation = op.getActivation())
    return getActivationClamp(*activation, type);
  if (std::optional<ClampAttr> clamp = op.getClamp())
    return *clamp;
  Storage storage = type.getStorage();
  return ClampAttr::get(type.getContext(), storage.min, storage.max);
}
