//===- LinearSum.h - Sums that need one rounding ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function of two bytes has 65,536 values, so that a compiler can find out
// whether a cheaper formula has the same ones.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_LINEARSUM_H
#define QNN_NUMERICS_LINEARSUM_H

#include "qnn/Numerics/Quantization.h"

#include <functional>
#include <optional>

namespace mlir::qnn::numerics {

/// The function floor((lhs * a + rhs * b + offset) / 2^shift), within the
/// bounds for which identity 8 of docs/Numerics.md computes it in 32 bits, for
/// a and b in [-128, 255].
struct LinearSum {
  /// In [-2^30, 2^30).
  int32_t lhs = 0;
  int32_t rhs = 0;
  /// In [-2^45, 2^45).
  int64_t offset = 0;
  /// In [15, 35].
  int shift = 15;
};

/// Bits of the low part of factors and offset in identity 8.
inline constexpr int kLinearSumLowBits = 15;

/// The exact value of `sum`, not clamped.
int64_t evaluateLinearSum(const LinearSum &sum, int32_t a, int32_t b);

using ByteFunction = std::function<int64_t(int32_t, int32_t)>;

/// A linear sum that, clamped to `results`, equals `function` everywhere on
/// `lhsRange` x `rhsRange`, which are of bytes, as is `results`. The values of
/// `function` lie there, and are about lhs * a + rhs * b plus a constant.
/// Nullopt if none is found: where `function` rounds ties to even, or where it
/// depends on intermediate roundings.
std::optional<LinearSum> fitLinearSum(double lhs, double rhs,
                                      StorageRange lhsRange,
                                      StorageRange rhsRange,
                                      StorageRange results,
                                      const ByteFunction &function);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_LINEARSUM_H
