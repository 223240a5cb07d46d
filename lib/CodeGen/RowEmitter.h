//===- RowEmitter.h - Loops of a matrix product -----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_ROWEMITTER_H
#define QNN_LIB_CODEGEN_ROWEMITTER_H

#include "Blocks.h"
#include "VectorizeDetail.h"

namespace mlir::qnn {

/// Emits the loops of one `qnn.packed_dot`, named as in that op's description:
/// those over rows (VectorizeRows.cpp), and in them the sums of a block of rows
/// (VectorizeRowSteps.cpp).
class RowEmitter : VectorEmitter {
public:
  RowEmitter(PackedDotOp op, const Tile &tile)
      : VectorEmitter(op), op(op), tile(tile), input(op.getInput()),
        addition(getChannelAddition(op.getBody().front(),
                                    op.getChannels().size())) {}

  Value emit();

private:
  /// A group of panels: its number, how many panels, and how many outputs of
  /// the last of them exist.
  struct Group {
    Value index;
    int64_t panels;
    int64_t numOutputs;
  };

  /// Rows of the product whose accumulators are live at the same time. Row r
  /// reads from [line + r * lineStep, column + r * columnStep] of the input on,
  /// and is written at `position`, r added to its last index.
  struct RowBlock {
    int64_t numRows;
    Value line, column;
    int64_t lineStep, columnStep;
    SmallVector<Value> position;
  };

  /// Steps from the beginning of `rows` on, with weights from `offset` on: as
  /// many as are read at once, or as a narrow sum has.
  struct Chunk {
    const Group &group;
    const RowBlock &rows;
    int64_t numSteps;
    Value offset;
    /// The element of the input, in row-major order, that the first row reads
    /// at each step, where these do not follow each other.
    SmallVector<Value> elements;
  };

  /// Steps of a chunk.
  struct Steps {
    int64_t begin, end;
  };

  /// `count` lines of an image of the output, of which there are at most
  /// `maxCount`, from `begin` on; the first reads from `line` of the input on.
  /// Or `maxCount` rows of a matrix.
  struct Strip {
    Value image;
    Value begin, count;
    int64_t maxCount;
    Value line;
  };

  using GroupBody = llvm::function_ref<Value(const Group &group, Value output)>;
  Value emitGroups(Value output, GroupBody body);
  Strip getStrip(Value image, Value begin, int64_t count);
  Value emitCachedStrips(Strips strips, Value image, Value output);
  Value emitCopiedStrips(Value image, Value output);
  Value pairRows(Value begin, Value count, int64_t maxCount);
  Value emitStrip(const Group &group, const Strip &strip, Value output);
  Value emitMatrixRows(const Group &group, const Strip &strip, Value output);
  Value emitImageRows(const Group &group, WindowAttr window, const Strip &strip,
                      Value output);
  Value emitRows(const Group &group, const RowBlock &rows, Value output);
  SmallVector<Value> emitSteps(const Group &group, const RowBlock &rows,
                               ValueRange accumulators);
  SmallVector<Value> emitRun(const Group &group, const RowBlock &rows,
                             int64_t numSteps, Value weightsOffset,
                             ValueRange accumulators);
  /// What the sums of each panel begin with.
  SmallVector<Value> getFirstSums(const Group &group);
  static int64_t getUnrolling(const RowBlock &rows, int64_t numSteps);
  SmallVector<Value> emitArrangedSteps(const Group &group, const RowBlock &rows,
                                       ValueRange accumulators);
  SmallVector<Value> emitChunk(const Chunk &chunk, ValueRange accumulators);
  Value getStep(const Chunk &chunk, int64_t row, int64_t step,
                MutableArrayRef<Value> inputs);
  SmallVector<Value> readPanel(const Chunk &chunk, int64_t panel, Steps steps);
  void emitRowSums(const Chunk &chunk, Steps steps,
                   MutableArrayRef<Value> inputs,
                   MutableArrayRef<Value> accumulators);
  void emitPanelSums(const Chunk &chunk, Steps steps,
                     MutableArrayRef<Value> inputs,
                     MutableArrayRef<Value> accumulators);
  void emitPairStep(const Chunk &chunk, int64_t step,
                    MutableArrayRef<Value> inputs,
                    MutableArrayRef<Value> accumulators);
  void transposePairs(MutableArrayRef<Value> accumulators, int64_t panels);
  Value emitBody(const Group &group, ArrayRef<Value> position,
                 ValueRange accumulators);

  /// Steps in the run of a window, or in a row.
  int64_t getStepsPerRun() {
    std::optional<WindowAttr> window = op.getWindow();
    return llvm::divideCeil(window ? window->getLength()
                                   : op.getInput().getType().getDimSize(1),
                            tile.depth);
  }
  int64_t getNumSteps() {
    std::optional<WindowAttr> window = op.getWindow();
    return getStepsPerRun() *
           (window ? window->getLines() * window->getRuns() : 1);
  }

  Value readIndex(Value tensor, Value position);
  /// What row `row` reads for `numSteps` steps.
  Value readInputs(const RowBlock &rows, int64_t row, int64_t numSteps);
  /// What pairs of rows, brought together ahead, read for step `step`.
  SmallVector<Value> readPairs(const RowBlock &rows, int64_t step);
  /// The inputs of pairs of rows for step `step`, of those that `inputs` has
  /// for each row.
  SmallVector<Value> pairInputs(const Chunk &chunk, int64_t step,
                                MutableArrayRef<Value> inputs);
  /// How many accumulators the steps of `rows` have. Where steps take two rows,
  /// the last may be of none.
  size_t getNumAccumulators(const Group &group, const RowBlock &rows) {
    return llvm::alignTo(rows.numRows, tile.rowsPerStep) * group.panels;
  }

  /// Weights, as wide as the tile takes them.
  Value readWeights(Value offset, int64_t size);
  /// The elements of step `step`, of those that `x` has, in each lane.
  Value broadcast(Value x, int64_t step);

  PackedDotOp op;
  const Tile &tile;
  /// What rows read: the op's input, or a copy of some of its lines.
  Value input;
  /// The op's input in one dimension, where steps are arranged.
  Value elements;
  /// What accumulators begin with, if not with zeros.
  ChannelAddition addition;
};

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_ROWEMITTER_H
