//===- Unary.h - Functions of a quantized number ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions of one quantized number, as the 8-bit kernels of TFLite and TFLite
// Micro compute them. Most take a float of the input and quantize the result:
// the kernels tabulate them. The others have kernels in integers.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_UNARY_H
#define QNN_NUMERICS_UNARY_H

#include "qnn/Numerics/FixedPoint.h"
#include "qnn/Numerics/Quantization.h"

#include <cstdint>

namespace mlir::qnn::numerics {

/// In the order of the dialect's `UnaryFunction`.
enum class UnaryFunction {
  Logistic,
  Tanh,
  HardSwish,
  LeakyRelu,
  Relu,
  Relu6,
  ReluN1To1,
  Elu,
  Gelu,
  GeluTanh,
  Exp,
  Log,
  Sqrt,
  Rsqrt,
  Square,
  Abs,
  Neg,
  Sin,
  Cos,
  Floor,
  Ceil,
  Round,
};

/// Whose kernels define a function where they differ: for `Logistic` and `Tanh`
/// (fixed point or table), for `Relu6` (whether it rescales), and in last bits
/// of `Elu`.
enum class Flavour { TFLM, TFLite };

/// What surrounds the function. Scales are finite and positive and are rounded
/// to float32; storage ranges span at most 8 bits and contain the zero points.
struct UnaryParameters {
  double inputScale;
  int64_t inputZeroPoint;
  StorageRange inputStorage;
  double outputScale;
  int64_t outputZeroPoint;
  StorageRange outputStorage;
  /// The slope of `LeakyRelu` below 0; may be negative.
  float alpha;
  /// How the kernels in integers rescale.
  Rounding rounding;
  Flavour flavour;
};

/// Whether the kernels accept the parameters:
/// - `Logistic` in fixed point has outputs in units of 1/256, with the lower
///   bound of an 8-bit type for a zero point; `Tanh`, in units of 1/128, with
///   the middle;
/// - `HardSwish` has an output scale above 1/128 of the input's;
/// - where a kernel rescales, the factor has a multiplier.
bool isUnarySupported(UnaryFunction function,
                      const UnaryParameters &parameters);

/// The result, in the output's storage, for the storage integer `q`; the
/// parameters are supported.
///
/// Where a function has no value, at 0 and below for `Log` and below 0 for
/// `Sqrt`, the result is the lower bound of the storage. `Rsqrt` gives the
/// upper bound there, and at 0. `Sqrt` drops fractions. `Round` takes ties to
/// even.
int32_t evaluateUnary(UnaryFunction function, const UnaryParameters &parameters,
                      int32_t q);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_UNARY_H
