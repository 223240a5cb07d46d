//===- Softmax.h - Softmax of quantized numbers -----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// softmax(x)[i] = exp(beta * x[i]) / sum exp(beta * x[j]) of a row of 8-bit
// integers. Only differences from the row's maximum matter, so neither the zero
// point nor the signedness of the input does.
//
// Two definitions are in use. TFLite Micro and the reference kernels of TFLite
// compute in fixed point (kernels/internal/reference/softmax.h); the built-in
// kernels of TFLite take exponentials from a table of floats
// (kernels/internal/optimized/optimized_ops.h).
//
// Scales are finite and positive, as is beta.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_SOFTMAX_H
#define QNN_NUMERICS_SOFTMAX_H

#include "qnn/Numerics/Quantization.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace mlir::qnn::numerics {

//===----------------------------------------------------------------------===//
// Fixed point
//===----------------------------------------------------------------------===//

/// What takes a difference q - max(q), at most 0, to beta * scale * difference
/// in Q5.26: the real number `multiplier * 2^(leftShift - 31)`.
struct SoftmaxParameters {
  int32_t multiplier;
  int leftShift; // In [1, 31].
  /// The least difference that fits into Q5.26, with a bound of -31 rather than
  /// -32. The exponential of what is less counts as 0.
  int32_t minDifference;
};

/// TFLite's PreprocessSoftmaxScaling and CalculateInputRadius. Nullopt if
/// beta * inputScale is at most 2^-26, which the kernels refuse; above 32 it is
/// as if it were 32, since then every difference but 0 is too small.
std::optional<SoftmaxParameters> getSoftmaxParameters(double inputScale,
                                                      double beta);

/// exp(beta * scale * difference) in Q0.31, for `difference` in [-255, 0].
int32_t softmaxExp(const SoftmaxParameters &parameters, int32_t difference);

/// The reciprocal of a sum of exponentials:
/// 1 / sum = (reciprocal / 2^31) / 2^shift, with reciprocal / 2^31 in [1/2, 1].
struct SoftmaxReciprocal {
  int32_t reciprocal;
  int shift;
};

/// TFLite's GetReciprocal. `sum` has 19 fractional bits and is at least 1, that
/// is 2^19. The kernels' sum is an int32, which 4096 maxima in one row make
/// overflow; here it goes on.
SoftmaxReciprocal softmaxReciprocal(uint64_t sum);

/// The softmax of the row `input` of `size` >= 1 elements. `storage` is the
/// full range of an integer with 8 or 16 bits; its lower bound stands for
/// probability 0, and its width for 1.
///
/// The 8-bit kernels abort if the sum is 512 or more. All probabilities then
/// round to 0.
void softmaxRow(const SoftmaxParameters &parameters, const int64_t *input,
                size_t size, StorageRange storage, int64_t *output);

//===----------------------------------------------------------------------===//
// Float table
//===----------------------------------------------------------------------===//

/// Element d is exp(-beta * inputScale * d).
using SoftmaxTable = std::array<float, 256>;

/// TFLite's PopulateSoftmaxLookupTable. The argument of the exponential is
/// computed in float32. Its result is rounded from double, so that it does not
/// depend on the accuracy of a library's expf.
SoftmaxTable getSoftmaxTable(double inputScale, double beta);

/// The softmax of the row `input` of `size` >= 1 elements, with sums in float32
/// from the first element to the last. `storage` is the full range of an 8-bit
/// integer; its lower bound stands for probability 0, and its width for 1.
///
/// Ties are rounded away from zero. (For uint8, TFLite adds 1/2 and truncates
/// on other machines than Arm's. This differs for the one float below 1/2.)
void softmaxRow(const SoftmaxTable &table, const int64_t *input, size_t size,
                StorageRange storage, int64_t *output);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_SOFTMAX_H
