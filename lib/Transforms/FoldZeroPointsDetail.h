//===- FoldZeroPointsDetail.h - Folding for contractions --------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_TRANSFORMS_FOLDZEROPOINTSDETAIL_H
#define QNN_LIB_TRANSFORMS_FOLDZEROPOINTSDETAIL_H

#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// The quantized i32 type of a contraction's accumulator, of `output`'s shape
/// and with scale(input) * scale(weights)[n] for index n along the last axis;
/// null if one of these is no positive finite number.
Type getAccumulatorType(Type input, Type weights, Type output, bool roundToF32);

/// bias[n] - zx * sums[n], modulo 2^32: a constant if `bias` is one or absent
/// (null), else one addition.
Value foldInputZeroPointIntoBias(OpBuilder &builder, Location loc, Value bias,
                                 int64_t zx, ArrayRef<int64_t> sums);

/// The largest magnitude that bias + sum (x - zx) * w takes for x in the range
/// of `input`, where the positive weights sum up to `positiveSum` and all to
/// `sum`.
int64_t getAccumulatorBound(int64_t bias, int64_t positiveSum, int64_t sum,
                            const Storage &input, int64_t zx);

/// Warns that the accumulator of `channel` can reach `bound`.
void warnThatAccumulatorMayWrap(Operation *op, int64_t channel, int64_t bound);

/// Turns `op`, whose weights must be constant, into a qnn.conv of the padded
/// input and a qnn.requantize. `mayWrap` says if an accumulator can leave i32.
LogicalResult foldConvolution(Conv2DOp op, bool &mayWrap);

} // namespace mlir::qnn

#endif // QNN_LIB_TRANSFORMS_FOLDZEROPOINTSDETAIL_H
