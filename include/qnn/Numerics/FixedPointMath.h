//===- FixedPointMath.h - Functions of fixed-point numbers ------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Exponential, reciprocal and what follows from them in 32-bit fixed point, to
// the bit as gemmlowp (fixedpoint/fixedpoint.h) and TFLite
// (kernels/internal/common.h) compute them.
//
// Qm.n is an int32 with m integer bits and n = 31 - m fractional ones, beside
// the sign: the integer i stands for i / 2^n. In Q0.31, 1 does not fit and is
// replaced by the largest number, 1 - 2^-31.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_FIXEDPOINTMATH_H
#define QNN_NUMERICS_FIXEDPOINTMATH_H

#include "qnn/Numerics/FixedPoint.h"

#include <cstdint>

namespace mlir::qnn::numerics {

/// `x * 2^exponent`, saturated; `exponent` in [0, 31].
int32_t saturatingShiftLeft(int32_t x, int exponent);

/// exp(x) in Q0.31 for x <= 0 with `integerBits` integer bits, 1 to 5: a Taylor
/// polynomial on [-1/4, 0), times a power of e for each higher bit of x.
/// gemmlowp's exp_on_negative_values. The error is below 2^-22: that of the
/// polynomial's end, (1/8)^5 / 5! * exp(-1/8).
int32_t expOnNegative(int32_t x, int integerBits);

/// 1 / (1 + x) in Q0.31 for x in [0, 1) in Q0.31: three steps of Newton-Raphson
/// division. gemmlowp's one_over_one_plus_x_for_x_in_0_1. The error is below
/// 2^-28.
int32_t reciprocalOfOnePlus(int32_t x);

/// 1 / (1 + exp(-x)) in Q0.31, for x in Q4.27 other than the least. gemmlowp's
/// logistic. The error is below 2^-23.
int32_t logistic(int32_t x);

/// tanh(x) in Q0.31, for x in Q4.27 other than the least. gemmlowp's tanh. The
/// error is below 2^-22.
int32_t tanh(int32_t x);

/// 1 / sqrt(x) for x > 0: five steps of Newton's iteration. The multiplier is
/// not normalised, the shift is in [-12, 0]. TFLite's
/// GetInvSqrtQuantizedMultiplierExp, which takes 0 for 1. The relative error is
/// below 2^-19.
FixedPointMultiplier inverseSqrt(int32_t x);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_FIXEDPOINTMATH_H
