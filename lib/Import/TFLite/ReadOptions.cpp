//===- ReadOptions.cpp - Options of TFLite operators ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To support one more operator: declare its options table in tflite.fbs and
// give it its number in the BuiltinOptions union; add the options to Model.h;
// write a function that reads them; add a row to the table of operators.
//
//===----------------------------------------------------------------------===//

#include "ReaderDetail.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

using llvm::Expected;

//===----------------------------------------------------------------------===//
// Helpers
//===----------------------------------------------------------------------===//

/// Returns the options table of an operator, or null if the file has none,
/// which stands for a table of defaults.
template <typename Table>
static Expected<const Table *> getTable(const schema::Operator &source) {
  constexpr schema::BuiltinOptions expected =
      schema::BuiltinOptionsTraits<Table>::enum_value;
  schema::BuiltinOptions actual = source.builtin_options_type();
  if (actual == schema::BuiltinOptions::NONE)
    return nullptr;
  if (actual != expected)
    return makeError(
        "expected {0}, but got {1}", schema::EnumNameBuiltinOptions(expected),
        nameOrNumber(actual, schema::EnumNameBuiltinOptions(actual)));
  return static_cast<const Table *>(source.builtin_options());
}

static Expected<Activation>
readActivation(schema::ActivationFunctionType activation) {
  switch (activation) {
  case schema::ActivationFunctionType::NONE:
    return Activation::None;
  case schema::ActivationFunctionType::RELU:
    return Activation::Relu;
  case schema::ActivationFunctionType::RELU_N1_TO_1:
    return Activation::ReluN1To1;
  case schema::ActivationFunctionType::RELU6:
    return Activation::Relu6;
  default:
    return makeError(
        "expected fused activation NONE, RELU, RELU_N1_TO_1 or "
        "RELU6, but got {0}",
        nameOrNumber(activation,
                     schema::EnumNameActivationFunctionType(activation)));
  }
}

static Expected<std::optional<ElementType>>
readBiasType(schema::TensorType type) {
  switch (type) {
  case schema::TensorType::FLOAT32:
    // The default: the types of the operands decide.
    return std::nullopt;
  case schema::TensorType::INT32:
    return ElementType::Int32;
  case schema::TensorType::INT64:
    return ElementType::Int64;
  default:
    return makeError("expected bias type INT32 or INT64, but got {0}",
                     nameOrNumber(type, schema::EnumNameTensorType(type)));
  }
}

//===----------------------------------------------------------------------===//
// One function per operator
//===----------------------------------------------------------------------===//

static Expected<OperatorOptions> readDequantize(const schema::Operator &source,
                                                ListReader &) {
  auto table = getTable<schema::DequantizeOptions>(source);
  if (!table)
    return table.takeError();
  return DequantizeOptions();
}

static Expected<OperatorOptions>
readFullyConnected(const schema::Operator &source, ListReader &) {
  auto table = getTable<schema::FullyConnectedOptions>(source);
  if (!table)
    return table.takeError();
  FullyConnectedOptions options;
  if (!*table)
    return options;

  Expected<Activation> activation =
      readActivation((*table)->fused_activation_function());
  if (!activation)
    return activation.takeError();
  auto format = (*table)->weights_format();
  if (format != schema::FullyConnectedOptionsWeightsFormat::DEFAULT)
    return makeError(
        "expected weights format DEFAULT, but got {0}",
        nameOrNumber(format, schema::EnumNameFullyConnectedOptionsWeightsFormat(
                                 format)));
  Expected<std::optional<ElementType>> biasType =
      readBiasType((*table)->quantized_bias_type());
  if (!biasType)
    return biasType.takeError();

  options.activation = *activation;
  options.keepNumDims = (*table)->keep_num_dims();
  options.biasType = *biasType;
  return options;
}

static Expected<OperatorOptions> readQuantize(const schema::Operator &source,
                                              ListReader &) {
  auto table = getTable<schema::QuantizeOptions>(source);
  if (!table)
    return table.takeError();
  return QuantizeOptions();
}

static Expected<OperatorOptions> readReshape(const schema::Operator &source,
                                             ListReader &lists) {
  auto table = getTable<schema::ReshapeOptions>(source);
  if (!table)
    return table.takeError();
  ReshapeOptions options;
  if (!*table)
    return options;

  const flatbuffers::Vector<int32_t> *newShape = (*table)->new_shape();
  if (getSize(newShape) > maxRank)
    return makeError("expected a new shape of at most {0} dimensions, but got "
                     "{1}",
                     maxRank, getSize(newShape));
  Expected<std::vector<int64_t>> sizes = lists.read<int64_t>(newShape);
  if (!sizes)
    return sizes.takeError();
  for (int64_t size : *sizes)
    if (size < -1)
      return makeError("expected a new shape of sizes and -1, but got {0}",
                       size);
  options.newShape = std::move(*sizes);
  return options;
}

//===----------------------------------------------------------------------===//
// The table of operators
//===----------------------------------------------------------------------===//

static constexpr OperatorKind operatorKinds[] = {
    {schema::BuiltinOperator::DEQUANTIZE, 9, readDequantize},
    {schema::BuiltinOperator::FULLY_CONNECTED, 14, readFullyConnected},
    {schema::BuiltinOperator::QUANTIZE, 6, readQuantize},
    {schema::BuiltinOperator::RESHAPE, 1, readReshape},
};

const OperatorKind *detail::lookUpOperator(schema::BuiltinOperator code) {
  const auto *kind = llvm::find_if(
      operatorKinds, [&](const OperatorKind &k) { return k.code == code; });
  return kind == std::end(operatorKinds) ? nullptr : kind;
}
