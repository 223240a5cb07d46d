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

namespace mlir::qnn {

/// What a block of rows computes with each panel.
struct PanelWork {
  /// Or chunks of steps, where a tile takes several at once.
  int64_t steps;
  /// On average, and how many parts they are in.
  double outliers = 0;
  int64_t outlierParts = 0;
};

/// Cycles of all of `numRows` rows and `numPanels` panels, in groups of
/// `panels`.
double getCycles(const Tile &tile, int64_t panels, int64_t numPanels,
                 int64_t numRows, const PanelWork &work);

/// Panels that a group has where there are `numPanels` in all and `numRows`
/// rows that blocks are made of (docs/Targets.md, Blocks of registers).
int64_t getPanelsPerGroup(const Tile &tile, int64_t numPanels, int64_t numRows,
                          const PanelWork &work);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_BLOCKS_H
