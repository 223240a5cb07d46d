//===- ReadOptions.cpp - Options of TFLite operators ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To support one more operator: if its options say anything, declare their
// table in tflite.fbs, give it its number in the BuiltinOptions union and write
// a function that reads it; add the options to Options.h; add a row to the
// table of operators.
//
//===----------------------------------------------------------------------===//

#include "ReaderDetail.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>
#include <type_traits>

using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

namespace numerics = mlir::qnn::numerics;

using llvm::Error;
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

static Expected<Padding> readPadding(schema::Padding padding) {
  switch (padding) {
  case schema::Padding::SAME:
    return Padding::Same;
  case schema::Padding::VALID:
    return Padding::Valid;
  }
  return makeError("expected padding SAME or VALID, but got {0}",
                   nameOrNumber(padding, schema::EnumNamePadding(padding)));
}

static Error checkPositive(const char *what, int64_t value) {
  if (value < 1)
    return makeError("expected {0} of at least 1, but got {1}", what, value);
  return Error::success();
}

/// Reads strides and, where the table has them, dilations.
template <typename Table>
static Expected<WindowSteps> readSteps(const Table &table) {
  Expected<Padding> padding = readPadding(table.padding());
  if (!padding)
    return padding.takeError();
  WindowSteps steps;
  steps.padding = *padding;
  steps.strides = {table.stride_h(), table.stride_w()};
  if constexpr (!std::is_same_v<Table, schema::Pool2DOptions> &&
                !std::is_same_v<Table, schema::TransposeConvOptions>)
    steps.dilations = {table.dilation_h_factor(), table.dilation_w_factor()};
  for (int64_t stride : steps.strides)
    if (Error error = checkPositive("strides", stride))
      return error;
  for (int64_t dilation : steps.dilations)
    if (Error error = checkPositive("dilations", dilation))
      return error;
  return steps;
}

/// Returns an error for a table that is not there, of an operator whose
/// defaults make no sense.
template <typename Table>
static Expected<const Table *>
getRequiredTable(const schema::Operator &source) {
  Expected<const Table *> table = getTable<Table>(source);
  if (table && !*table)
    return makeError("expected {0}, but got NONE",
                     schema::EnumNameBuiltinOptions(
                         schema::BuiltinOptionsTraits<Table>::enum_value));
  return table;
}

//===----------------------------------------------------------------------===//
// Operators whose options say nothing
//===----------------------------------------------------------------------===//

/// Options with a first field that the operator's name tells.
template <typename Options, auto... field>
static Expected<OperatorOptions> readNothing(const schema::Operator &,
                                             ListReader &) {
  return Options{field...};
}

template <numerics::UnaryFunction function>
static Expected<OperatorOptions> readUnary(const schema::Operator &,
                                           ListReader &) {
  return UnaryOptions{function, std::nullopt};
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

static Expected<OperatorOptions> readBatchMatMul(const schema::Operator &source,
                                                 ListReader &) {
  auto table = getTable<schema::BatchMatMulOptions>(source);
  if (!table)
    return table.takeError();
  BatchMatMulOptions options;
  if (*table) {
    options.transposesLhs = (*table)->adj_x();
    options.transposesRhs = (*table)->adj_y();
  }
  return options;
}

/// Reads what follows from the steps of a window, the activation and, where the
/// table has it, the type of the bias.
template <typename Options, typename Table>
static Error readConvolution(const Table &table, Options &options) {
  Expected<WindowSteps> steps = readSteps(table);
  if (!steps)
    return steps.takeError();
  Expected<Activation> activation =
      readActivation(table.fused_activation_function());
  if (!activation)
    return activation.takeError();
  options.steps = *steps;
  options.activation = *activation;
  if constexpr (!std::is_same_v<Table, schema::DepthwiseConv2DOptions> &&
                !std::is_same_v<Table, schema::Pool2DOptions>) {
    Expected<std::optional<ElementType>> biasType =
        readBiasType(table.quantized_bias_type());
    if (!biasType)
      return biasType.takeError();
    options.biasType = *biasType;
  }
  return Error::success();
}

template <typename Table, bool isDepthwise>
static Expected<OperatorOptions> readConv2D(const schema::Operator &source,
                                            ListReader &) {
  auto table = getRequiredTable<Table>(source);
  if (!table)
    return table.takeError();
  Conv2DOptions options;
  options.isDepthwise = isDepthwise;
  if (Error error = readConvolution(**table, options))
    return error;
  return options;
}

static Expected<OperatorOptions>
readTransposeConv(const schema::Operator &source, ListReader &) {
  auto table = getRequiredTable<schema::TransposeConvOptions>(source);
  if (!table)
    return table.takeError();
  TransposeConvOptions options;
  if (Error error = readConvolution(**table, options))
    return error;
  return options;
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

//===----------------------------------------------------------------------===//
// Functions of elements
//===----------------------------------------------------------------------===//

template <typename Table, ArithmeticFunction function>
static Expected<OperatorOptions> readArithmetic(const schema::Operator &source,
                                                ListReader &) {
  auto table = getTable<Table>(source);
  if (!table)
    return table.takeError();
  ArithmeticOptions options{function};
  if (!*table)
    return options;
  Expected<Activation> activation =
      readActivation((*table)->fused_activation_function());
  if (!activation)
    return activation.takeError();
  options.activation = *activation;
  return options;
}

static Expected<OperatorOptions> readGelu(const schema::Operator &source,
                                          ListReader &) {
  auto table = getTable<schema::GeluOptions>(source);
  if (!table)
    return table.takeError();
  bool isApproximate = *table && (*table)->approximate();
  return UnaryOptions{isApproximate ? numerics::UnaryFunction::GeluTanh
                                    : numerics::UnaryFunction::Gelu,
                      std::nullopt};
}

static Expected<OperatorOptions> readLeakyRelu(const schema::Operator &source,
                                               ListReader &) {
  auto table = getTable<schema::LeakyReluOptions>(source);
  if (!table)
    return table.takeError();
  float alpha = *table ? (*table)->alpha() : 0;
  if (!std::isfinite(alpha))
    return makeError("expected a finite alpha, but got {0}", alpha);
  return UnaryOptions{numerics::UnaryFunction::LeakyRelu, alpha};
}

//===----------------------------------------------------------------------===//
// Pools, normalizations
//===----------------------------------------------------------------------===//

template <bool isMaximum>
static Expected<OperatorOptions> readPool2D(const schema::Operator &source,
                                            ListReader &) {
  auto table = getRequiredTable<schema::Pool2DOptions>(source);
  if (!table)
    return table.takeError();
  Pool2DOptions options;
  options.isMaximum = isMaximum;
  if (Error error = readConvolution(**table, options))
    return error;
  options.size = {(*table)->filter_height(), (*table)->filter_width()};
  for (int64_t size : options.size)
    if (Error error = checkPositive("window sizes", size))
      return error;
  return options;
}

static Expected<OperatorOptions> readSoftmax(const schema::Operator &source,
                                             ListReader &) {
  auto table = getRequiredTable<schema::SoftmaxOptions>(source);
  if (!table)
    return table.takeError();
  float beta = (*table)->beta();
  if (!std::isfinite(beta) || beta <= 0)
    return makeError("expected beta to be finite and positive, but got {0}",
                     beta);
  return SoftmaxOptions{beta};
}

//===----------------------------------------------------------------------===//
// Movement of data
//===----------------------------------------------------------------------===//

/// Reads options that are an axis, the first by default.
template <typename Table, typename Options>
static Expected<OperatorOptions> readAxis(const schema::Operator &source,
                                          ListReader &) {
  auto table = getTable<Table>(source);
  if (!table)
    return table.takeError();
  return Options{*table ? (*table)->axis() : 0};
}

static Expected<OperatorOptions>
readConcatenation(const schema::Operator &source, ListReader &) {
  auto table = getTable<schema::ConcatenationOptions>(source);
  if (!table)
    return table.takeError();
  ConcatenationOptions options;
  if (!*table)
    return options;
  auto activation = (*table)->fused_activation_function();
  if (activation != schema::ActivationFunctionType::NONE)
    return makeError(
        "expected fused activation NONE, but got {0}",
        nameOrNumber(activation,
                     schema::EnumNameActivationFunctionType(activation)));
  options.axis = (*table)->axis();
  return options;
}

template <typename Table, bool toDepth>
static Expected<OperatorOptions> readDepthSpace(const schema::Operator &source,
                                                ListReader &) {
  auto table = getRequiredTable<Table>(source);
  if (!table)
    return table.takeError();
  int64_t blockSize = (*table)->block_size();
  if (Error error = checkPositive("a block size", blockSize))
    return error;
  return DepthSpaceOptions{toDepth, blockSize};
}

static Expected<OperatorOptions> readGather(const schema::Operator &source,
                                            ListReader &) {
  auto table = getTable<schema::GatherOptions>(source);
  if (!table)
    return table.takeError();
  if (!*table)
    return GatherOptions();
  if ((*table)->batch_dims() != 0)
    return makeError("expected 0 batch dimensions, but got {0}",
                     (*table)->batch_dims());
  return GatherOptions{(*table)->axis()};
}

static Expected<OperatorOptions> readMirrorPad(const schema::Operator &source,
                                               ListReader &) {
  auto table = getTable<schema::MirrorPadOptions>(source);
  if (!table)
    return table.takeError();
  auto mode = *table ? (*table)->mode() : schema::MirrorPadMode::REFLECT;
  switch (mode) {
  case schema::MirrorPadMode::REFLECT:
    return MirrorPadOptions{/*includesBorder=*/false};
  case schema::MirrorPadMode::SYMMETRIC:
    return MirrorPadOptions{/*includesBorder=*/true};
  }
  return makeError("expected mode REFLECT or SYMMETRIC, but got {0}",
                   nameOrNumber(mode, schema::EnumNameMirrorPadMode(mode)));
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

template <typename Table, bool isBilinear>
static Expected<OperatorOptions> readResize(const schema::Operator &source,
                                            ListReader &) {
  auto table = getTable<Table>(source);
  if (!table)
    return table.takeError();
  ResizeOptions options{isBilinear};
  if (!*table)
    return options;
  options.alignCorners = (*table)->align_corners();
  options.halfPixelCenters = (*table)->half_pixel_centers();
  if (options.alignCorners && options.halfPixelCenters)
    return makeError("expected align_corners or half_pixel_centers, but got "
                     "both");
  return options;
}

static Expected<OperatorOptions>
readStridedSlice(const schema::Operator &source, ListReader &) {
  auto table = getTable<schema::StridedSliceOptions>(source);
  if (!table)
    return table.takeError();
  StridedSliceOptions options;
  if (!*table)
    return options;
  options.beginMask = (*table)->begin_mask();
  options.endMask = (*table)->end_mask();
  options.ellipsisMask = (*table)->ellipsis_mask();
  options.newAxisMask = (*table)->new_axis_mask();
  options.shrinkAxisMask = (*table)->shrink_axis_mask();
  options.endIsOffset = (*table)->offset();
  return options;
}

//===----------------------------------------------------------------------===//
// The table of operators
//===----------------------------------------------------------------------===//

using numerics::UnaryFunction;
using schema::BuiltinOperator;

static constexpr OperatorKind operatorKinds[] = {
    // Products.
    {BuiltinOperator::BATCH_MATMUL, 4, readBatchMatMul},
    {BuiltinOperator::CONV_2D, 8, readConv2D<schema::Conv2DOptions, false>},
    {BuiltinOperator::DEPTHWISE_CONV_2D, 7,
     readConv2D<schema::DepthwiseConv2DOptions, true>},
    {BuiltinOperator::FULLY_CONNECTED, 14, readFullyConnected},
    {BuiltinOperator::TRANSPOSE_CONV, 5, readTransposeConv},

    // Functions of elements.
    {BuiltinOperator::ADD, 5,
     readArithmetic<schema::AddOptions, ArithmeticFunction::Add>},
    {BuiltinOperator::MUL, 7,
     readArithmetic<schema::MulOptions, ArithmeticFunction::Mul>},
    {BuiltinOperator::SUB, 5,
     readArithmetic<schema::SubOptions, ArithmeticFunction::Sub>},
    {BuiltinOperator::MAXIMUM, 4, readNothing<ExtremumOptions, true>},
    {BuiltinOperator::MINIMUM, 4, readNothing<ExtremumOptions, false>},
    {BuiltinOperator::DEQUANTIZE, 9, readNothing<DequantizeOptions>},
    {BuiltinOperator::PRELU, 1, readNothing<PReluOptions>},
    {BuiltinOperator::QUANTIZE, 6, readNothing<QuantizeOptions>},
    {BuiltinOperator::ABS, 5, readUnary<UnaryFunction::Abs>},
    {BuiltinOperator::CEIL, 1, readUnary<UnaryFunction::Ceil>},
    {BuiltinOperator::COS, 1, readUnary<UnaryFunction::Cos>},
    {BuiltinOperator::ELU, 1, readUnary<UnaryFunction::Elu>},
    {BuiltinOperator::EXP, 2, readUnary<UnaryFunction::Exp>},
    {BuiltinOperator::FLOOR, 1, readUnary<UnaryFunction::Floor>},
    {BuiltinOperator::GELU, 2, readGelu},
    {BuiltinOperator::HARD_SWISH, 1, readUnary<UnaryFunction::HardSwish>},
    {BuiltinOperator::LEAKY_RELU, 2, readLeakyRelu},
    {BuiltinOperator::LOG, 2, readUnary<UnaryFunction::Log>},
    {BuiltinOperator::LOGISTIC, 3, readUnary<UnaryFunction::Logistic>},
    {BuiltinOperator::NEG, 1, readUnary<UnaryFunction::Neg>},
    {BuiltinOperator::RELU, 3, readUnary<UnaryFunction::Relu>},
    {BuiltinOperator::RELU6, 3, readUnary<UnaryFunction::Relu6>},
    {BuiltinOperator::RELU_N1_TO_1, 1, readUnary<UnaryFunction::ReluN1To1>},
    {BuiltinOperator::ROUND, 1, readUnary<UnaryFunction::Round>},
    {BuiltinOperator::RSQRT, 2, readUnary<UnaryFunction::Rsqrt>},
    {BuiltinOperator::SIN, 1, readUnary<UnaryFunction::Sin>},
    {BuiltinOperator::SQRT, 1, readUnary<UnaryFunction::Sqrt>},
    {BuiltinOperator::SQUARE, 1, readUnary<UnaryFunction::Square>},
    {BuiltinOperator::TANH, 3, readUnary<UnaryFunction::Tanh>},

    // Shapes.
    {BuiltinOperator::CAST, 7, readNothing<CastOptions>},
    {BuiltinOperator::REDUCE_PROD, 2, readNothing<ReduceProdOptions>},
    {BuiltinOperator::SHAPE, 1, readNothing<ShapeOptions>},

    // Pools, reductions, normalizations.
    {BuiltinOperator::AVERAGE_POOL_2D, 3, readPool2D<false>},
    {BuiltinOperator::MAX_POOL_2D, 3, readPool2D<true>},
    {BuiltinOperator::L2_NORMALIZATION, 2, readNothing<L2NormalizationOptions>},
    {BuiltinOperator::MEAN, 3, readNothing<ReduceOptions, true>},
    {BuiltinOperator::SOFTMAX, 3, readSoftmax},
    {BuiltinOperator::SUM, 2, readNothing<ReduceOptions, false>},

    // Movement of data.
    {BuiltinOperator::BATCH_TO_SPACE_ND, 4,
     readNothing<BatchSpaceOptions, false>},
    {BuiltinOperator::BROADCAST_TO, 3, readNothing<BroadcastToOptions>},
    {BuiltinOperator::CONCATENATION, 4, readConcatenation},
    {BuiltinOperator::DEPTH_TO_SPACE, 2,
     readDepthSpace<schema::DepthToSpaceOptions, false>},
    {BuiltinOperator::EXPAND_DIMS, 1, readNothing<SqueezeOptions>},
    {BuiltinOperator::GATHER, 7, readGather},
    {BuiltinOperator::MIRROR_PAD, 3, readMirrorPad},
    {BuiltinOperator::PACK, 4, readAxis<schema::PackOptions, PackOptions>},
    {BuiltinOperator::PAD, 4, readNothing<PadOptions>},
    {BuiltinOperator::PADV2, 4, readNothing<PadOptions>},
    {BuiltinOperator::RESHAPE, 1, readReshape},
    {BuiltinOperator::RESIZE_BILINEAR, 4,
     readResize<schema::ResizeBilinearOptions, true>},
    {BuiltinOperator::RESIZE_NEAREST_NEIGHBOR, 4,
     readResize<schema::ResizeNearestNeighborOptions, false>},
    {BuiltinOperator::REVERSE_V2, 3, readNothing<ReverseOptions>},
    {BuiltinOperator::SLICE, 6, readNothing<SliceOptions>},
    {BuiltinOperator::SPACE_TO_BATCH_ND, 4,
     readNothing<BatchSpaceOptions, true>},
    {BuiltinOperator::SPACE_TO_DEPTH, 2,
     readDepthSpace<schema::SpaceToDepthOptions, true>},
    {BuiltinOperator::SPLIT, 4, readNothing<SplitOptions, false>},
    {BuiltinOperator::SPLIT_V, 2, readNothing<SplitOptions, true>},
    {BuiltinOperator::SQUEEZE, 2, readNothing<SqueezeOptions>},
    {BuiltinOperator::STRIDED_SLICE, 8, readStridedSlice},
    {BuiltinOperator::TILE, 3, readNothing<TileOptions>},
    {BuiltinOperator::TRANSPOSE, 6, readNothing<TransposeOptions>},
    {BuiltinOperator::UNPACK, 4,
     readAxis<schema::UnpackOptions, UnpackOptions>},
};

const OperatorKind *detail::lookUpOperator(schema::BuiltinOperator code) {
  const auto *kind = llvm::find_if(
      operatorKinds, [&](const OperatorKind &k) { return k.code == code; });
  return kind == std::end(operatorKinds) ? nullptr : kind;
}
