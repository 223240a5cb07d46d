//===- Normalization.cpp - Normalization of vectors -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Normalization.h"

#include "qnn/Numerics/FixedPointMath.h"

namespace mlir::qnn::numerics {

FixedPointMultiplier getL2NormalizationMultiplier(int32_t sumOfSquares) {
  constexpr int log2OfUnits = 7;
  FixedPointMultiplier multiplier = inverseSqrt(sumOfSquares);
  multiplier.shift += log2OfUnits;
  return multiplier;
}

} // namespace mlir::qnn::numerics
