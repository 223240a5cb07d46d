//===- Blocks.h - What blocks of registers cost -----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_BLOCKS_H
#define QNN_LIB_CODEGEN_BLOCKS_H

#include "qnn/CodeGen/Tile.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// What a block of rows computes with each panel.
struct PanelWork {
  /// Or chunks of steps, where a tile takes several at once. On average, where
  /// panels have steps of their own.
  double steps = 0;
  /// Of which each has one or several steps.
  double sums = 0;
  bool isArranged = false;
};

/// Cycles of all of `numRows` rows and `numPanels` panels, in groups of
/// `panels`.
double getCycles(const Tile &tile, int64_t panels, int64_t numPanels,
                 int64_t numRows, const PanelWork &work);

/// Panels that a group has where there are `numPanels` in all and `numRows`
/// rows that blocks are made of (docs/Targets.md, Blocks of registers).
int64_t getPanelsPerGroup(const Tile &tile, int64_t numPanels, int64_t numRows,
                          const PanelWork &work);

/// Parts of an image, in lines of the output, or of a matrix, in rows: `count`
/// of `size`, the last of which may be smaller.
struct Strips {
  int64_t count;
  int64_t size;
};

/// Strips for which the input of `op`, where it is to be extended or its rows
/// are to be paired, is copied at once. A few keep the copy small beside the
/// input. Each of them reads all weights, and the lines that its windows share
/// with those of the next.
Strips getCopiedStrips(PackedDotOp op, const Tile &tile);

/// Strips of which a cache keeps the input while all groups of panels read it:
/// several where an image, or the matrix, is larger than that.
Strips getCachedStrips(PackedDotOp op, const Tile &tile);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_BLOCKS_H
