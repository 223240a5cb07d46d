//===- Packing.h - Compile-time packing of weights --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_PACKING_H
#define QNN_CODEGEN_PACKING_H

#include "qnn/CodeGen/Tile.h"

namespace mlir::qnn {

/// Inclusive bounds of the integers in a tensor.
struct IntegerRange {
  int64_t min;
  int64_t max;
};

/// What is known about the bytes of `value`, read with `signedness`: the clamp
/// of the rescale that they come from, or else the range of the type.
IntegerRange getByteRange(Value value, Signedness signedness);

/// A row-major matrix of weights.
struct WeightMatrix {
  int64_t rows = 0;
  int64_t columns = 0;
  SmallVector<int16_t> values;

  int16_t &at(int64_t row, int64_t column) {
    return values[row * columns + column];
  }
  int16_t at(int64_t row, int64_t column) const {
    return values[row * columns + column];
  }
};

/// A contraction as tiles see it: a product of a matrix, or of what windows
/// read of it, with constant weights.
struct Contraction {
  /// A `qnn.dot`, or a `qnn.conv` of one group or depthwise.
  Operation *op;

  Value getInput() const { return op->getOperand(0); }
  Value getBias() const { return op->getOperand(2); }
  Signedness getInputSignedness() const;
  /// True for a convolution whose output channels each read the input channel
  /// of the same number.
  bool isDepthwise() const;
  /// Row sums and weight zero points; null if there are none.
  Value getRowSums() const;
  Value getWeightZeroPoints() const;
  /// The axis of the result that counts output channels.
  int64_t getChannelAxis() const;
  /// Lines of the image, all images together; 1 for a matrix.
  int64_t getNumLines() const;
  /// Rows of the matrix, or positions on one line of the image.
  int64_t getNumRows() const;
  /// The window of a convolution of one group; null for a product of matrices,
  /// which a convolution of single pixels, one next to the other, is as well.
  WindowAttr getWindow() const;
};

/// `op` as a contraction, if it is one whose weights are constant; failure for
/// any other op.
FailureOr<Contraction> getContraction(Operation *op);

/// How a tile that takes several steps at once reads a run: as `count` chunks
/// of `size` steps, the last of which ends where the run does and may overlap
/// the one before it.
struct Chunks {
  int64_t count;
  int64_t size;
};

/// The fewest chunks of at most `maxSize` of `numSteps` steps, of equal size.
Chunks getChunks(int64_t maxSize, int64_t numSteps);

/// The weights, a row for each output channel. Runs of columns, or all that
/// there are, are padded with zeros to a multiple of `depth`, but not in a
/// depthwise convolution, and laid out in chunks of at most `maxSteps` steps:
/// those that are read twice are zero the second time.
WeightMatrix getWeights(const Contraction &contraction, int64_t depth,
                        int64_t maxSteps = 1);

/// True if `tile` takes these weights as its elements.
bool holdsWeights(const Tile &tile, const WeightMatrix &weights);

/// Blocks of a tile that takes several rows. The last block of a line, and the
/// last tile of a block, end where the line or block does, and may overlap the
/// one before.
struct MatrixBlocks {
  int64_t rowsPerTile;
  int64_t tilesPerBlock;
  int64_t rowsPerBlock;
  int64_t blocksPerLine;
};

MatrixBlocks getMatrixBlocks(const Tile &tile, int64_t panels, int64_t numRows);

/// Rows of the input that one pass over a group's weights serves: as many as
/// keep all accumulators in registers, in blocks of about the same size.
int64_t getRowsPerBlock(const Tile &tile, int64_t panels, int64_t numRows);

/// Weights in the layout of `qnn.packed_dot`.
struct PackedWeights {
  /// In a group.
  int64_t panels;
  /// Of all panels together, where steps are arranged also of those that the
  /// last group has not; and how many are there because others were split.
  int64_t numSteps;
  int64_t numSplits = 0;
  DenseElementsAttr weights;
  /// Null where steps follow each other as in the contraction.
  DenseElementsAttr positions;
  DenseElementsAttr sections;
};

/// True if `tile` can take the steps of a panel in any order.
bool canArrange(const Tile &tile);

/// True if `tile` can take `weights` of `contraction` exactly, as they are or
/// arranged.
bool canPack(const Contraction &contraction, const Tile &tile,
             const WeightMatrix &weights, IntegerRange inputRange);

/// Packs the `weights` of `contraction` for `tile`, whose input elements are in
/// `inputRange`, on lines of `lineSize`. Where narrow sums could leave i16,
/// steps are arranged so that they do not. For one row, weights that fit bytes
/// are stored as such, also where the tile takes wider ones.
PackedWeights packWeights(const Contraction &contraction, const Tile &tile,
                          const WeightMatrix &weights, IntegerRange inputRange,
                          int64_t lineSize);

/// An estimate of the cycles that the contraction takes for all of its rows
/// when packed like this (docs/Targets.md, Blocks of registers).
double estimateCycles(const Contraction &contraction, const Tile &tile,
                      const WeightMatrix &weights, IntegerRange inputRange);

/// True unless `tile` pairs rows ahead, and steps through `window`, null for a
/// matrix, begin at columns that are no multiples of its depth.
bool canPairRows(const Tile &tile, WindowAttr window);

/// Taps that a `qnn.packed_depthwise` may have: they are unrolled.
inline constexpr int64_t kMaxDepthwiseTaps = 64;

/// How the operands of a `qnn.packed_depthwise` are laid out; names as in that
/// op's description.
struct DepthwiseLayout {
  DepthwiseLayout(const Tile &tile, int64_t numChannels,
                  ArrayRef<int64_t> kernel, int64_t columnStride,
                  int64_t outputWidth);

  /// Elements of the pixels that units cover.
  int64_t getNumElements() const { return numPixels * numChannels; }
  int64_t getFirstElement(int64_t unit) const;
  /// The element of a lane, counted from the first of the unit.
  int64_t getElement(int64_t accumulator, int64_t lane) const;
  /// The channel of a lane; nullopt if there is no such element.
  std::optional<int64_t> getChannel(int64_t unit, int64_t accumulator,
                                    int64_t lane) const;
  int64_t getRow(int64_t slot) const { return slot % numRows; }
  int64_t getNumSlots() const { return numGroups * depth; }
  /// Packed weights of one column, and of all, for a unit.
  int64_t getColumnSize() const { return getNumSlots() * unitSize; }
  int64_t getUnitWeightsSize() const { return numColumns * getColumnSize(); }

  int64_t lanes, depth;
  int64_t numChannels;
  int64_t unitSize;
  int64_t numPixels;
  int64_t numUnits;
  /// Of the kernel.
  int64_t numRows, numColumns;
  /// Groups of slots in a column.
  int64_t numGroups;
};

/// The layout for a depthwise `conv`, and of one that is packed for `tile`.
DepthwiseLayout getDepthwiseLayout(const Tile &tile, ConvOp conv);
DepthwiseLayout getDepthwiseLayout(const Tile &tile, PackedDepthwiseOp op);

/// Packs the weights of a depthwise convolution, one row for each channel.
/// Where a pair of slots could saturate, the weight of a tap that is read twice
/// is divided between its slots; nullopt if that does not suffice, or if narrow
/// sums could leave i16 otherwise.
std::optional<DenseElementsAttr>
packDepthwiseWeights(MLIRContext *context, const Tile &tile,
                     const DepthwiseLayout &layout, const WeightMatrix &weights,
                     IntegerRange inputRange);

/// Values of channels in the order of lanes.
DenseIntElementsAttr packDepthwiseChannels(const DepthwiseLayout &layout,
                                           DenseIntElementsAttr values);

/// True if x0 * w0 + x1 * w1 leaves i16 for some x0, x1 in `range`. For w0 = 0
/// or w1 = 0 and bytes it never does: |255 * -128| <= 32768.
bool canSaturate(int64_t w0, int64_t w1, IntegerRange range);

} // namespace mlir::qnn

#endif // QNN_CODEGEN_PACKING_H
