//===- VectorizeMatrices.cpp - Loops over tiles of several rows -----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorizeDetail.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "qnn/CodeGen/Packing.h"

using namespace mlir;
using namespace mlir::qnn;

/// Half of a second-level cache, and half of a first-level cache.
static constexpr int64_t kMaxStreamedBytes = 1 << 20;
static constexpr int64_t kMaxCachedBytes = 1 << 14;

/// What two blocks in a row may read for the second one to find in the
/// first-level cache what they share.
static constexpr int64_t kMaxBlockBytes = 2 * kMaxCachedBytes;

namespace {

/// Emits the loops of one `qnn.packed_dot`, named as in that op's description,
/// for a tile of several rows.
///
/// Sums leave tile registers through memory, so the epilogue of a block reads
/// them from there, while the next block is computed: each chunk of that is
/// followed by some rows of the epilogue. There is memory for the sums of two
/// blocks, used in turn.
class MatrixEmitter : VectorEmitter {
public:
  MatrixEmitter(PackedDotOp op, const Tile &tile)
      : VectorEmitter(op), op(op), tile(tile) {}

  Value emit();

private:
  /// Groups of `panels` panels with `numOutputs` outputs each.
  struct Groups {
    int64_t first;
    int64_t count;
    int64_t panels;
    int64_t numOutputs;
    MatrixBlocks blocks;
  };

  /// What is computed with one set of sums in registers.
  struct Block {
    Value group;
    /// Of the images: null, and for a matrix y is 0.
    Value image, y;
    /// The first of its rows, on a line.
    Value row;
    /// The part of the sums' memory that is its own.
    Value slot;
    /// Whether chunks are taken from the last to the first.
    bool isBackward = false;
  };

  /// Results and sums, as loops over blocks carry them.
  struct State {
    Value output;
    Value sums;
  };

  Value emitGroups(const Groups &groups, Value output);
  /// Block `number`, and the results of the one before.
  State emitNextBlock(const Groups &groups, Value number, bool isBackward,
                      State state);
  Block getBlock(const Groups &groups, Value number);
  /// The sums of `block`. If `previous` is not null, also the results of that.
  State emitBlock(const Groups &groups, const Block &block,
                  const Block *previous, State state);
  /// Adds the products of chunk `c` of run `x` of line `y` of the window.
  SmallVector<Value> emitChunk(const Groups &groups, const Block &block,
                               Value y, Value x, Value c, ValueRange sums);
  Value readInput(const Groups &groups, const Block &block, int64_t t, Value y,
                  Value x, Value c);
  Value readWeights(const Groups &groups, const Block &block, int64_t panel,
                    Value chunk);
  /// The results of rows [begin, end) of `block`.
  Value emitRows(const Groups &groups, const Block &block, Value begin,
                 Value end, State state);
  Value emitRow(const Groups &groups, const Block &block, Value row,
                State state);

  /// Rows on a line.
  int64_t getNumRows() {
    RankedTensorType type = op.getOutput().getType();
    return type.getDimSize(type.getRank() == 4 ? 2 : 0);
  }
  int64_t getNumLines() {
    RankedTensorType type = op.getOutput().getType();
    return type.getRank() == 4 ? type.getDimSize(0) * type.getDimSize(1) : 1;
  }
  int64_t getWindowLines() {
    return op.getWindow() ? op.getWindow()->getLines() : 1;
  }
  int64_t getRuns() { return op.getWindow() ? op.getWindow()->getRuns() : 1; }
  int64_t getStepsPerRun() {
    std::optional<WindowAttr> window = op.getWindow();
    return llvm::divideCeil(window ? window->getLength()
                                   : op.getInput().getType().getDimSize(1),
                            tile.depth);
  }
  Chunks getRunChunks() { return getChunks(tile.steps, getStepsPerRun()); }
  int64_t getNumChunks() {
    return getWindowLines() * getRuns() * getRunChunks().count;
  }
  /// Whether all groups follow each other for one block of rows, which stays in
  /// the first-level cache while weights come from the second, or all blocks
  /// for one group.
  bool isWeightsStreamed() {
    return op.getWeights().getType().getNumElements() <= kMaxStreamedBytes &&
           op.getInput().getType().getNumElements() > kMaxCachedBytes;
  }
  /// Whether two blocks in a row take their chunks in opposite order. What the
  /// first of them read last is still in the first-level cache then.
  bool takesTurns(const Groups &groups);
  /// The row of a block where its tile `t` begins.
  int64_t getTileRow(const MatrixBlocks &blocks, int64_t t) {
    return std::min(t * blocks.rowsPerTile,
                    blocks.rowsPerBlock - blocks.rowsPerTile);
  }

  // Index arithmetic.
  Value min(Value a, int64_t b) {
    return arith::MinUIOp::create(builder, loc, a, index(b));
  }
  std::pair<Value, Value> divide(Value a, int64_t b) {
    Value divisor = index(b);
    Value quotient = arith::DivUIOp::create(builder, loc, a, divisor);
    Value remainder = arith::RemUIOp::create(builder, loc, a, divisor);
    return {quotient, remainder};
  }

  PackedDotOp op;
  const Tile &tile;
};

} // namespace

Value MatrixEmitter::emit() {
  RankedTensorType type = op.getOutput().getType();
  Value output = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                         type.getElementType());
  if (type.getNumElements() == 0)
    return output;
  int64_t numOutputs = type.getShape().back(), panels = op.getPanels();
  int64_t numWhole = numOutputs / (panels * tile.lanes);
  if (numWhole > 0)
    output = emitGroups({0, numWhole, panels, panels * tile.lanes,
                         getMatrixBlocks(tile, panels, getNumRows())},
                        output);
  int64_t rest = numOutputs % (panels * tile.lanes);
  if (rest == 0)
    return output;
  panels = llvm::divideCeil(rest, tile.lanes);
  return emitGroups(
      {numWhole, 1, panels, rest, getMatrixBlocks(tile, panels, getNumRows())},
      output);
}

Value MatrixEmitter::emitGroups(const Groups &groups, Value output) {
  int64_t numBlocks =
      groups.count * getNumLines() * groups.blocks.blocksPerLine;
  Value sums =
      tensor::EmptyOp::create(builder, loc,
                              ArrayRef<int64_t>{2, groups.blocks.rowsPerBlock,
                                                groups.panels * tile.lanes},
                              builder.getI32Type());
  Block first = getBlock(groups, index(0));
  State state = emitBlock(groups, first, nullptr, {output, sums});
  int64_t numNext = numBlocks - 1, turns = takesTurns(groups) ? 2 : 1;
  SmallVector<Value> results = emitLoop(
      numNext / turns, {state.output, state.sums},
      [&](Value i, ValueRange values) {
        State state = {values[0], values[1]};
        for (int64_t turn = 1; turn <= turns; ++turn)
          state = emitNextBlock(groups, add(mul(i, turns), turn),
                                /*isBackward=*/turns == 2 && turn == 1, state);
        return SmallVector<Value>{state.output, state.sums};
      });
  state = {results[0], results[1]};
  if (numNext % turns != 0)
    state = emitNextBlock(groups, index(numNext), /*isBackward=*/true, state);
  Block last = getBlock(groups, index(numNext));
  Value begin = index(0), end = index(groups.blocks.rowsPerBlock);
  return emitRows(groups, last, begin, end, state);
}

MatrixEmitter::State MatrixEmitter::emitNextBlock(const Groups &groups,
                                                  Value number, bool isBackward,
                                                  State state) {
  Value one = index(1);
  Block previous =
      getBlock(groups, arith::SubIOp::create(builder, loc, number, one));
  Block block = getBlock(groups, number);
  block.isBackward = isBackward;
  return emitBlock(groups, block, &previous, state);
}

bool MatrixEmitter::takesTurns(const Groups &groups) {
  int64_t rows = groups.blocks.rowsPerBlock;
  int64_t columns = getStepsPerRun() * tile.depth;
  int64_t numRuns = getWindowLines() * getRuns();
  std::optional<WindowAttr> window = op.getWindow();
  int64_t inputBytes = window ? (rows - 1) * window->getColumnStride() + columns
                              : rows * columns;
  int64_t weightBytes = groups.panels * tile.lanes * columns;
  return getNumChunks() > 1 &&
         numRuns * (inputBytes + weightBytes) > kMaxBlockBytes;
}

MatrixEmitter::Block MatrixEmitter::getBlock(const Groups &groups,
                                             Value number) {
  Block block;
  block.slot = divide(number, 2).second;
  Value group, position;
  if (isWeightsStreamed())
    std::tie(position, group) = divide(number, groups.count);
  else
    std::tie(group, position) =
        divide(number, getNumLines() * groups.blocks.blocksPerLine);
  block.group = add(group, groups.first);
  auto [line, blockOfLine] = divide(position, groups.blocks.blocksPerLine);
  block.row = min(mul(blockOfLine, groups.blocks.rowsPerBlock),
                  getNumRows() - groups.blocks.rowsPerBlock);
  if (op.getWindow())
    std::tie(block.image, block.y) =
        divide(line, op.getOutput().getType().getDimSize(1));
  return block;
}

MatrixEmitter::State MatrixEmitter::emitBlock(const Groups &groups,
                                              const Block &block,
                                              const Block *previous,
                                              State state) {
  const MatrixBlocks &blocks = groups.blocks;
  Value zero = arith::ConstantOp::create(
      builder, loc,
      builder.getZeroAttr(VectorType::get({blocks.rowsPerTile, tile.lanes},
                                          builder.getI32Type())));
  int64_t rowsPerChunk = llvm::divideCeil(blocks.rowsPerBlock, getNumChunks());
  auto orient = [&](Value i, int64_t count) -> Value {
    if (!block.isBackward || count == 1)
      return i;
    return arith::SubIOp::create(builder, loc, index(count - 1), i);
  };
  auto emitStep = [&](Value y, Value x, Value c, ValueRange values) {
    SmallVector<Value> results = emitChunk(
        groups, block, orient(y, getWindowLines()), orient(x, getRuns()),
        orient(c, getRunChunks().count), values.drop_back());
    Value output = values.back();
    if (previous) {
      Value run = add(mul(y, getRuns()), x);
      Value chunk = add(mul(run, getRunChunks().count), c);
      Value begin = min(mul(chunk, rowsPerChunk), blocks.rowsPerBlock);
      Value end = min(add(begin, rowsPerChunk), blocks.rowsPerBlock);
      output = emitRows(groups, *previous, begin, end, {output, state.sums});
    }
    results.push_back(output);
    return results;
  };

  SmallVector<Value> values(blocks.tilesPerBlock * groups.panels, zero);
  values.push_back(state.output);
  values = emitLoop(getWindowLines(), values, [&](Value y, ValueRange lines) {
    return emitLoop(getRuns(), lines, [&](Value x, ValueRange runs) {
      return emitLoop(getRunChunks().count, runs,
                      [&](Value c, ValueRange chunks) {
                        return emitStep(y, x, c, chunks);
                      });
    });
  });

  Value sums = state.sums;
  for (int64_t t = 0; t < blocks.tilesPerBlock; ++t)
    for (int64_t p = 0; p < groups.panels; ++p) {
      Value row = index(getTileRow(blocks, t)), column = index(p * tile.lanes);
      sums =
          vector::TransferWriteOp::create(
              builder, loc, values[t * groups.panels + p], sums,
              ValueRange{block.slot, row, column}, ArrayRef<bool>{true, true})
              .getResult();
    }
  return {values.back(), sums};
}

SmallVector<Value> MatrixEmitter::emitChunk(const Groups &groups,
                                            const Block &block, Value y,
                                            Value x, Value c, ValueRange sums) {
  Value run = add(mul(y, getRuns()), x);
  Value chunk = add(mul(run, getRunChunks().count), c);
  // Where there are several tiles of rows, panels are at most two.
  SmallVector<Value> results, panels;
  for (int64_t t = 0; t < groups.blocks.tilesPerBlock; ++t) {
    Value rows = readInput(groups, block, t, y, x, c);
    for (int64_t p = 0; p < groups.panels; ++p) {
      if (t == 0)
        panels.push_back(readWeights(groups, block, p, chunk));
      results.push_back(TileDotOp::create(builder, loc, tile.name, rows,
                                          panels[p], sums[results.size()]));
    }
  }
  return results;
}

Value MatrixEmitter::readInput(const Groups &groups, const Block &block,
                               int64_t t, Value y, Value x, Value c) {
  Chunks chunks = getRunChunks();
  int64_t firstOfLast = getStepsPerRun() - chunks.size;
  Value step = mul(c, chunks.size);
  if (firstOfLast % chunks.size != 0)
    step = min(step, firstOfLast);
  Value column = mul(step, tile.depth);
  Value row = add(block.row, getTileRow(groups.blocks, t));
  SmallVector<Value> position = {row, column};
  SmallVector<int64_t> steps = {1, 0};
  if (std::optional<WindowAttr> window = op.getWindow()) {
    Value image = mul(block.image, window->getImageLines());
    Value line = add(image, mul(block.y, window->getLineStride()));
    position[0] = add(line, mul(y, window->getLineDilation()));
    Value begin = mul(row, window->getColumnStride());
    begin = add(begin, mul(x, window->getRunDilation()));
    position[1] = add(begin, column);
    steps = {0, window->getColumnStride()};
  }
  auto type =
      VectorType::get({groups.blocks.rowsPerTile, chunks.size * tile.depth},
                      builder.getI8Type());
  return TileReadOp::create(builder, loc, type, op.getInput(), position, steps);
}

Value MatrixEmitter::readWeights(const Groups &groups, const Block &block,
                                 int64_t panel, Value chunk) {
  int64_t panelSize = tile.lanes * tile.depth;
  int64_t stepsPerChunk = getRunChunks().size;
  int64_t stepSize = groups.panels * panelSize;
  Value base = mul(block.group,
                   op.getPanels() * getNumChunks() * stepsPerChunk * panelSize);
  Value offset =
      add(add(base, mul(chunk, stepsPerChunk * stepSize)), panel * panelSize);
  auto type = VectorType::get({stepsPerChunk, panelSize}, builder.getI8Type());
  return TileReadOp::create(builder, loc, type, op.getWeights(), offset,
                            ArrayRef<int64_t>{stepSize});
}

Value MatrixEmitter::emitRows(const Groups &groups, const Block &block,
                              Value begin, Value end, State state) {
  return emitRange(begin, end, state.output,
                   [&](Value row, ValueRange values) {
                     return SmallVector<Value>{emitRow(
                         groups, block, row, {values.front(), state.sums})};
                   })
      .front();
}

Value MatrixEmitter::emitRow(const Groups &groups, const Block &block,
                             Value row, State state) {
  int64_t size = groups.panels * tile.lanes;
  Value zero = index(0);
  SmallVector<Value> arguments = {
      read(state.sums, {block.slot, row, zero}, size)};
  Value column = mul(block.group, op.getPanels() * tile.lanes);
  for (Value channel : op.getChannels())
    arguments.push_back(read(channel, column, size));
  Value rowOfLine = add(block.row, row);
  for (Value rowOperand : op.getRows()) {
    Value value =
        tensor::ExtractOp::create(builder, loc, rowOperand, rowOfLine);
    arguments.push_back(vector::BroadcastOp::create(
        builder, loc, VectorType::get(size, value.getType()), value));
  }
  SmallVector<Value> position;
  if (op.getWindow())
    position = {block.image, block.y};
  position.append({rowOfLine, column});
  for (Value element : op.getElements())
    arguments.push_back(
        widen(read(element, position, groups.numOutputs), size));
  Value result = emitVectorBody(op.getBody().front(), arguments);
  // Only the outputs that exist are written.
  result = takeFront(result, groups.numOutputs);
  return write(result, state.output, position);
}

Value qnn::emitMatrixProduct(PackedDotOp op, const Tile &tile) {
  return MatrixEmitter(op, tile).emit();
}
