//===- ImportReductions.cpp - Import of pools and normalizations ----------===//
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

LogicalResult OperatorImporter::importOp(const Pool2DOptions &options) {
  if (failed(checkArity(1, 1)))
    return failure();
  int32_t input = op.inputs[0], output = op.outputs[0];
  if (failed(checkActivations({input, output})) ||
      failed(checkRank(input, 4)) ||
      failed(checkSameQuantization(input, output)))
    return failure();
  SmallVector<int64_t> padding =
      getImagePadding(input, options.size, options.steps);
  ActivationAttr activation = getActivation(options.activation);
  if (options.isMaximum)
    return build<MaxPool2DOp>(1, options.size, options.steps.strides, padding,
                              activation, ClampAttr());
  return build<AveragePool2DOp>(1, options.size, options.steps.strides, padding,
                                activation, ClampAttr());
}

LogicalResult OperatorImporter::importOp(const ReduceOptions &options) {
  if (failed(checkArity(2, 2)) ||
      failed(checkActivations({op.inputs[0], op.outputs[0]})))
    return failure();
  FailureOr<SmallVector<int64_t>> axes =
      getAxes(op.inputs[1], getShape(op.inputs[0]).size());
  if (failed(axes))
    return failure();
  if (options.isMean)
    return build<MeanOp>(1, *axes, RoundingModeAttr());
  return build<SumOp>(1, *axes, RoundingModeAttr());
}

LogicalResult OperatorImporter::importOp(const SoftmaxOptions &options) {
  if (failed(checkArity(1, 1)) || failed(checkSameShape()))
    return failure();
  int32_t input = op.inputs[0], output = op.outputs[0];
  ElementType type = getTensor(input).type;
  if (failed(checkActivations({input})) ||
      failed(checkType(output, {type, ElementType::Int16})) ||
      failed(checkPerTensor(output)))
    return failure();
  return build<SoftmaxOp>(1, state.flavour, APFloat(options.beta));
}

LogicalResult OperatorImporter::importOp(const L2NormalizationOptions &) {
  if (failed(checkArity(1, 1)) || failed(checkSameShape()) ||
      failed(checkType(op.inputs[0], ElementType::Int8)) ||
      failed(checkActivations({op.inputs[0], op.outputs[0]})))
    return failure();
  return build<L2NormalizationOp>(1);
}
