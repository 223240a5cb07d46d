//===- Resize.h - Resizing of images ----------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where pixels of a resized image come from, along one axis, as TFLite's
// kernels compute it (kernels/internal/reference/resize_bilinear.h and
// resize_nearest_neighbor.h). Sizes are in [1, 2^15].
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_RESIZE_H
#define QNN_NUMERICS_RESIZE_H

#include <cstdint>

namespace mlir::qnn::numerics {

/// How pixels of the output correspond to those of the input: by their upper
/// left corners, unless one of these holds. At most one does.
struct ResizeMode {
  /// The centers of the first pixels coincide, and those of the last.
  bool alignCorners = false;
  /// The images' borders coincide.
  bool halfPixelCenters = false;
};

/// Fractional bits of a position and a weight along one axis.
inline constexpr int kResizeFractionalBits = 10;

/// A pixel between two of the input's: `weight / 2^kResizeFractionalBits` of
/// `upper`, the rest of `lower`. The weight is in [0, 2^kResizeFractionalBits),
/// and 0 if both are the same.
struct ResizeCoefficients {
  int64_t lower;
  int64_t upper;
  int32_t weight;
};

/// Of the pixel `index` of the output, in ResizeBilinearInteger. The kernel
/// reads beyond the input when the rounded scale, added up, takes it there.
/// Here it stays at the last pixel.
ResizeCoefficients getBilinearCoefficients(int64_t index, int64_t inputSize,
                                           int64_t outputSize, ResizeMode mode);

/// The quotient of `sum`, four neighbours multiplied by two weights each, that
/// makes a pixel: rounded to nearest, ties away from zero.
int64_t divideBilinearSum(int64_t sum);

/// The pixel of the input that the pixel `index` of the output copies, in
/// ResizeNearestNeighbor. In float32, like the kernel.
int64_t getNearestIndex(int64_t index, int64_t inputSize, int64_t outputSize,
                        ResizeMode mode);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_RESIZE_H
