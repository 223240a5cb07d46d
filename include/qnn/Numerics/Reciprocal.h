//===- Reciprocal.h - Quantization without a division -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Brisebarre, Muller and Raina, "Accelerating Correctly Rounded Floating-Point
// Division when the Divisor Is Known in Advance", IEEE Transactions on
// Computers 53(8), 2004: with h = RN(1 / y) and l = RN(1 / y - h), the quotient
// x / y is RN(x * h + RN(x * l)), one product and one fused multiply-add, but
// for some x of some y. A compiler can find out whether these matter.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_RECIPROCAL_H
#define QNN_NUMERICS_RECIPROCAL_H

#include "qnn/Numerics/Quantization.h"

#include <optional>

namespace mlir::qnn::numerics {

/// The reciprocal of a scale, high + low, and where quantization saturates.
struct Reciprocal {
  float high;
  float low;
  /// The greatest number that is quantized to the lower bound, and the least
  /// that is quantized to the upper one.
  float min;
  float max;
};

/// zp + round(fma(v, high, v * low)), with v = x clamped to [min, max], NaN to
/// min.
int64_t quantizeByReciprocal(float x, const Reciprocal &reciprocal,
                             int64_t zeroPoint, FloatRounding rounding);

/// The reciprocal with which `quantizeByReciprocal` equals `quantize` for each
/// float. Nullopt if there is none, if the scale is at an end of float32's
/// range, or if all numbers are quantized to one.
std::optional<Reciprocal> findReciprocal(double scale, int64_t zeroPoint,
                                         StorageRange storage,
                                         FloatRounding rounding);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_RECIPROCAL_H
