//===- Normalization.h - Normalization of vectors ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_NORMALIZATION_H
#define QNN_NUMERICS_NORMALIZATION_H

#include "qnn/Numerics/FixedPoint.h"

#include <cstdint>

namespace mlir::qnn::numerics {

/// 128 / sqrt(sumOfSquares), the factor that takes elements of a vector to
/// units of 1/128 of its length, for `rescaleDoubleRound`. TFLite's
/// L2Normalization. A vector of zeros is taken for one of length 1.
FixedPointMultiplier getL2NormalizationMultiplier(int32_t sumOfSquares);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_NORMALIZATION_H
