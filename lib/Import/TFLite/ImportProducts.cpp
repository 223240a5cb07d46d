//===- ImportProducts.cpp - Import of convolutions and products -----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"

#include <cmath>

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

//===----------------------------------------------------------------------===//
// What products share
//===----------------------------------------------------------------------===//

/// Checks types and the places of scales.
LogicalResult OperatorImporter::checkProduct(const Product &product) const {
  int32_t weights = product.weights;
  if (failed(checkActivations({product.input, product.output})))
    return failure();
  ElementType type = getTensor(product.input).type;
  SmallVector<ElementType> weightsTypes{type};
  if (type == ElementType::Int8)
    weightsTypes.push_back(ElementType::Int4);
  if (failed(checkType(weights, weightsTypes)))
    return failure();
  if (!isPerAxis(weights))
    return success();
  if (type == ElementType::UInt8)
    return checkPerTensor(weights);
  unsigned axis = *getTensor(weights).quantization->axis;
  if (axis != product.channelAxis)
    return emitError() << "expected " << describe(weights)
                       << " to have scales along dimension #"
                       << product.channelAxis << ", but got #" << axis;
  // The kernel takes no notice of them here.
  return checkZeroPoints(weights);
}

LogicalResult OperatorImporter::checkConvolution(const Product &product) const {
  for (int32_t tensor : {product.input, product.weights, product.output})
    if (failed(checkRank(tensor, 4)))
      return failure();
  if (failed(checkProduct(product)))
    return failure();
  // Those of signed weights the kernel takes no notice of.
  if (getTensor(product.weights).type != ElementType::UInt8 &&
      getTensor(product.weights).quantization)
    return checkZeroPoints(product.weights);
  return success();
}

/// Checks that the scales of a bias are close to that of the accumulator, to
/// which it is added as it is. Kernels do so where they compute with one
/// multiplier, in GetQuantizedConvolutionMultipler.
LogicalResult OperatorImporter::checkBiasScales(const Product &product) const {
  auto getScale = [&](int32_t tensor) -> double {
    return getTensor(tensor).quantization->scales[0];
  };
  double accumulatorScale = getScale(product.input) * getScale(product.weights);
  double outputScale = getScale(product.output);
  constexpr double tolerance = 0.02;
  for (double scale : getTensor(product.bias).quantization->scales)
    if (std::abs(accumulatorScale - scale) / outputScale > tolerance)
      return emitError() << "expected " << describe(product.bias)
                         << " to have scale " << accumulatorScale
                         << ", but got " << scale;
  return success();
}

FailureOr<Value> OperatorImporter::getBias(const Product &product,
                                           std::optional<ElementType> biasType,
                                           int64_t size) {
  if (biasType.value_or(ElementType::Int32) != ElementType::Int32)
    return emitError() << "expected bias type INT32, but got "
                       << getName(*biasType);
  int32_t bias = product.bias;
  if (bias == Operator::absent)
    return Value();
  if (failed(checkType(bias, ElementType::Int32)))
    return failure();
  if (!getTensor(bias).isConstant())
    return emitError() << "expected the bias, " << describe(bias)
                       << ", to be a constant";
  if (getNumElements(bias) != size)
    return emitError() << "expected " << describe(bias) << " to have " << size
                       << " elements, but got " << getNumElements(bias);
  if (getTensor(bias).quantization && failed(checkZeroPoints(bias)))
    return failure();
  auto type = RankedTensorType::get(size, state.builder.getI32Type());
  Value value = arith::ConstantOp::create(state.builder, state.getLoc(bias),
                                          state.getElements(bias, type));
  return value;
}

//===----------------------------------------------------------------------===//
// FULLY_CONNECTED
//===----------------------------------------------------------------------===//

FailureOr<OperatorImporter::MatrixShape>
OperatorImporter::getMatrixShape(const Product &product) const {
  int32_t input = product.input, output = product.output;
  if (failed(checkRank(product.weights, 2)))
    return failure();
  ArrayRef<int64_t> weightsShape = getShape(product.weights);
  int64_t n = weightsShape[0], k = weightsShape[1];
  if (getNumElements(input) % k != 0)
    return emitError() << "expected " << describe(input) << " to have rows of "
                       << k << " elements, but got " << getNumElements(input)
                       << " elements";
  int64_t m = getNumElements(input) / k;
  // The leading dimensions are those of the input or one, depending on
  // keep_num_dims, which moves no element.
  ArrayRef<int64_t> outputShape = getShape(output);
  if (outputShape.empty() || outputShape.back() != n ||
      getNumElements(output) / n != m)
    return emitError() << "expected " << describe(output) << " to have " << m
                       << " rows of " << n << " elements, but got the shape ["
                       << outputShape << "]";
  return MatrixShape{m, n, k};
}

LogicalResult OperatorImporter::importOp(const FullyConnectedOptions &options) {
  if (failed(checkArity(2, 3)))
    return failure();
  Product product{op.inputs[0], op.inputs[1], getOptionalInput(2),
                  op.outputs[0], /*channelAxis=*/0};
  if (failed(checkProduct(product)))
    return failure();
  FailureOr<MatrixShape> matrix = getMatrixShape(product);
  if (failed(matrix))
    return failure();
  FailureOr<Value> input = state.getValue(product.input);
  if (failed(input))
    return failure();
  FailureOr<Value> weights = state.getValue(product.weights);
  if (failed(weights))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(product.output);
  if (failed(type))
    return failure();
  FailureOr<Value> bias = getBias(product, options.biasType, matrix->n);
  if (failed(bias))
    return failure();
  // The kernel computes the scale of the accumulator in float32 where the
  // weights have one scale, in float64 where they have more.
  bool isPerTensor = !isPerAxis(product.weights);
  if (*bias && isPerTensor && getTensor(product.bias).quantization &&
      failed(checkBiasScales(product)))
    return failure();

  Value rows = buildReshape(*input, {matrix->m, matrix->k});
  Value output = FullyConnectedOp::create(
      state.builder, loc, type->clone({matrix->m, matrix->n}), rows, *weights,
      *bias, getActivation(options.activation), ClampAttr(), RoundingModeAttr(),
      isPerTensor);
  state.setValue(product.output, buildReshape(output, type->getShape()));
  return success();
}

//===----------------------------------------------------------------------===//
// CONV_2D, DEPTHWISE_CONV_2D
//===----------------------------------------------------------------------===//

/// Weights of depthwise convolutions are 1xKHxKWxO; those of a convolution of
/// as many groups as channels are OxKHxKWx1.
FailureOr<Value> OperatorImporter::getDepthwiseWeights(int32_t weights) {
  if (!getTensor(weights).isConstant())
    return emitError() << "expected the weights, " << describe(weights)
                       << ", to be a constant";
  FailureOr<RankedTensorType> type = state.getType(weights);
  if (failed(type))
    return failure();
  int64_t numTaps = type->getDimSize(1) * type->getDimSize(2);
  int64_t numChannels = type->getDimSize(3);
  auto storageType = cast<ShapedType>(getStorageTensorType(*type));
  auto elements = state.getElements(weights, storageType).getValues<APInt>();
  SmallVector<APInt> transposed;
  transposed.reserve(elements.size());
  for (int64_t channel = 0; channel < numChannels; ++channel)
    for (int64_t tap = 0; tap < numTaps; ++tap)
      transposed.push_back(elements[tap * numChannels + channel]);

  SmallVector<int64_t> shape = {numChannels, type->getDimSize(1),
                                type->getDimSize(2), 1};
  Type elementType = type->getElementType();
  if (auto perAxis = dyn_cast<PerAxisType>(elementType))
    elementType =
        PerAxisType::get(state.builder.getContext(), perAxis.getStorage(),
                         perAxis.getExpressedType(), /*axis=*/0,
                         perAxis.getScales(), perAxis.getZeroPointsValue());
  Value value = qnn::ConstantOp::create(
      state.builder, state.getLoc(weights),
      RankedTensorType::get(shape, elementType),
      DenseElementsAttr::get(storageType.clone(shape), transposed));
  return value;
}

LogicalResult OperatorImporter::importOp(const Conv2DOptions &options) {
  if (failed(checkArity(2, 3)))
    return failure();
  Product product{op.inputs[0], op.inputs[1], getOptionalInput(2),
                  op.outputs[0], options.isDepthwise ? 3u : 0u};
  if (failed(checkConvolution(product)))
    return failure();
  ArrayRef<int64_t> weightsShape = getShape(product.weights);
  if (options.isDepthwise && weightsShape[0] != 1)
    return emitError() << "expected dimension #0 of "
                       << describe(product.weights) << " to be 1, but got "
                       << weightsShape[0];
  FailureOr<Value> input = state.getValue(product.input);
  if (failed(input))
    return failure();
  FailureOr<Value> weights = options.isDepthwise
                                 ? getDepthwiseWeights(product.weights)
                                 : state.getValue(product.weights);
  if (failed(weights))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(product.output);
  if (failed(type))
    return failure();
  FailureOr<Value> bias =
      getBias(product, options.biasType, weightsShape[product.channelAxis]);
  if (failed(bias))
    return failure();
  // Kernels of signed weights have a multiplier for each channel, which they
  // compute in float64; those of unsigned weights have one, from float32.
  bool isUnsigned = getTensor(product.weights).type == ElementType::UInt8;
  if (*bias && isUnsigned && getTensor(product.bias).quantization &&
      failed(checkBiasScales(product)))
    return failure();

  const WindowSteps &steps = options.steps;
  SmallVector<int64_t> padding =
      getImagePadding(product.input, {weightsShape[1], weightsShape[2]}, steps);
  Value output = Conv2DOp::create(state.builder, loc, *type, *input, *weights,
                                  *bias, steps.strides, steps.dilations,
                                  padding, getActivation(options.activation),
                                  ClampAttr(), RoundingModeAttr(), isUnsigned);
  state.setValue(product.output, output);
  return success();
}

//===----------------------------------------------------------------------===//
// TRANSPOSE_CONV
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::importOp(const TransposeConvOptions &options) {
  // The shape of the output comes first, which the file has anyway.
  if (failed(checkArity(3, 4)))
    return failure();
  Product product{op.inputs[2], op.inputs[1], getOptionalInput(3),
                  op.outputs[0], /*channelAxis=*/0};
  if (failed(checkType(product.input, ElementType::Int8)) ||
      failed(checkConvolution(product)))
    return failure();
  if (state.flavour == Flavour::TFLM &&
      options.activation != tflite::Activation::None)
    return emitError() << "expected no fused activation, which the kernel of "
                          "TFLite Micro does not apply";
  FailureOr<Value> input = state.getValue(product.input);
  if (failed(input))
    return failure();
  FailureOr<Value> weights = state.getValue(product.weights);
  if (failed(weights))
    return failure();
  FailureOr<RankedTensorType> type = state.getType(product.output);
  if (failed(type))
    return failure();
  FailureOr<Value> bias =
      getBias(product, options.biasType, getShape(product.weights)[0]);
  if (failed(bias))
    return failure();

  // Those of the convolution that leads from the output to the input.
  SmallVector<int64_t> padding;
  for (unsigned i : {0, 1})
    padding.push_back(getPadding(options.steps.padding,
                                 getShape(product.output)[i + 1],
                                 getShape(product.weights)[i + 1],
                                 options.steps.strides[i], /*dilation=*/1)
                          .low);
  Value output = TransposeConv2DOp::create(
      state.builder, loc, *type, *input, *weights, *bias, options.steps.strides,
      padding, getActivation(options.activation), ClampAttr(),
      RoundingModeAttr());
  state.setValue(product.output, output);
  return success();
}

//===----------------------------------------------------------------------===//
// BATCH_MATMUL
//===----------------------------------------------------------------------===//

static SmallVector<int64_t> getSwapOfLastAxes(size_t rank) {
  SmallVector<int64_t> permutation = llvm::to_vector(llvm::seq<int64_t>(rank));
  std::swap(permutation[rank - 2], permutation[rank - 1]);
  return permutation;
}

FailureOr<Value>
OperatorImporter::broadcastLeadingAxes(Value value, ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<int64_t> extended(shape.size() - type.getRank(), 1);
  llvm::append_range(extended, type.getShape());
  FailureOr<Value> result = buildReshape(value, extended);
  for (size_t axis = 0; axis + 2 < shape.size(); ++axis) {
    if (extended[axis] != 1)
      continue;
    result = buildTake(*result, axis, shape[axis], [](int64_t) { return 0; });
    if (failed(result))
      return failure();
  }
  return result;
}

LogicalResult OperatorImporter::importOp(const BatchMatMulOptions &options) {
  if (failed(checkArity(2, 2)))
    return failure();
  int32_t output = op.outputs[0];
  if (failed(checkActivations({op.inputs[0], op.inputs[1], output})))
    return failure();
  ArrayRef<int64_t> shape = getShape(output);
  for (int32_t input : op.inputs)
    if (getShape(input).size() < 2 || getShape(input).size() > shape.size())
      return emitError() << "expected " << describe(input)
                         << " to have at least 2 dimensions, and at most those "
                            "of the output, but got ["
                         << getShape(input) << "] and [" << shape << "]";

  // Rows of the left operand meet rows of the right one.
  std::array<bool, 2> swaps = {options.transposesLhs, !options.transposesRhs};
  SmallVector<Value> operands;
  for (auto [input, swapsAxes] : llvm::zip_equal(op.inputs, swaps)) {
    FailureOr<Value> operand = state.getValue(input);
    if (failed(operand))
      return failure();
    if (swapsAxes)
      operand =
          buildTranspose(*operand, getSwapOfLastAxes(getShape(input).size()));
    operand = broadcastLeadingAxes(*operand, shape);
    if (failed(operand))
      return failure();
    operands.push_back(*operand);
  }
  return buildFrom<BatchMatmulOp>(operands, ActivationAttr(), ClampAttr(),
                                  RoundingModeAttr());
}
