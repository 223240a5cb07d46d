//===- ImportElementwise.cpp - Import of functions of elements ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

//===----------------------------------------------------------------------===//
// QUANTIZE, DEQUANTIZE
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::importOp(const QuantizeOptions &) {
  if (failed(checkArity(1, 1)))
    return failure();
  int32_t input = op.inputs[0], output = op.outputs[0];
  if (failed(checkSameShape()))
    return failure();
  if (getTensor(input).type == ElementType::Float32) {
    if (failed(checkType(output, {ElementType::Int8, ElementType::Int16,
                                  ElementType::UInt8})))
      return failure();
    return build<QuantizeOp>(1, FloatRounding::HalfAway);
  }

  if (failed(checkType(input, quantizedTypes)) ||
      failed(checkType(output, quantizedTypes)) ||
      failed(checkPerTensor(input)) || failed(checkPerTensor(output)))
    return failure();
  return build<RequantizeOp>(1, RoundingModeAttr(), ClampAttr());
}

LogicalResult OperatorImporter::importOp(const DequantizeOptions &) {
  if (failed(checkArity(1, 1)) || failed(checkSameShape()) ||
      failed(checkType(op.inputs[0], quantizedTypes)) ||
      failed(checkType(op.outputs[0], ElementType::Float32)))
    return failure();
  return build<DequantizeOp>(1);
}

//===----------------------------------------------------------------------===//
// Functions of two elements
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::importOp(const ArithmeticOptions &options) {
  if (failed(checkArity(2, 2)) ||
      failed(checkActivations({op.inputs[0], op.inputs[1], op.outputs[0]})))
    return failure();
  // The kernels compute multipliers from float64 but for one each.
  bool isTFLM = state.flavour == Flavour::TFLM;
  ActivationAttr activation = getActivation(options.activation);
  switch (options.function) {
  case ArithmeticFunction::Add:
    return build<AddOp>(2, activation, ClampAttr(), RoundingModeAttr(),
                        /*f32_scales=*/false);
  case ArithmeticFunction::Sub:
    return build<SubOp>(2, activation, ClampAttr(), RoundingModeAttr(),
                        /*f32_scales=*/isTFLM);
  case ArithmeticFunction::Mul:
    return build<MulOp>(2, activation, ClampAttr(), RoundingModeAttr(),
                        /*f32_scales=*/!isTFLM);
  }
  llvm_unreachable("unknown function");
}

LogicalResult OperatorImporter::importOp(const ExtremumOptions &options) {
  if (failed(checkArity(2, 2)) ||
      failed(checkActivations({op.inputs[0], op.inputs[1], op.outputs[0]})))
    return failure();
  // The kernel compares and copies integers.
  for (int32_t input : op.inputs)
    if (failed(checkSameQuantization(input, op.outputs[0])))
      return failure();
  return options.isMaximum ? build<MaximumOp>(2) : build<MinimumOp>(2);
}

LogicalResult OperatorImporter::importOp(const PReluOptions &) {
  if (failed(checkArity(2, 2)) || failed(checkSameShape()) ||
      failed(checkActivations({op.inputs[0], op.inputs[1], op.outputs[0]})))
    return failure();
  return build<PReluOp>(2, RoundingModeAttr());
}

//===----------------------------------------------------------------------===//
// Functions of one element
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::importOp(const UnaryOptions &options) {
  if (failed(checkArity(1, 1)) || failed(checkSameShape()) ||
      failed(checkActivations({op.inputs[0], op.outputs[0]})))
    return failure();
  FloatAttr alpha;
  if (options.alpha)
    alpha = state.builder.getF32FloatAttr(*options.alpha);
  // The dialect's functions are in the order of the numerics'.
  return build<UnaryOp>(1, static_cast<UnaryFunction>(options.function),
                        state.flavour, alpha, RoundingModeAttr());
}
