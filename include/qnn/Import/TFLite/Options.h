//===- Options.h - Options of TFLite operators ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the reader makes of the options of an operator. Every kind of operator
// has a type of its own, so that it also says what to import.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IMPORT_TFLITE_OPTIONS_H
#define QNN_IMPORT_TFLITE_OPTIONS_H

#include "qnn/Import/TFLite/ElementType.h"
#include "qnn/Numerics/Unary.h"

#include <array>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace mlir::qnn::tflite {

//===----------------------------------------------------------------------===//
// Parts of options
//===----------------------------------------------------------------------===//

/// A function that an operator applies to its result.
enum class Activation { None, Relu, ReluN1To1, Relu6 };

/// What is around an image: as much that the output has the size of the image
/// divided by the stride, rounded up, or nothing.
enum class Padding { Same, Valid };

/// How a window moves: rows, columns.
struct WindowSteps {
  Padding padding = Padding::Same;
  /// At least 1.
  std::array<int64_t, 2> strides = {1, 1};
  /// At least 1.
  std::array<int64_t, 2> dilations = {1, 1};
};

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

/// BATCH_MATMUL. What is not transposed already is MxK and KxN.
struct BatchMatMulOptions {
  bool transposesLhs = false;
  bool transposesRhs = false;
};

/// CONV_2D, DEPTHWISE_CONV_2D.
struct Conv2DOptions {
  bool isDepthwise = false;
  WindowSteps steps;
  Activation activation = Activation::None;
  /// The type of bias and accumulator (Int32 or Int64), where the file says it.
  std::optional<ElementType> biasType;
};

struct FullyConnectedOptions {
  Activation activation = Activation::None;
  /// Keep the leading dimensions of the input instead of folding them into one.
  bool keepNumDims = false;
  /// As of a convolution.
  std::optional<ElementType> biasType;
};

struct TransposeConvOptions {
  WindowSteps steps;
  Activation activation = Activation::None;
  /// As of a convolution.
  std::optional<ElementType> biasType;
};

//===----------------------------------------------------------------------===//
// Functions of elements
//===----------------------------------------------------------------------===//

enum class ArithmeticFunction { Add, Sub, Mul };

/// ADD, SUB, MUL.
struct ArithmeticOptions {
  ArithmeticFunction function;
  Activation activation = Activation::None;
};

struct DequantizeOptions {};

/// MINIMUM, MAXIMUM.
struct ExtremumOptions {
  bool isMaximum;
};

struct PReluOptions {};

struct QuantizeOptions {};

/// LOGISTIC, TANH, EXP and so on.
struct UnaryOptions {
  numerics::UnaryFunction function;
  /// Of LEAKY_RELU. Finite.
  std::optional<float> alpha;
};

//===----------------------------------------------------------------------===//
// Shapes: operators that only integers without scales go through
//===----------------------------------------------------------------------===//

struct CastOptions {};

struct ReduceProdOptions {};

struct ShapeOptions {};

//===----------------------------------------------------------------------===//
// Pools, reductions, normalizations
//===----------------------------------------------------------------------===//

struct L2NormalizationOptions {};

/// AVERAGE_POOL_2D, MAX_POOL_2D.
struct Pool2DOptions {
  bool isMaximum = false;
  WindowSteps steps;
  /// Rows, columns; at least 1.
  std::array<int64_t, 2> size = {1, 1};
  Activation activation = Activation::None;
};

/// MEAN, SUM.
struct ReduceOptions {
  bool isMean;
};

struct SoftmaxOptions {
  /// Finite and positive.
  float beta = 0;
};

//===----------------------------------------------------------------------===//
// Movement of data
//===----------------------------------------------------------------------===//

/// SPACE_TO_BATCH_ND, BATCH_TO_SPACE_ND.
struct BatchSpaceOptions {
  bool toBatch;
};

struct BroadcastToOptions {};

struct ConcatenationOptions {
  int64_t axis = 0;
};

/// SPACE_TO_DEPTH, DEPTH_TO_SPACE.
struct DepthSpaceOptions {
  bool toDepth;
  /// At least 1.
  int64_t blockSize = 1;
};

struct GatherOptions {
  int64_t axis = 0;
};

struct MirrorPadOptions {
  /// Whether the padding begins with the element at the border (SYMMETRIC), not
  /// with its neighbour (REFLECT).
  bool includesBorder = false;
};

struct PackOptions {
  int64_t axis = 0;
};

/// PAD, PADV2.
struct PadOptions {};

struct ReshapeOptions {
  /// The shape to change to, with -1 for a dimension to infer.  The shape of
  /// the output tensor says the same, without gaps.
  std::vector<int64_t> newShape;
};

/// RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR.
struct ResizeOptions {
  bool isBilinear;
  bool alignCorners = false;
  bool halfPixelCenters = false;
};

/// REVERSE_V2.
struct ReverseOptions {};

struct SliceOptions {};

/// SPLIT, SPLIT_V.
struct SplitOptions {
  /// Whether the sizes are an operand; otherwise they are equal.
  bool hasSizes;
};

/// SQUEEZE, EXPAND_DIMS: the shape of the output says what the options do.
struct SqueezeOptions {};

/// Bit i of a mask is about entry i of the operands.
struct StridedSliceOptions {
  uint32_t beginMask = 0;
  uint32_t endMask = 0;
  uint32_t ellipsisMask = 0;
  uint32_t newAxisMask = 0;
  uint32_t shrinkAxisMask = 0;
  /// Whether ends are relative to begins.
  bool endIsOffset = false;
};

struct TileOptions {};

struct TransposeOptions {};

struct UnpackOptions {
  int64_t axis = 0;
};

using OperatorOptions = std::variant<
    ArithmeticOptions, BatchMatMulOptions, BatchSpaceOptions,
    BroadcastToOptions, CastOptions, ConcatenationOptions, Conv2DOptions,
    DepthSpaceOptions, DequantizeOptions, ExtremumOptions,
    FullyConnectedOptions, GatherOptions, L2NormalizationOptions,
    MirrorPadOptions, PackOptions, PadOptions, Pool2DOptions, PReluOptions,
    QuantizeOptions, ReduceOptions, ReduceProdOptions, ReshapeOptions,
    ResizeOptions, ReverseOptions, ShapeOptions, SliceOptions, SoftmaxOptions,
    SplitOptions, SqueezeOptions, StridedSliceOptions, TileOptions,
    TransposeConvOptions, TransposeOptions, UnaryOptions, UnpackOptions>;

} // namespace mlir::qnn::tflite

#endif // QNN_IMPORT_TFLITE_OPTIONS_H
