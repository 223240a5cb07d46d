//===- Softmax.cpp - Softmax of quantized numbers -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Softmax.h"

#include "qnn/Numerics/FixedPoint.h"
#include "qnn/Numerics/FixedPointMath.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mlir::qnn::numerics {

/// Integer bits of a scaled difference.
static constexpr int kDifferenceIntegerBits = 5;
static constexpr int kDifferenceFractionalBits = 31 - kDifferenceIntegerBits;

/// Integer bits of a sum of exponentials.
static constexpr int kSumIntegerBits = 12;

std::optional<SoftmaxParameters> getSoftmaxParameters(double inputScale,
                                                      double beta) {
  const double real =
      std::min(beta * inputScale * std::ldexp(1.0, kDifferenceFractionalBits),
               0x1p31 - 1);
  if (!(real > 1.0))
    return std::nullopt;
  // The shift may be 31, one more than a multiplier has in general.
  const FixedPointMultiplier half =
      *quantizeMultiplier(real / 2, Rounding::DoubleRound);
  const int leftShift = half.shift + 1;
  const int64_t largest = int64_t{(1 << kDifferenceIntegerBits) - 1}
                          << kDifferenceFractionalBits;
  return SoftmaxParameters{half.multiplier, leftShift,
                           -static_cast<int32_t>(largest >> leftShift)};
}

int32_t softmaxExp(const SoftmaxParameters &parameters, int32_t difference) {
  assert(difference <= 0 && "expected a difference from the maximum");
  if (difference < parameters.minDifference)
    return 0;
  const int64_t shifted =
      int64_t{difference} * (int64_t{1} << parameters.leftShift);
  const int32_t scaled = saturatingRoundingDoublingHighMul(
      static_cast<int32_t>(shifted), parameters.multiplier);
  return expOnNegative(scaled, kDifferenceIntegerBits);
}

SoftmaxReciprocal softmaxReciprocal(uint64_t sum) {
  constexpr int fractionalBits = 31 - kSumIntegerBits;
  assert(sum >= uint64_t{1} << fractionalBits &&
         "expected a sum of at least 1");
  // sum = 2^shift * (1 + x), with x in [0, 1) to 31 bits. The maximum's own
  // exponential makes the sum at least 1, so that the shift is not negative.
  const int leadingBit = 63 - __builtin_clzll(sum);
  const uint64_t onePlusX =
      leadingBit <= 31 ? sum << (31 - leadingBit) : sum >> (leadingBit - 31);
  const auto x = static_cast<int32_t>(onePlusX - (uint64_t{1} << 31));
  return {reciprocalOfOnePlus(x), leadingBit - fractionalBits};
}

/// The bits of an integer whose full range is `storage`.
static int getWidth(StorageRange storage) {
  const bool isByte = storage.max - storage.min == 0xff;
  assert((isByte || storage.max - storage.min == 0xffff) &&
         "expected all integers of 8 or 16 bits");
  return isByte ? 8 : 16;
}

void softmaxRow(const SoftmaxParameters &parameters, const int64_t *input,
                size_t size, StorageRange storage, int64_t *output) {
  const int64_t max = *std::max_element(input, input + size);
  const auto getExp = [&](int64_t q) {
    return softmaxExp(parameters, static_cast<int32_t>(q - max));
  };
  uint64_t sum = 0;
  for (size_t i = 0; i < size; ++i)
    sum += static_cast<uint64_t>(
        roundingDivideByPOT(getExp(input[i]), kSumIntegerBits));

  const SoftmaxReciprocal scale = softmaxReciprocal(sum);
  const int rightShift = scale.shift + 31 - getWidth(storage);
  for (size_t i = 0; i < size; ++i) {
    const int32_t quotient =
        saturatingRoundingDoublingHighMul(scale.reciprocal, getExp(input[i]));
    // Less than half of the divisor if that is 2^32 or more.
    const int64_t v =
        rightShift <= 31 ? roundingDivideByPOT(quotient, rightShift) : 0;
    output[i] = std::min(v + storage.min, storage.max);
  }
}

SoftmaxTable getSoftmaxTable(double inputScale, double beta) {
  const float scale = -scaleToF32(inputScale) * static_cast<float>(beta);
  SoftmaxTable table;
  for (int d = 0; d < 256; ++d) {
    const float x = scale * static_cast<float>(d);
    table[static_cast<size_t>(d)] =
        static_cast<float>(std::exp(static_cast<double>(x)));
  }
  return table;
}

void softmaxRow(const SoftmaxTable &table, const int64_t *input, size_t size,
                StorageRange storage, int64_t *output) {
  assert(getWidth(storage) == 8 && "expected 8-bit probabilities");
  const int64_t max = *std::max_element(input, input + size);
  const auto getExp = [&](int64_t q) {
    return table[static_cast<size_t>(max - q)];
  };
  float sum = 0.0f;
  for (size_t i = 0; i < size; ++i)
    sum += getExp(input[i]);

  const float outputsPerExp = 1.0f / (sum * 0x1p-8f);
  for (size_t i = 0; i < size; ++i) {
    const auto v =
        static_cast<int64_t>(std::round(getExp(input[i]) * outputsPerExp));
    output[i] = std::min(v + storage.min, storage.max);
  }
}

} // namespace mlir::qnn::numerics
