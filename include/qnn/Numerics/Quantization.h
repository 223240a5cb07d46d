//===- Quantization.h - Affine quantization of scalars ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The map between real numbers and stored integers, real = scale * (q - zp)
// (Jacob et al. 2018, arXiv:1712.05877, section 2.1), with the precision in
// which the reference kernels evaluate it.
//
// Preconditions, which the verifiers of the IR establish: a scale is finite and
// positive; a storage range is not empty and no wider than 16 bits (so that its
// bounds, less a zero point, are exact in float32); a zero point lies in it.
// Float32 arithmetic assumes the floating-point environment a program starts
// with: round to nearest even, no flushing of denormals.
//
// A scale is a double. Where a kernel uses it as a float32, it is rounded to
// the nearest one that is finite and positive; a scale in TFLite or ONNX
// already is.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_QUANTIZATION_H
#define QNN_NUMERICS_QUANTIZATION_H

#include <cstdint>

namespace mlir::qnn::numerics {

/// The activation functions that fuse into an operation as a clamp.
enum class Activation { None, Relu, Relu6, ReluN1To1 };

/// Where a tie goes when a float is rounded to an integer.
enum class FloatRounding {
  HalfAway, // TFLite
  HalfEven, // ONNX, PyTorch
};

/// `scale` as a float32, kept finite and positive, so that 0 / scale is never a
/// NaN and the conversion is always defined.
float scaleToF32(double scale);

/// Values a quantized element may take; both bounds belong to the range.
struct StorageRange {
  int64_t min;
  int64_t max;
};

constexpr bool operator==(StorageRange a, StorageRange b) {
  return a.min == b.min && a.max == b.max;
}
constexpr bool operator!=(StorageRange a, StorageRange b) { return !(a == b); }

/// The part of `storage` that a fused activation leaves: TFLite's
/// CalculateActivationRangeQuantized. A real bound v becomes
/// zp + round_half_away(v / scale), the quotient taken in float32.
///
/// The result is never empty: it contains the zero point, since every
/// activation here has 0 in its image and 0 is stored as the zero point.
StorageRange activationRange(Activation activation, double scale,
                             int64_t zeroPoint, StorageRange storage);

/// clamp(round(x / scale) + zp), the quotient taken in float32: TFLite's
/// AffineQuantize with `HalfAway`, ONNX QuantizeLinear with `HalfEven`.
///
/// An infinite `x`, or a quotient that overflows, saturates. A NaN gives the
/// lower bound: frameworks leave it open, and the lower bound is what vector
/// code yields for v > lower ? v : lower, and x86's MAXPS likewise.
int64_t quantize(float x, double scale, int64_t zeroPoint, StorageRange storage,
                 FloatRounding rounding);

/// scale * (q - zp), in double and then rounded to float32, as TFLite does.
float dequantize(int64_t q, double scale, int64_t zeroPoint);

/// The scale of a contraction's accumulator, inputScale * weightScale.
///
/// TFLite computes this product in double for convolutions, and in float32 for
/// fully connected layers with one weight scale. The last bits of the two
/// nearly always differ, and with them the requantization multiplier. In
/// float32 the product can underflow to 0 or overflow to infinity, which
/// `quantizeMultiplier` turns into a zero multiplier and refuses, respectively.
double accumulatorScale(double inputScale, double weightScale, bool roundToF32);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_QUANTIZATION_H
