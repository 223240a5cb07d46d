//===- Blocks.cpp - What blocks of registers cost -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Blocks.h"
#include "VectorizeDetail.h"
#include "qnn/CodeGen/Packing.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;

/// Accumulators, weights of a step and scratch registers are live together,
/// and inputs that are read for several steps. Where a step takes two rows, it
/// reads its weights part by part, and these are scratch. So are those of
/// several steps that are taken at once, for which registers repeat a row's
/// inputs if memory does not. Rows that were paired ahead share a register.
static int64_t getMaxRows(const Tile &tile, int64_t panels) {
  int64_t stepsPerSum = tile.getStepsPerSum();
  bool isPartwise = tile.rowsPerStep == 2 || stepsPerSum > 1;
  int64_t weights = isPartwise ? 0 : panels;
  int64_t free = tile.numRegisters - tile.numScratchRegisters - weights;
  int64_t registersPerTwoRows = 2 * panels;
  if (tile.pairsRowsAhead())
    registersPerTwoRows += 1;
  else if (tile.stepsPerRead > 1)
    registersPerTwoRows += 2 + (stepsPerSum > 1 ? 2 * stepsPerSum : 0);
  return llvm::alignDown(2 * free / registersPerTwoRows, tile.rowsPerStep);
}

int64_t qnn::getRowsPerBlock(const Tile &tile, int64_t panels,
                             int64_t numRows) {
  int64_t maxRows = std::max<int64_t>(getMaxRows(tile, panels), 1);
  if (numRows <= maxRows)
    return std::max<int64_t>(numRows, 1);
  return llvm::alignTo(
      llvm::divideCeil(numRows, llvm::divideCeil(numRows, maxRows)),
      tile.rowsPerStep);
}

MatrixBlocks qnn::getMatrixBlocks(const Tile &tile, int64_t panels,
                                  int64_t numRows) {
  MatrixBlocks blocks;
  int64_t numTiles = llvm::divideCeil(numRows, tile.rows);
  blocks.rowsPerTile = llvm::divideCeil(numRows, numTiles);
  blocks.tilesPerBlock = std::min(tile.numRegisters / panels, numTiles);
  blocks.rowsPerBlock =
      std::min(blocks.tilesPerBlock * blocks.rowsPerTile, numRows);
  blocks.blocksPerLine = llvm::divideCeil(numTiles, blocks.tilesPerBlock);
  return blocks;
}

/// Cycles of one chunk of a block of tiles, as below. A register takes eight
/// cycles to load.
static double getChunkCycles(const Tile &tile, int64_t panels, int64_t tiles) {
  double arithmetic = panels * tiles * tile.cyclesPerStep;
  double loads = (panels + tiles) * 8;
  double weights = panels * tile.steps * tile.lanes * tile.depth / 32.0;
  return std::max({arithmetic, loads, weights});
}

/// Cycles of one step of a block: the most that arithmetic, loads (two in a
/// cycle), the chain of an accumulator, or weights from the second-level cache
/// (32 bytes in a cycle) take. A quarter of what loads and weights take is not
/// hidden by the rest.
static double getStepCycles(const Tile &tile, int64_t panels, int64_t rows,
                            const PanelWork &work) {
  double sumsPerStep = work.steps == 0 ? 0 : work.sums / work.steps;
  double arithmetic =
      llvm::alignTo(rows, tile.rowsPerStep) *
      (panels * (tile.cyclesPerStep + sumsPerStep * tile.cyclesPerSum) +
       tile.cyclesPerInput);
  // A single row has its weights in bytes, which an instruction more widens.
  if (rows == 1 && tile.elementWidth == 16)
    arithmetic += panels / 3.0;
  int64_t inputsPerRead =
      tile.pairsRowsAhead() ? tile.rowsPerStep : tile.stepsPerRead;
  double loads = (panels * tile.rowsPerStep + double(rows) / inputsPerRead) / 2;
  // Where the inputs are.
  if (work.isArranged)
    loads += 0.5;
  int64_t weightBytes = rows == 1 ? 1 : tile.elementWidth / 8;
  double weights = panels * tile.lanes * tile.depth * weightBytes / 32.0;
  return std::max({arithmetic, loads, weights, tile.latency}) +
         (loads + weights) / 4;
}

/// Cycles of a block of `rows` and `panels`. Where arranged steps come to the
/// end of a section is mispredicted at times, and the next one starts with
/// nothing under way.
static double getBlockCycles(const Tile &tile, int64_t panels, int64_t rows,
                             const PanelWork &work) {
  constexpr double misprediction = 8;
  double sections = work.isArranged ? tile.getStepsPerSum() : 0;
  return work.steps * getStepCycles(tile, panels, rows, work) +
         sections * misprediction;
}

/// Cycles of all rows on a line and `panels`, for a tile of several rows.
static double getMatrixCycles(const Tile &tile, int64_t panels, int64_t numRows,
                              const PanelWork &work) {
  // To write a tile of sums and to read it again.
  constexpr double sumsCycles = 32;
  MatrixBlocks blocks = getMatrixBlocks(tile, panels, numRows);
  int64_t tiles = blocks.tilesPerBlock;
  double cycles = work.steps * getChunkCycles(tile, panels, tiles) +
                  panels * tiles * sumsCycles;
  return blocks.blocksPerLine * cycles;
}

double qnn::getCycles(const Tile &tile, int64_t panels, int64_t numPanels,
                      int64_t numRows, const PanelWork &work) {
  int64_t rows = getRowsPerBlock(tile, panels, numRows);
  auto getGroupCycles = [&](int64_t size) {
    if (tile.isMatrix())
      return getMatrixCycles(tile, size, numRows, work);
    double cycles = numRows / rows * getBlockCycles(tile, size, rows, work);
    if (int64_t rest = numRows % rows)
      cycles += getBlockCycles(tile, size, rest, work);
    return cycles;
  };
  double cycles = numPanels / panels * getGroupCycles(panels);
  if (int64_t rest = numPanels % panels)
    cycles += getGroupCycles(rest);
  return cycles;
}

int64_t qnn::getPanelsPerGroup(const Tile &tile, int64_t numPanels,
                               int64_t numRows, const PanelWork &work) {
  int64_t maxPanels = 4;
  if (tile.rowsPerStep == 2)
    // The inputs of two rows are brought together once for all of them.
    maxPanels = 5;
  else if (numRows == 1 && !tile.isMatrix())
    // A single row has few accumulators to hide latency with.
    maxPanels = 8;
  // Of equals the widest, which reads the input least often.
  int64_t widest = std::clamp<int64_t>(numPanels, 1, maxPanels), best = widest;
  for (int64_t panels = widest - 1; panels > 0; --panels)
    if (getCycles(tile, panels, numPanels, numRows, work) <
        0.99 * getCycles(tile, best, numPanels, numRows, work))
      best = panels;
  return best;
}

/// Lines of the output of one image, or rows of a matrix, of which there are
/// `numLines`, in `count` strips or fewer.
static Strips getStripsOfLines(int64_t numLines, int64_t count) {
  int64_t size = llvm::divideCeil(numLines, count);
  return {static_cast<int64_t>(llvm::divideCeil(numLines, size)), size};
}

/// Elements of the input of one image, or of a matrix.
static int64_t getInputSize(PackedDotOp op) {
  int64_t numImages =
      op.getWindow() ? op.getOutput().getType().getDimSize(0) : 1;
  return op.getInput().getType().getNumElements() / numImages;
}

Strips qnn::getCopiedStrips(PackedDotOp op, const Tile &tile) {
  constexpr int64_t maxCount = 32, minRows = 32, minBytes = 1024;
  ArrayRef<int64_t> shape = op.getOutput().getType().getShape();
  std::optional<WindowAttr> window = op.getWindow();
  int64_t numLines = window ? shape[1] : shape[0];
  int64_t numRows = window ? shape[1] * shape[2] : shape[0];
  int64_t bytesOfCopy = tile.pairsRowsAhead() && !window ? 1 : 2;
  int64_t numBytes = bytesOfCopy * getInputSize(op);
  int64_t count = std::clamp<int64_t>(
      std::min(numBytes / minBytes, numRows / minRows), 1, maxCount);
  Strips strips = getStripsOfLines(numLines, count);
  if (window)
    return strips;
  int64_t size = llvm::alignTo(strips.size, tile.rowsPerStep);
  return {static_cast<int64_t>(llvm::divideCeil(numLines, size)),
          std::min(size, numLines)};
}

Strips qnn::getCachedStrips(PackedDotOp op, const Tile &tile) {
  // Half of a second-level cache, of those that are small.
  constexpr int64_t maxBytes = 1 << 18;
  int64_t numLines =
      op.getOutput().getType().getDimSize(op.getWindow() ? 1 : 0);
  int64_t numBytes = getInputSize(op);
  int64_t count =
      std::clamp<int64_t>(llvm::divideCeil(numBytes, maxBytes), 1, numLines);
  // Bytes that are read again: weights for each strip, or else the input for
  // each group of panels.
  int64_t numGroups =
      llvm::divideCeil(getNumPanels(op, tile), int64_t(op.getPanels()));
  int64_t weightBytes = op.getWeights().getType().getNumElements();
  if ((count - 1) * weightBytes >= (numGroups - 1) * numBytes)
    count = 1;
  return getStripsOfLines(numLines, count);
}
