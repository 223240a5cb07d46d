//===- Resize.cpp - Resizing of images ------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/Resize.h"

#include "qnn/Numerics/Arithmetic.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mlir::qnn::numerics {

static constexpr int64_t kOne = int64_t{1} << kResizeFractionalBits;

/// Whether corners can be aligned; one pixel has no distance to another.
static bool alignsCorners(int64_t outputSize, ResizeMode mode) {
  return mode.alignCorners && outputSize > 1;
}

ResizeCoefficients getBilinearCoefficients(int64_t index, int64_t inputSize,
                                           int64_t outputSize,
                                           ResizeMode mode) {
  assert(index >= 0 && index < outputSize && "index outside of the output");
  const int64_t lessOne = alignsCorners(outputSize, mode) ? 1 : 0;
  const int64_t inputExtent = inputSize - lessOne;
  const int64_t outputExtent = outputSize - lessOne;
  const int64_t scale = (kOne * inputExtent + outputExtent / 2) / outputExtent;
  int64_t position = index * scale;
  if (mode.halfPixelCenters)
    position += scale / 2 - kOne / 2;

  // What is before the first pixel or behind the last is as if it were there.
  position = std::clamp<int64_t>(position, 0, kOne * (inputSize - 1));
  return {position / kOne, (position + kOne - 1) / kOne,
          static_cast<int32_t>(position % kOne)};
}

int64_t divideBilinearSum(int64_t sum) {
  return divideRoundingHalfAway(sum, kOne * kOne);
}

int64_t getNearestIndex(int64_t index, int64_t inputSize, int64_t outputSize,
                        ResizeMode mode) {
  assert(index >= 0 && index < outputSize && "index outside of the output");
  const int64_t lessOne = alignsCorners(outputSize, mode) ? 1 : 0;
  const float scale = static_cast<float>(inputSize - lessOne) /
                      static_cast<float>(outputSize - lessOne);
  const float offset = mode.halfPixelCenters ? 0.5f : 0.0f;
  const float position = (static_cast<float>(index) + offset) * scale;
  const float nearest =
      mode.alignCorners ? std::round(position) : std::floor(position);
  return std::min(static_cast<int64_t>(nearest), inputSize - 1);
}

} // namespace mlir::qnn::numerics
