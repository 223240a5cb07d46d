//===- Arithmetic.h - Multipliers of sums and products ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_ARITHMETIC_H
#define QNN_NUMERICS_ARITHMETIC_H

#include "qnn/Numerics/FixedPoint.h"

namespace mlir::qnn::numerics {

/// Operands of a sum are shifted left by this much before they are rescaled, so
/// that their roundings stay below the result's resolution. TFLite, add.cc.
inline constexpr int kAddLeftShift = 20;

/// The real multipliers of a sum or difference: with t twice the larger scale,
/// lhs/t and rhs/t for the operands, t / (2^kAddLeftShift * output) for the
/// result. In double, or with everything rounded to float32, as TFLM does for
/// differences.
struct AddMultipliers {
  double lhs;
  double rhs;
  double output;
};
AddMultipliers getAddMultipliers(double lhsScale, double rhsScale,
                                 double outputScale, bool roundToF32);

/// lhsScale * rhsScale / outputScale, in double, or with everything rounded to
/// float32, as TFLite does (TFLM does not).
double getMulMultiplier(double lhsScale, double rhsScale, double outputScale,
                        bool roundToF32);

/// The multiplier that takes a sum of `count` > 0 elements to their mean: that
/// of `ratio`, the input's scale by the output's, divided by `count` with as
/// many bits as are free (TFLite, reference/reduce.h); in mode `HalfEvenF32`
/// that of `ratio / count`. None if `quantizeMultiplier` has none for `ratio`.
std::optional<FixedPointMultiplier>
getMeanMultiplier(double ratio, int64_t count, Rounding mode);

/// `sum / count` for `count` > 0, rounded to nearest, ties away from zero.
int64_t divideRoundingHalfAway(int64_t sum, int64_t count);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_ARITHMETIC_H
