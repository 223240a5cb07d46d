//===- VectorizeRows.cpp - Loops over vectors -----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Blocks.h"
#include "Unrolling.h"
#include "VectorizeDetail.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::qnn;

/// Runs of no more steps than this take no loop.
static constexpr int64_t kMaxStraightSteps = 4;

namespace {

/// Emits the loops of one `qnn.packed_dot`, named as in that op's description.
class RowEmitter : VectorEmitter {
public:
  RowEmitter(PackedDotOp op, const Tile &tile)
      : VectorEmitter(op), op(op), tile(tile), input(op.getInput()) {}

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
  Value emitExtendedStrips(Value image, Value output);
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
  SmallVector<Value> emitOutliers(const Group &group, const RowBlock &rows);
  SmallVector<Value> emitOutlierPart(const RowBlock &rows, Value part,
                                     ValueRange accumulators);
  SmallVector<Value> emitChunk(const Group &group, const RowBlock &rows,
                               int64_t numSteps, Value weights, Value offset,
                               ValueRange accumulators);
  void emitStep(Value input, int64_t step, ArrayRef<Value> panels,
                MutableArrayRef<Value> accumulators);
  void emitTwoSteps(ArrayRef<Value> inputs, int64_t step, const Group &group,
                    Value weights, Value offset,
                    MutableArrayRef<Value> accumulators);
  void emitPairStep(ArrayRef<Value> inputs, int64_t step, const Group &group,
                    Value weights, Value offset,
                    MutableArrayRef<Value> accumulators);
  void separateRows(MutableArrayRef<Value> accumulators, int64_t panels);
  Value emitBody(const Group &group, ArrayRef<Value> position,
                 ValueRange accumulators);

  /// `rows` at the step that outlier `entry` belongs to.
  RowBlock moveToOutlier(const RowBlock &rows, Value entry);
  int64_t getNumOutlierParts() {
    int64_t numBegins =
        cast<ShapedType>(op.getOutlierBegin().getType()).getNumElements() - 1;
    return numBegins / getNumPanels(op, tile);
  }

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

  Value readIndex(Value tensor, ValueRange position);
  /// What row `row` reads for `numSteps` steps.
  Value readInputs(const RowBlock &rows, int64_t row, int64_t numSteps);
  /// How many accumulators the steps of `rows` have. Where steps take two rows,
  /// the last may be of none.
  int64_t getNumAccumulators(const Group &group, const RowBlock &rows) {
    return llvm::alignTo(rows.numRows, tile.rowsPerStep) * group.panels;
  }

  /// Weights, as wide as the tile takes them.
  Value readWeights(Value weights, Value offset, int64_t size);
  /// The elements of step `step`, of those that `x` has, in each lane.
  Value broadcast(Value x, int64_t step);

  PackedDotOp op;
  const Tile &tile;
  /// What rows read: the op's input, or those of its lines that are extended.
  Value input;
};

} // namespace

Value RowEmitter::broadcast(Value x, int64_t step) {
  Type wordType = builder.getIntegerType(tile.depth * tile.elementWidth);
  int64_t numSteps =
      cast<VectorType>(x.getType()).getNumElements() / tile.depth;
  Value word = vector::BitCastOp::create(
      builder, loc, VectorType::get(numSteps, wordType), x);
  word = vector::ExtractOp::create(builder, loc, word, step);
  Value words = vector::BroadcastOp::create(
      builder, loc, VectorType::get(tile.lanes, wordType), word);
  return vector::BitCastOp::create(
      builder, loc,
      VectorType::get(tile.lanes * tile.depth,
                      builder.getIntegerType(tile.elementWidth)),
      words);
}

Value RowEmitter::readWeights(Value weights, Value offset, int64_t size) {
  Value values = read(weights, offset, size);
  auto type = VectorType::get(size, builder.getIntegerType(tile.elementWidth));
  if (values.getType() == type)
    return values;
  return arith::ExtSIOp::create(builder, loc, type, values);
}

Value RowEmitter::emit() {
  RankedTensorType type = op.getOutput().getType();
  Value output = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                         type.getElementType());
  if (type.getNumElements() == 0)
    return output;
  std::optional<WindowAttr> window = op.getWindow();
  int64_t numImages = window ? type.getDimSize(0) : 1;
  if (op.getInputSignedness())
    return emitLoop(numImages, output, [&](Value image, Value images) {
      return emitExtendedStrips(image, images);
    });
  return emitGroups(output, [&](const Group &group, Value out) {
    return emitParallelLoop(numImages, out, [&](Value image, Value images) {
      int64_t numLines = type.getDimSize(window ? 1 : 0);
      Value begin = index(0), count = index(numLines);
      Value line = window ? mul(image, window->getImageLines()) : begin;
      return emitStrip(group, Strip{image, begin, count, numLines, line},
                       images);
    });
  });
}

/// `body` for each group of panels.
Value RowEmitter::emitGroups(Value output, GroupBody body) {
  int64_t numOutputs = op.getOutput().getType().getShape().back();
  int64_t outputsPerGroup = op.getPanels() * tile.lanes;
  int64_t numWholeGroups = numOutputs / outputsPerGroup;
  output = emitParallelLoop(numWholeGroups, output, [&](Value i, Value groups) {
    Group group{i, static_cast<int64_t>(op.getPanels()), outputsPerGroup};
    return body(group, groups);
  });
  int64_t rest = numOutputs % outputsPerGroup;
  if (rest == 0)
    return output;
  Group group{index(numWholeGroups),
              static_cast<int64_t>(llvm::divideCeil(rest, tile.lanes)), rest};
  return body(group, output);
}

/// All outputs of `image`, or of a matrix, from an input of bytes.
Value RowEmitter::emitExtendedStrips(Value image, Value output) {
  std::optional<WindowAttr> window = op.getWindow();
  int64_t numLines = op.getOutput().getType().getDimSize(window ? 1 : 0);
  int64_t lineStride = window ? window->getLineStride() : 1;
  int64_t overlap = window
                        ? (window->getLines() - 1) * window->getLineDilation() +
                              1 - lineStride
                        : 0;
  Strips strips = getStrips(op);
  return emitLoop(strips.count, output, [&](Value i, Value values) {
    Value begin = mul(i, strips.size), count = index(strips.size);
    // The last strip may have fewer lines, or begin with rows of the one
    // before.
    if (window && numLines % strips.size != 0) {
      Value rest = arith::SubIOp::create(builder, loc, index(numLines), begin);
      count = arith::MinSIOp::create(builder, loc, count, rest);
    } else if (!window) {
      Value last = index(numLines - strips.size);
      begin = arith::MinSIOp::create(builder, loc, begin, last);
    }
    Value line = mul(begin, lineStride);
    if (window)
      line = add(line, mul(image, window->getImageLines()));
    input = extendLines(
        op.getInput(), line, add(mul(count, lineStride), overlap),
        strips.size * lineStride + overlap, *op.getInputSignedness());
    Strip strip{image, begin, count, strips.size, index(0)};
    return emitGroups(values, [&](const Group &group, Value out) {
      return emitStrip(group, strip, out);
    });
  });
}

Value RowEmitter::emitStrip(const Group &group, const Strip &strip,
                            Value output) {
  if (std::optional<WindowAttr> window = op.getWindow())
    return emitImageRows(group, *window, strip, output);
  return emitMatrixRows(group, strip, output);
}

Value RowEmitter::emitMatrixRows(const Group &group, const Strip &strip,
                                 Value output) {
  int64_t numRows = strip.maxCount;
  int64_t rowsPerBlock = getRowsPerBlock(tile, group.panels, numRows);
  int64_t numBlocks = numRows / rowsPerBlock;
  auto emitBlock = [&](Value firstRow, int64_t size, Value values) {
    Value line = add(strip.line, firstRow);
    Value row = add(strip.begin, firstRow);
    return emitRows(group,
                    RowBlock{size,
                             line,
                             index(0),
                             /*lineStep=*/1,
                             /*columnStep=*/0,
                             {row}},
                    values);
  };
  output = emitParallelLoop(numBlocks, output, [&](Value block, Value rows) {
    return emitBlock(mul(block, rowsPerBlock), rowsPerBlock, rows);
  });
  if (int64_t rest = numRows % rowsPerBlock)
    output = emitBlock(index(numBlocks * rowsPerBlock), rest, output);
  return output;
}

Value RowEmitter::emitImageRows(const Group &group, WindowAttr window,
                                const Strip &strip, Value output) {
  int64_t width = op.getOutput().getType().getDimSize(2);
  int64_t rowsPerBlock = getRowsPerBlock(tile, group.panels, width);
  int64_t numBlocks = width / rowsPerBlock;
  auto emitLine = [&](Value i, Value values) -> Value {
    Value y = add(strip.begin, i);
    Value line = add(strip.line, mul(i, window.getLineStride()));
    auto emitBlock = [&](Value x, int64_t size, Value out) {
      return emitRows(group,
                      RowBlock{size,
                               line,
                               mul(x, window.getColumnStride()),
                               /*lineStep=*/0,
                               window.getColumnStride(),
                               {strip.image, y, x}},
                      out);
    };
    Value result =
        emitParallelLoop(numBlocks, values, [&](Value block, Value blocks) {
          return emitBlock(mul(block, rowsPerBlock), rowsPerBlock, blocks);
        });
    if (int64_t rest = width % rowsPerBlock)
      result = emitBlock(index(numBlocks * rowsPerBlock), rest, result);
    return result;
  };
  return emitParallelLoop(strip.count, output, [&](Value i, Value lines) {
    return emitLine(i, lines);
  });
}

Value RowEmitter::emitRows(const Group &group, const RowBlock &rows,
                           Value output) {
  // Outliers first, panel by panel, while other registers are free.
  SmallVector<Value> accumulators = emitOutliers(group, rows);
  accumulators = emitSteps(group, rows, accumulators);
  if (tile.rowsPerStep == 2)
    separateRows(accumulators, group.panels);
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  for (int64_t r = 0; r < rows.numRows; ++r) {
    SmallVector<Value> position = rows.position;
    position.back() = add(position.back(), r);
    position.push_back(column);
    Value result = emitBody(
        group, position,
        ValueRange(accumulators).slice(r * group.panels, group.panels));
    // Only the outputs that exist are written.
    output = write(takeFront(result, group.numOutputs), output, position);
  }
  return output;
}

Value RowEmitter::readInputs(const RowBlock &rows, int64_t row,
                             int64_t numSteps) {
  Value line = add(rows.line, row * rows.lineStep);
  Value column = add(rows.column, row * rows.columnStep);
  return read(input, {line, column}, numSteps * tile.depth);
}

/// `numSteps` steps: each reads its panels of `weights` once, from `offset` on,
/// and multiplies them with each row. The inputs of all steps are read in the
/// first. Accumulators are in the order row, panel. Where the tile adds
/// products of two steps, an even number of steps is taken two by two.
SmallVector<Value> RowEmitter::emitChunk(const Group &group,
                                         const RowBlock &rows, int64_t numSteps,
                                         Value weights, Value offset,
                                         ValueRange accumulators) {
  int64_t panelSize = tile.lanes * tile.depth;
  SmallVector<Value> inputs, values(accumulators);
  bool takesTwoSteps = tile.addsSteps() && numSteps % 2 == 0;
  if (tile.rowsPerStep == 2 || takesTwoSteps) {
    for (int64_t r = 0; r < rows.numRows; ++r)
      inputs.push_back(readInputs(rows, r, numSteps));
    for (int64_t step = 0; step < numSteps; step += takesTwoSteps ? 2 : 1) {
      Value first = add(offset, step * group.panels * panelSize);
      if (takesTwoSteps)
        emitTwoSteps(inputs, step, group, weights, first, values);
      else
        emitPairStep(inputs, step, group, weights, first, values);
    }
    return values;
  }
  for (int64_t step = 0; step < numSteps; ++step) {
    SmallVector<Value> panels;
    for (int64_t p = 0; p < group.panels; ++p)
      panels.push_back(readWeights(
          weights, add(offset, (step * group.panels + p) * panelSize),
          panelSize));
    for (int64_t r = 0; r < rows.numRows; ++r) {
      if (step == 0)
        inputs.push_back(readInputs(rows, r, numSteps));
      emitStep(inputs[r], step, panels,
               MutableArrayRef(values).slice(r * group.panels, group.panels));
    }
  }
  return values;
}

/// The step with this number of those that `input` has, for one row.
void RowEmitter::emitStep(Value input, int64_t step, ArrayRef<Value> panels,
                          MutableArrayRef<Value> accumulators) {
  Value x = broadcast(input, step);
  for (auto [value, panel] : llvm::zip_equal(accumulators, panels))
    value = tile.emitStep(builder, loc, value, x, panel);
}

/// Two steps of all rows, whose products are added before they are added to the
/// accumulators, with weights from `offset` on.
void RowEmitter::emitTwoSteps(ArrayRef<Value> inputs, int64_t step,
                              const Group &group, Value weights, Value offset,
                              MutableArrayRef<Value> accumulators) {
  SmallVector<std::array<Value, 2>> pairs;
  for (Value input : inputs) {
    Value first = broadcast(input, step);
    pairs.push_back({first, broadcast(input, step + 1)});
  }
  int64_t size = tile.lanes * tile.depth;
  for (int64_t p = 0; p < group.panels; ++p) {
    Value first = readWeights(weights, add(offset, p * size), size);
    Value second =
        readWeights(weights, add(offset, (group.panels + p) * size), size);
    for (auto [r, x] : llvm::enumerate(pairs)) {
      Value &value = accumulators[r * group.panels + p];
      value = tile.emitTwoSteps(builder, loc, value, x, {first, second});
    }
  }
}

/// One step of pairs of rows, with weights from `offset` on. Of the
/// accumulators of a pair, those of the first half of each panel come first. As
/// many weights as scratch registers hold are multiplied with all pairs before
/// the next are read.
void RowEmitter::emitPairStep(ArrayRef<Value> inputs, int64_t step,
                              const Group &group, Value weights, Value offset,
                              MutableArrayRef<Value> accumulators) {
  SmallVector<Value> pairs;
  for (size_t r = 0; r < inputs.size(); r += 2) {
    Value first = slice(inputs[r], step * tile.depth, tile.depth);
    // The last of an odd number of rows makes a pair with itself.
    Value second = slice(inputs[std::min(r + 1, inputs.size() - 1)],
                         step * tile.depth, tile.depth);
    pairs.push_back(concatenate({first, second}));
  }
  int64_t numHalves = 2 * group.panels, size = tile.lanes * tile.depth / 2;
  for (int64_t begin = 0; begin < numHalves;
       begin += tile.numScratchRegisters) {
    int64_t end = std::min(begin + tile.numScratchRegisters, numHalves);
    SmallVector<Value> halves;
    for (int64_t half = begin; half < end; ++half)
      halves.push_back(readWeights(weights, add(offset, half * size), size));
    for (auto [pair, x] : llvm::enumerate(pairs))
      for (int64_t half = begin; half < end; ++half) {
        Value &value =
            accumulators[pair * numHalves + half % 2 * group.panels + half / 2];
        value = tile.emitStep(builder, loc, value, x, halves[half - begin]);
      }
  }
}

/// Makes accumulators of one row of those that have halves of two.
void RowEmitter::separateRows(MutableArrayRef<Value> accumulators,
                              int64_t panels) {
  int64_t size = tile.lanes / 2;
  auto getRow = [&](Value low, Value high, int64_t row) {
    Value lowHalf = slice(low, row * size, size);
    Value highHalf = slice(high, row * size, size);
    return concatenate({lowHalf, highHalf});
  };
  for (size_t pair = 0; pair < accumulators.size(); pair += 2 * panels)
    for (int64_t p = 0; p < panels; ++p) {
      Value &low = accumulators[pair + p];
      Value &high = accumulators[pair + panels + p];
      Value first = getRow(low, high, 0);
      Value second = getRow(low, high, 1);
      low = first;
      high = second;
    }
}

RowEmitter::RowBlock RowEmitter::moveToOutlier(const RowBlock &rows,
                                               Value entry) {
  auto readCoordinate = [&](int64_t i) {
    Value coordinate = index(i);
    return readIndex(op.getOutlierPositions(), {entry, coordinate});
  };
  RowBlock moved = rows;
  // The rows of a matrix have one line each.
  if (op.getWindow())
    moved.line = add(rows.line, readCoordinate(0));
  moved.column = add(rows.column, readCoordinate(1));
  return moved;
}

SmallVector<Value> RowEmitter::emitSteps(const Group &group,
                                         const RowBlock &rows,
                                         ValueRange accumulators) {
  int64_t panelSize = tile.lanes * tile.depth;
  int64_t stepsPerRun = getStepsPerRun();
  Value base = mul(group.index, op.getPanels() * getNumSteps() * panelSize);
  std::optional<WindowAttr> window = op.getWindow();
  if (!window)
    return emitRun(group, rows, stepsPerRun, base, accumulators);

  int64_t runSize = stepsPerRun * group.panels * panelSize;
  int64_t numRuns = window->getRuns();
  return emitLoop(
      window->getLines(), accumulators, [&](Value y, ValueRange lines) {
        return emitLoop(numRuns, lines, [&](Value x, ValueRange runs) {
          Value run = add(mul(y, numRuns), x);
          RowBlock moved = rows;
          moved.line = add(rows.line, mul(y, window->getLineDilation()));
          moved.column = add(rows.column, mul(x, window->getRunDilation()));
          Value offset = add(base, mul(run, runSize));
          return emitRun(group, moved, stepsPerRun, offset, runs);
        });
      });
}

/// `numSteps` steps from the beginning of `rows` and `weightsOffset` on.
SmallVector<Value> RowEmitter::emitRun(const Group &group, const RowBlock &rows,
                                       int64_t numSteps, Value weightsOffset,
                                       ValueRange accumulators) {
  int64_t stepSize = group.panels * tile.lanes * tile.depth;
  auto emitSome = [&](Value step, int64_t count, ValueRange values) {
    RowBlock moved = rows;
    moved.column = add(rows.column, mul(step, tile.depth));
    return emitChunk(group, moved, count, op.getWeights(),
                     add(weightsOffset, mul(step, stepSize)), values);
  };
  int64_t chunk = tile.stepsPerRead;
  int64_t numLooped =
      numSteps <= kMaxStraightSteps ? 0 : numSteps - numSteps % chunk;
  SmallVector<Value> values = emitLoop(
      numLooped, accumulators,
      [&](Value step, ValueRange carried) {
        return emitSome(step, chunk, carried);
      },
      chunk);
  // LLVM's machine combiner adds up products of several steps to shorten the
  // chain of sums, which takes more registers than blocks of several rows
  // leave.
  if (numLooped > chunk)
    setUnrolling(values.front().getDefiningOp<scf::ForOp>(),
                 rows.numRows == 1 ? std::max<int64_t>(4 / chunk, 1) : 1);
  for (int64_t step = numLooped; step < numSteps;) {
    int64_t count = llvm::bit_floor<uint64_t>(std::min(chunk, numSteps - step));
    values = emitSome(index(step), count, values);
    step += count;
  }
  return values;
}

/// The element of a tensor of i32 at `position`, as an index.
Value RowEmitter::readIndex(Value tensor, ValueRange position) {
  Value element = tensor::ExtractOp::create(builder, loc, tensor, position);
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    element);
}

SmallVector<Value> RowEmitter::emitOutliers(const Group &group,
                                            const RowBlock &rows) {
  Value zero = arith::ConstantOp::create(
      builder, loc,
      builder.getZeroAttr(VectorType::get(tile.lanes, builder.getI32Type())));
  SmallVector<Value> accumulators(getNumAccumulators(group, rows), zero);
  if (!op.getOutlierWeights())
    return accumulators;
  SmallVector<Value> zeros(rows.numRows, zero);
  for (int64_t p = 0; p < group.panels; ++p) {
    Value panel = add(mul(group.index, op.getPanels()), p);
    Value firstPart = mul(panel, getNumOutlierParts());
    SmallVector<Value> sums = emitLoop(
        getNumOutlierParts(), zeros, [&](Value part, ValueRange values) {
          return emitOutlierPart(rows, add(firstPart, part), values);
        });
    for (auto [r, sum] : llvm::enumerate(sums))
      accumulators[r * group.panels + p] = sum;
  }
  return accumulators;
}

/// Adds part `part` of all outliers to accumulators of one panel, one for each
/// row. Sums of pairs stay in 16 bits to the end of the part.
SmallVector<Value> RowEmitter::emitOutlierPart(const RowBlock &rows, Value part,
                                               ValueRange accumulators) {
  Value begin = readIndex(op.getOutlierBegin(), part);
  Value end = readIndex(op.getOutlierBegin(), add(part, 1));
  Value zero = arith::ConstantOp::create(
      builder, loc,
      builder.getZeroAttr(
          VectorType::get(tile.lanes * 2, builder.getIntegerType(16))));
  SmallVector<Value> zeros(rows.numRows, zero);
  Value step = index(1);
  auto loop = scf::ForOp::create(builder, loc, begin, end, step, zeros);
  setUnrolling(loop, /*times=*/1);
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Value entry = loop.getInductionVar();
    int64_t panelSize = tile.lanes * tile.depth;
    Value weights =
        read(op.getOutlierWeights(), mul(entry, panelSize), panelSize);
    RowBlock moved = moveToOutlier(rows, entry);
    SmallVector<Value> pairs(loop.getRegionIterArgs());
    for (int64_t r = 0; r < rows.numRows; ++r) {
      Value x = broadcast(readInputs(moved, r, /*numSteps=*/1), 0);
      Value products = tile.emitPairs(builder, loc, x, weights);
      pairs[r] = add(pairs[r], products);
    }
    scf::YieldOp::create(builder, loc, pairs);
  }
  SmallVector<Value> sums;
  for (auto [accumulator, pairs] :
       llvm::zip_equal(accumulators, loop.getResults()))
    sums.push_back(tile.addPairs(builder, loc, accumulator, pairs));
  return sums;
}

/// The body of the op, on vectors of all outputs of the group in the row that
/// is written at `position`.
Value RowEmitter::emitBody(const Group &group, ArrayRef<Value> position,
                           ValueRange accumulators) {
  int64_t size = group.panels * tile.lanes;
  auto splat = [&](Value scalar) -> Value {
    return vector::BroadcastOp::create(
        builder, loc, VectorType::get(size, scalar.getType()), scalar);
  };
  SmallVector<Value> arguments = {concatenate(accumulators)};
  for (Value channel : op.getChannels())
    arguments.push_back(read(channel, position.back(), size));
  for (Value row : op.getRows())
    arguments.push_back(
        splat(tensor::ExtractOp::create(builder, loc, row, position.front())));
  for (Value element : op.getElements())
    arguments.push_back(widen(read(element, position, group.numOutputs), size));
  return emitVectorBody(op.getBody().front(), arguments);
}

Value qnn::emitRowProduct(PackedDotOp op, const Tile &tile) {
  return RowEmitter(op, tile).emit();
}
