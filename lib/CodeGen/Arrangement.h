//===- Arrangement.h - Orders of steps whose sums fit -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_ARRANGEMENT_H
#define QNN_LIB_CODEGEN_ARRANGEMENT_H

#include "qnn/CodeGen/Packing.h"

namespace mlir::qnn {

/// The steps of each group of panels in an order of its own, in which those
/// that follow each other make narrow sums that fit i16.
struct Arrangement {
  /// The first of the `depth` columns of the weights that each step multiplies.
  SmallVector<int64_t> columns;
  /// The weights of each step, `panels` times `lanes` times `depth`.
  SmallVector<int16_t> weights;
  /// For each group, where its sums of as many steps as a tile adds begin,
  /// those of one step fewer, and so on to those of one; and the end of all.
  SmallVector<int32_t> begin;
  int64_t numSums = 0;
  /// Steps that are there because others were split.
  int64_t numSplits = 0;

  int64_t getNumSteps() const { return columns.size(); }
};

/// True if narrow sums of `tile` fit for input elements in `range`, with steps
/// as they follow each other in `weights`: rows are runs of `runLength`
/// columns, and a sum has steps of one run.
bool doSumsFit(const Tile &tile, int64_t runLength, const WeightMatrix &weights,
               IntegerRange range);

/// Arranges the steps of `weights`, in groups of `panels`. One that is no
/// narrow sum by itself becomes two or more that add up to it.
Arrangement arrangeSteps(const Tile &tile, int64_t panels,
                         const WeightMatrix &weights, IntegerRange range);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_ARRANGEMENT_H
