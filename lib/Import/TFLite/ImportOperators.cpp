//===- ImportOperators.cpp - TFLite operators to qnn ops ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An operator means what TFLite's reference kernel computes. Where the kernel
// does not heed what the model says, such as a zero point, the model is
// refused: neither reading of it would be right.
//
//===----------------------------------------------------------------------===//

#include "ImporterDetail.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"
#include "qnn/IR/Qnn.h"
#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using tflite::detail::ImportState;

/// The types whose quantized tensors qnn ops take; some ops take fewer.
static constexpr ElementType quantizedTypes[] = {
    ElementType::Int4, ElementType::Int8, ElementType::Int16,
    ElementType::Int32, ElementType::UInt8};

//===----------------------------------------------------------------------===//
// OperatorImporter
//===----------------------------------------------------------------------===//

namespace {
/// Imports one operator. The tensors that functions take are indices.
class OperatorImporter {
public:
  OperatorImporter(ImportState &state, size_t index)
      : state(state), op(state.model.operators[index]), index(index),
        loc(op.outputs.empty() ? state.fileLoc : state.getLoc(op.outputs[0])) {}

  // One function for each kind of operator.
  LogicalResult importOp(const DequantizeOptions &options);
  LogicalResult importOp(const FullyConnectedOptions &options);
  LogicalResult importOp(const QuantizeOptions &options);
  LogicalResult importOp(const ReshapeOptions &options);

private:
  InFlightDiagnostic emitError() const {
    return mlir::emitError(loc)
           << "operator #" << index << " (" << op.name << "): ";
  }

  // Checks that emit an error. The others take the arity to be checked.
  LogicalResult checkArity(size_t minInputs, size_t maxInputs) const;
  LogicalResult checkType(int32_t tensor, ArrayRef<ElementType> types) const;
  LogicalResult checkPerTensor(int32_t tensor) const;
  LogicalResult checkZeroPoints(int32_t tensor) const;
  LogicalResult checkSameShape() const;

  // RESHAPE
  /// As the file has it; empty if it has none.
  FailureOr<SmallVector<int64_t>>
  getNewShape(const ReshapeOptions &options) const;
  LogicalResult checkNewShape(ArrayRef<int64_t> newShape) const;

  // FULLY_CONNECTED
  /// The input as MxK, the weights as NxK, the output as MxN.
  struct MatrixProduct {
    int64_t m, n, k;
  };
  FailureOr<MatrixProduct> getMatrixProduct() const;
  LogicalResult checkFullyConnectedTypes() const;
  LogicalResult checkPerAxisWeights() const;
  LogicalResult checkBiasScales(int32_t bias) const;
  /// The bias of `size` elements; null if there is none.
  FailureOr<Value> importBias(const FullyConnectedOptions &options,
                              int64_t size);

  /// Builds OpTy from the only input to the only output.
  template <typename OpTy, typename... Args>
  LogicalResult buildUnary(Args &&...args);
  Value buildReshape(Value value, ArrayRef<int64_t> shape);

  const Tensor &getTensor(int32_t tensor) const {
    return state.model.tensors[tensor];
  }
  int64_t getNumElements(int32_t tensor) const {
    return ShapedType::getNumElements(getTensor(tensor).shape);
  }
  bool isPerAxis(int32_t tensor) const {
    const std::optional<Quantization> &quantization =
        getTensor(tensor).quantization;
    return quantization && quantization->axis;
  }
  std::string describe(int32_t tensor) const { return state.describe(tensor); }

  ImportState &state;
  const Operator &op;
  size_t index;
  Location loc;
};
} // namespace

LogicalResult tflite::detail::importOperator(ImportState &state, size_t index) {
  OperatorImporter importer(state, index);
  return std::visit(
      [&](const auto &options) { return importer.importOp(options); },
      state.model.operators[index].options);
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// Checks the number of inputs, of which the first `minInputs` must be there,
/// and that there is one output.
LogicalResult OperatorImporter::checkArity(size_t minInputs,
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
  if (op.outputs.size() != 1)
    return emitError() << "expected 1 output, but got " << op.outputs.size();
  return success();
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

/// Checks that the first input and the output have the same shape.
LogicalResult OperatorImporter::checkSameShape() const {
  ArrayRef<int64_t> input = getTensor(op.inputs[0]).shape;
  ArrayRef<int64_t> output = getTensor(op.outputs[0]).shape;
  if (input != output)
    return emitError() << "expected input and output of one shape, but got ["
                       << input << "] and [" << output << "]";
  return success();
}

//===----------------------------------------------------------------------===//
// QUANTIZE, DEQUANTIZE
//===----------------------------------------------------------------------===//

template <typename OpTy, typename... Args>
LogicalResult OperatorImporter::buildUnary(Args &&...args) {
  FailureOr<Value> input = state.getValue(op.inputs[0]);
  if (failed(input))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(op.outputs[0]);
  if (failed(type))
    return failure();
  state.setValue(op.outputs[0], OpTy::create(state.builder, loc, *type, *input,
                                             std::forward<Args>(args)...));
  return success();
}

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
    return buildUnary<QuantizeOp>(FloatRounding::HalfAway);
  }

  if (failed(checkType(input, quantizedTypes)) ||
      failed(checkType(output, quantizedTypes)) ||
      failed(checkPerTensor(input)) || failed(checkPerTensor(output)))
    return failure();
  return buildUnary<RequantizeOp>(RoundingModeAttr(), ClampAttr());
}

LogicalResult OperatorImporter::importOp(const DequantizeOptions &) {
  if (failed(checkArity(1, 1)) || failed(checkSameShape()) ||
      failed(checkType(op.inputs[0], quantizedTypes)) ||
      failed(checkType(op.outputs[0], ElementType::Float32)))
    return failure();
  return buildUnary<DequantizeOp>();
}

//===----------------------------------------------------------------------===//
// RESHAPE
//===----------------------------------------------------------------------===//

Value OperatorImporter::buildReshape(Value value, ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getShape() == shape)
    return value;
  return ReshapeOp::create(state.builder, loc, type.clone(shape), value);
}

FailureOr<SmallVector<int64_t>>
OperatorImporter::getNewShape(const ReshapeOptions &options) const {
  // An operand takes precedence over the options.
  if (op.inputs.size() < 2 || op.inputs[1] == Operator::absent)
    return llvm::to_vector(options.newShape);
  int32_t operand = op.inputs[1];
  if (failed(checkType(operand, ElementType::Int32)))
    return failure();
  if (!getTensor(operand).isConstant())
    return emitError() << "expected the new shape, " << describe(operand)
                       << ", to be a constant";
  auto type = RankedTensorType::get(getNumElements(operand),
                                    state.builder.getI32Type());
  DenseElementsAttr sizes = state.getElements(operand, type);
  return SmallVector<int64_t>(sizes.value_begin<int32_t>(),
                              sizes.value_end<int32_t>());
}

/// Checks that `newShape`, in which -1 is any size, is that of the output.
LogicalResult
OperatorImporter::checkNewShape(ArrayRef<int64_t> newShape) const {
  ArrayRef<int64_t> shape = getTensor(op.outputs[0]).shape;
  if (newShape.size() != shape.size())
    return emitError() << "expected a new shape of rank " << shape.size()
                       << ", that of " << describe(op.outputs[0])
                       << ", but got rank " << newShape.size();
  if (!llvm::all_of_zip(newShape, shape, [](int64_t size, int64_t expected) {
        return size == -1 || size == expected;
      }))
    return emitError() << "expected the new shape [" << shape << "], that of "
                       << describe(op.outputs[0]) << ", but got [" << newShape
                       << "]";
  return success();
}

LogicalResult OperatorImporter::importOp(const ReshapeOptions &options) {
  if (failed(checkArity(1, 2)))
    return failure();
  FailureOr<SmallVector<int64_t>> newShape = getNewShape(options);
  if (failed(newShape))
    return failure();
  // Where the file says no new shape, that of the output is as good.
  if (!newShape->empty() && failed(checkNewShape(*newShape)))
    return failure();

  int32_t input = op.inputs[0], output = op.outputs[0];
  if (getNumElements(input) != getNumElements(output))
    return emitError() << "expected as many elements in input and output, but "
                          "got "
                       << getNumElements(input) << " and "
                       << getNumElements(output);
  if (failed(checkType(input, quantizedTypes)) ||
      failed(checkPerTensor(input)) || failed(checkPerTensor(output)))
    return failure();
  FailureOr<Value> value = state.getValue(input);
  if (failed(value))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(output);
  if (failed(type))
    return failure();
  Type elementType = getElementTypeOrSelf(*value);
  if (elementType != type->getElementType())
    return emitError() << "expected input and output of one type, but got "
                       << elementType << " and " << type->getElementType();
  state.setValue(output, buildReshape(*value, type->getShape()));
  return success();
}

//===----------------------------------------------------------------------===//
// FULLY_CONNECTED
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::checkFullyConnectedTypes() const {
  int32_t input = op.inputs[0], weights = op.inputs[1], output = op.outputs[0];
  if (failed(checkType(input, {ElementType::Int8, ElementType::UInt8})))
    return failure();
  ElementType type = getTensor(input).type;
  SmallVector<ElementType> weightsTypes{type};
  if (type == ElementType::Int8)
    weightsTypes.push_back(ElementType::Int4);
  return success(succeeded(checkType(weights, weightsTypes)) &&
                 succeeded(checkType(output, type)) &&
                 succeeded(checkPerTensor(input)) &&
                 succeeded(checkPerTensor(output)));
}

/// Checks weights with a scale for each output, if they are that.
LogicalResult OperatorImporter::checkPerAxisWeights() const {
  int32_t weights = op.inputs[1];
  if (!isPerAxis(weights))
    return success();
  if (getTensor(weights).type == ElementType::UInt8)
    return checkPerTensor(weights);
  unsigned axis = *getTensor(weights).quantization->axis;
  if (axis != 0)
    return emitError() << "expected " << describe(weights)
                       << " to have scales along dimension #0, but got #"
                       << axis;
  // The kernel takes no notice of them here.
  return checkZeroPoints(weights);
}

FailureOr<OperatorImporter::MatrixProduct>
OperatorImporter::getMatrixProduct() const {
  int32_t input = op.inputs[0], weights = op.inputs[1], output = op.outputs[0];
  ArrayRef<int64_t> weightsShape = getTensor(weights).shape;
  if (weightsShape.size() != 2)
    return emitError() << "expected " << describe(weights)
                       << " to have rank 2, but got rank "
                       << weightsShape.size();
  int64_t n = weightsShape[0], k = weightsShape[1];
  if (getNumElements(input) % k != 0)
    return emitError() << "expected " << describe(input) << " to have rows of "
                       << k << " elements, but got " << getNumElements(input)
                       << " elements";
  int64_t m = getNumElements(input) / k;
  // The leading dimensions are those of the input or one, depending on
  // keep_num_dims, which moves no element.
  ArrayRef<int64_t> outputShape = getTensor(output).shape;
  if (outputShape.empty() || outputShape.back() != n ||
      getNumElements(output) / n != m)
    return emitError() << "expected " << describe(output) << " to have " << m
                       << " rows of " << n << " elements, but got the shape ["
                       << outputShape << "]";
  return MatrixProduct{m, n, k};
}

/// Checks that the scales of a bias are close to that of the accumulator, to
/// which it is added as it is. The kernel does so where the weights have one
/// scale, in GetQuantizedConvolutionMultipler.
LogicalResult OperatorImporter::checkBiasScales(int32_t bias) const {
  if (isPerAxis(op.inputs[1]))
    return success();
  auto getScale = [&](int32_t tensor) -> double {
    return getTensor(tensor).quantization->scales[0];
  };
  double accumulatorScale = getScale(op.inputs[0]) * getScale(op.inputs[1]);
  double outputScale = getScale(op.outputs[0]);
  constexpr double tolerance = 0.02;
  for (double scale : getTensor(bias).quantization->scales)
    if (std::abs(accumulatorScale - scale) / outputScale > tolerance)
      return emitError() << "expected " << describe(bias) << " to have scale "
                         << accumulatorScale << ", but got " << scale;
  return success();
}

FailureOr<Value>
OperatorImporter::importBias(const FullyConnectedOptions &options,
                             int64_t size) {
  if (options.biasType.value_or(ElementType::Int32) != ElementType::Int32)
    return emitError() << "expected bias type INT32, but got "
                       << getName(*options.biasType);
  if (op.inputs.size() < 3 || op.inputs[2] == Operator::absent)
    return Value();
  int32_t bias = op.inputs[2];
  if (failed(checkType(bias, ElementType::Int32)))
    return failure();
  if (!getTensor(bias).isConstant())
    return emitError() << "expected the bias, " << describe(bias)
                       << ", to be a constant";
  if (getNumElements(bias) != size)
    return emitError() << "expected " << describe(bias) << " to have " << size
                       << " elements, but got " << getNumElements(bias);
  if (getTensor(bias).quantization &&
      (failed(checkZeroPoints(bias)) || failed(checkBiasScales(bias))))
    return failure();
  auto type = RankedTensorType::get(size, state.builder.getI32Type());
  Value value = arith::ConstantOp::create(state.builder, state.getLoc(bias),
                                          state.getElements(bias, type));
  return value;
}

static ActivationAttr getActivation(MLIRContext *context,
                                    tflite::Activation activation) {
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

LogicalResult OperatorImporter::importOp(const FullyConnectedOptions &options) {
  if (failed(checkArity(2, 3)) || failed(checkFullyConnectedTypes()) ||
      failed(checkPerAxisWeights()))
    return failure();
  FailureOr<MatrixProduct> product = getMatrixProduct();
  if (failed(product))
    return failure();
  FailureOr<Value> input = state.getValue(op.inputs[0]);
  if (failed(input))
    return failure();
  FailureOr<Value> weights = state.getValue(op.inputs[1]);
  if (failed(weights))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(op.outputs[0]);
  if (failed(type))
    return failure();
  FailureOr<Value> bias = importBias(options, product->n);
  if (failed(bias))
    return failure();

  OpBuilder &builder = state.builder;
  Value rows = buildReshape(*input, {product->m, product->k});
  // The kernel computes the scale of the accumulator in float32 where the
  // weights have one scale, in float64 where they have more.
  UnitAttr f32AccumulatorScale =
      isPerAxis(op.inputs[1]) ? UnitAttr() : builder.getUnitAttr();
  Value output = FullyConnectedOp::create(
      builder, loc, type->clone({product->m, product->n}), rows, *weights,
      *bias, getActivation(builder.getContext(), options.activation),
      ClampAttr(), RoundingModeAttr(), f32AccumulatorScale);
  state.setValue(op.outputs[0], buildReshape(output, type->getShape()));
  return success();
}
