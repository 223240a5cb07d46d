//===- FloatMultiplier.h - Rescaling to bytes in float32 --------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A fixed-point multiplier has 31 bits, and the product with an accumulator 62;
// that takes two 64-bit multiplications for each pair of lanes. What becomes a
// byte has 256 values only, so that the function is known by 255 thresholds.
// Two fused multiply-adds in float32 that truncate, as AVX-512 has them, hit
// all of these for nearly every multiplier, and for one multiplier a compiler
// can find out whether they do.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_FLOATMULTIPLIER_H
#define QNN_NUMERICS_FLOATMULTIPLIER_H

#include "qnn/Numerics/FixedPoint.h"
#include "qnn/Numerics/Quantization.h"

#include <optional>

namespace mlir::qnn::numerics {

/// The non-negative real number `high + low`, and what rounds: about 1/2. All
/// three are at least +0.
struct FloatMultiplier {
  float high = 0.0f;
  float low = 0.0f;
  float offset = 0.0f;
};

/// trunc(RZ(v * high + RZ(v * low + copysign(offset, v)))), where v is `x` to
/// the nearest float32, ties to even, and RZ rounds to float32 toward zero.
/// |v| * (high + low) + offset is below 2^31.
int32_t rescaleInFloats(int32_t x, const FloatMultiplier &m);

/// The multiplier with which `rescaleInFloats`, clamped to `range`, equals
/// `rescale(x, m, mode)`, clamped alike, for every int32 `x`. Nullopt if none
/// was found, and for what is not tried: shifts above -1, multipliers that are
/// not normalised, more than 256 results, and `HalfEvenF32`.
std::optional<FloatMultiplier>
findFloatMultiplier(FixedPointMultiplier m, Rounding mode, StorageRange range);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_FLOATMULTIPLIER_H
