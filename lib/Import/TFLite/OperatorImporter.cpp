//===- OperatorImporter.cpp - What imports of operators share -------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

OperatorImporter::OperatorImporter(ImportState &state, size_t index)
    : state(state), op(state.model.operators[index]), index(index),
      loc(op.outputs.empty() ? state.fileLoc : state.getLoc(op.outputs[0])) {}

LogicalResult tflite::detail::importOperator(ImportState &state, size_t index) {
  OperatorImporter importer(state, index);
  if (importer.computesIntegers())
    return importer.importIntegers();
  return std::visit(
      [&](const auto &options) { return importer.importOp(options); },
      state.model.operators[index].options);
}

InFlightDiagnostic OperatorImporter::emitError() const {
  return mlir::emitError(loc)
         << "operator #" << index << " (" << op.name << "): ";
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::checkInputs(size_t minInputs,
                                            size_t maxInputs) const {
  size_t numInputs = op.inputs.size();
  if (numInputs < minInputs || numInputs > maxInputs) {
    InFlightDiagnostic diag = emitError() << "expected " << minInputs;
    if (maxInputs > minInputs)
      diag << " or " << maxInputs;
    return diag << (maxInputs == 1 ? " input" : " inputs") << ", but got "
                << numInputs;
  }
  for (size_t i = 0; i < minInputs; ++i)
    if (op.inputs[i] == Operator::absent)
      return emitError() << "expected input #" << i << ", but got none";
  return success();
}

LogicalResult OperatorImporter::checkArity(size_t minInputs,
                                           size_t maxInputs) const {
  if (failed(checkInputs(minInputs, maxInputs)))
    return failure();
  if (op.outputs.size() != 1)
    return emitError() << "expected 1 output, but got " << op.outputs.size();
  return success();
}

LogicalResult OperatorImporter::checkVariadic() const {
  size_t numInputs = std::max<size_t>(op.inputs.size(), 1);
  return checkArity(numInputs, numInputs);
}

LogicalResult OperatorImporter::checkType(int32_t tensor,
                                          ArrayRef<ElementType> types) const {
  ElementType type = getTensor(tensor).type;
  if (llvm::is_contained(types, type))
    return success();
  InFlightDiagnostic diag = emitError() << "expected " << describe(tensor)
                                        << " to have type ";
  for (size_t i = 0, e = types.size(); i < e; ++i)
    diag << (i == 0 ? "" : i + 1 == e ? " or " : ", ") << getName(types[i]);
  return diag << ", but got " << getName(type);
}

LogicalResult OperatorImporter::checkPerTensor(int32_t tensor) const {
  if (isPerAxis(tensor))
    return emitError() << "expected " << describe(tensor)
                       << " to have one scale, but got "
                       << getTensor(tensor).quantization->scales.size();
  return success();
}

LogicalResult OperatorImporter::checkZeroPoints(int32_t tensor) const {
  for (auto [i, zeroPoint] :
       llvm::enumerate(getTensor(tensor).quantization->zeroPoints))
    if (zeroPoint != 0)
      return emitError() << "expected zero point #" << i << " of "
                         << describe(tensor) << " to be 0, but got "
                         << zeroPoint;
  return success();
}

LogicalResult OperatorImporter::checkRank(int32_t tensor, size_t rank) const {
  if (getShape(tensor).size() != rank)
    return emitError() << "expected " << describe(tensor) << " to have rank "
                       << rank << ", but got rank " << getShape(tensor).size();
  return success();
}

LogicalResult OperatorImporter::checkSameShape() const {
  ArrayRef<int64_t> input = getShape(op.inputs[0]);
  ArrayRef<int64_t> output = getShape(op.outputs[0]);
  if (input != output)
    return emitError() << "expected input and output of one shape, but got ["
                       << input << "] and [" << output << "]";
  return success();
}

LogicalResult OperatorImporter::checkSameQuantization(int32_t input,
                                                      int32_t output) const {
  FailureOr<RankedTensorType> inputType = state.getType(input);
  if (failed(inputType))
    return failure();
  FailureOr<RankedTensorType> outputType = state.getType(output);
  if (failed(outputType))
    return failure();
  if (inputType->getElementType() != outputType->getElementType())
    return emitError() << "expected " << describe(input) << " and "
                       << describe(output) << " of one type, but got "
                       << inputType->getElementType() << " and "
                       << outputType->getElementType();
  return success();
}

LogicalResult
OperatorImporter::checkActivations(ArrayRef<int32_t> tensors) const {
  if (failed(checkType(tensors[0], {ElementType::Int8, ElementType::UInt8})))
    return failure();
  for (int32_t tensor : tensors)
    if (failed(checkType(tensor, getTensor(tensors[0]).type)) ||
        failed(checkPerTensor(tensor)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Constant operands
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<int64_t>>
OperatorImporter::getIntegers(int32_t tensor, StringRef what) const {
  if (failed(checkType(tensor, {ElementType::Int32, ElementType::Int64})))
    return failure();
  if (const SmallVector<int64_t> *known = state.getIntegers(tensor))
    return *known;
  if (!getTensor(tensor).isConstant())
    return emitError() << "expected " << what << ", " << describe(tensor)
                       << ", to be a constant";
  bool isWide = getTensor(tensor).type == ElementType::Int64;
  auto type = RankedTensorType::get(
      getNumElements(tensor), state.builder.getIntegerType(isWide ? 64 : 32));
  SmallVector<int64_t> integers;
  for (const APInt &integer :
       state.getElements(tensor, type).getValues<APInt>())
    integers.push_back(integer.getSExtValue());
  return integers;
}

FailureOr<SmallVector<int64_t>>
OperatorImporter::getIntegers(int32_t tensor, StringRef what,
                              size_t size) const {
  FailureOr<SmallVector<int64_t>> integers = getIntegers(tensor, what);
  if (succeeded(integers) && integers->size() != size)
    return emitError() << "expected " << what << ", " << describe(tensor)
                       << ", to have " << size << " elements, but got "
                       << integers->size();
  return integers;
}

FailureOr<int64_t> OperatorImporter::getAxis(int64_t axis, size_t rank) const {
  int64_t numAxes = rank;
  if (axis < -numAxes || axis >= numAxes)
    return emitError() << "expected an axis in [" << -numAxes << ", " << numAxes
                       << "), but got " << axis;
  return axis < 0 ? axis + numAxes : axis;
}

FailureOr<SmallVector<int64_t>> OperatorImporter::getAxes(int32_t tensor,
                                                          size_t rank) const {
  FailureOr<SmallVector<int64_t>> axes = getIntegers(tensor, "the axes");
  if (failed(axes))
    return failure();
  for (int64_t &axis : *axes) {
    FailureOr<int64_t> resolved = getAxis(axis, rank);
    if (failed(resolved))
      return failure();
    axis = *resolved;
  }
  llvm::sort(*axes);
  axes->erase(llvm::unique(*axes), axes->end());
  return axes;
}

//===----------------------------------------------------------------------===//
// Windows and activations
//===----------------------------------------------------------------------===//

OperatorImporter::AxisPadding
OperatorImporter::getPadding(tflite::Padding padding, int64_t inputSize,
                             int64_t windowSize, int64_t stride,
                             int64_t dilation) {
  if (padding == tflite::Padding::Valid)
    return {0, 0};
  int64_t outputSize = llvm::divideCeilSigned(inputSize, stride);
  int64_t covered = (outputSize - 1) * stride + (windowSize - 1) * dilation + 1;
  int64_t total = std::max<int64_t>(covered - inputSize, 0);
  return {total / 2, total - total / 2};
}

SmallVector<int64_t>
OperatorImporter::getImagePadding(int32_t input, std::array<int64_t, 2> size,
                                  const WindowSteps &steps) const {
  SmallVector<int64_t> padding;
  for (unsigned i : {0, 1}) {
    AxisPadding axis =
        getPadding(steps.padding, getShape(input)[i + 1], size[i],
                   steps.strides[i], steps.dilations[i]);
    padding.append({axis.low, axis.high});
  }
  return padding;
}

ActivationAttr
OperatorImporter::getActivation(tflite::Activation activation) const {
  MLIRContext *context = state.builder.getContext();
  switch (activation) {
  case tflite::Activation::None:
    return nullptr;
  case tflite::Activation::Relu:
    return ActivationAttr::get(context, qnn::Activation::Relu);
  case tflite::Activation::ReluN1To1:
    return ActivationAttr::get(context, qnn::Activation::ReluN1To1);
  case tflite::Activation::Relu6:
    return ActivationAttr::get(context, qnn::Activation::Relu6);
  }
  llvm_unreachable("unknown activation");
}
