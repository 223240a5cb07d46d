//===- VectorizeRowSteps.cpp - Sums of a block of rows --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowEmitter.h"
#include "Unrolling.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::qnn;

/// Runs of no more steps than this take no loop.
static constexpr int64_t kMaxStraightSteps = 4;

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

Value RowEmitter::readInputs(const RowBlock &rows, int64_t row,
                             int64_t numSteps) {
  Value line = add(rows.line, row * rows.lineStep);
  Value column = add(rows.column, row * rows.columnStep);
  return read(input, {line, column}, numSteps * tile.depth);
}

SmallVector<Value> RowEmitter::readPairs(const RowBlock &rows, int64_t step) {
  SmallVector<Value> pairs;
  for (int64_t r = 0; r < rows.numRows; r += 2) {
    Value line = add(rows.line, r / 2 * rows.lineStep);
    Value column = add(rows.column, r * rows.columnStep + step * tile.depth);
    pairs.push_back(read(input, {line, mul(column, 2)}, 2 * tile.depth));
  }
  return pairs;
}

SmallVector<Value> RowEmitter::pairInputs(ArrayRef<Value> inputs,
                                          int64_t step) {
  SmallVector<Value> pairs;
  for (size_t r = 0; r < inputs.size(); r += 2) {
    Value first = slice(inputs[r], step * tile.depth, tile.depth);
    // The last of an odd number of rows makes a pair with itself.
    Value second = slice(inputs[std::min(r + 1, inputs.size() - 1)],
                         step * tile.depth, tile.depth);
    pairs.push_back(concatenate({first, second}));
  }
  return pairs;
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
    if (!tile.pairsRowsAhead())
      for (int64_t r = 0; r < rows.numRows; ++r)
        inputs.push_back(readInputs(rows, r, numSteps));
    for (int64_t step = 0; step < numSteps; step += takesTwoSteps ? 2 : 1) {
      Value first = add(offset, step * group.panels * panelSize);
      if (takesTwoSteps)
        emitTwoSteps(inputs, step, group, weights, first, values);
      else
        emitPairStep(tile.pairsRowsAhead() ? readPairs(rows, step)
                                           : pairInputs(inputs, step),
                     group, weights, first, values);
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
void RowEmitter::emitPairStep(ArrayRef<Value> pairs, const Group &group,
                              Value weights, Value offset,
                              MutableArrayRef<Value> accumulators) {
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

/// Makes accumulators of one row of those that have halves of two, or the other
/// way round.
void RowEmitter::transposePairs(MutableArrayRef<Value> accumulators,
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

SmallVector<Value> RowEmitter::getFirstSums(const Group &group) {
  if (!addition.op) {
    Value zero = arith::ConstantOp::create(
        builder, loc,
        builder.getZeroAttr(VectorType::get(tile.lanes, builder.getI32Type())));
    return SmallVector<Value>(group.panels, zero);
  }
  Value channel = op.getChannels()[addition.channel];
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  SmallVector<Value> sums;
  for (int64_t p = 0; p < group.panels; ++p)
    sums.push_back(read(channel, add(column, p * tile.lanes), tile.lanes));
  return sums;
}

SmallVector<Value> RowEmitter::emitOutliers(const Group &group,
                                            const RowBlock &rows) {
  SmallVector<Value> firstSums = getFirstSums(group), accumulators;
  while (accumulators.size() < getNumAccumulators(group, rows))
    llvm::append_range(accumulators, firstSums);
  if (!op.getOutlierWeights())
    return accumulators;
  for (int64_t p = 0; p < group.panels; ++p) {
    SmallVector<Value> first(rows.numRows, firstSums[p]);
    Value panel = add(mul(group.index, op.getPanels()), p);
    Value firstPart = mul(panel, getNumOutlierParts());
    SmallVector<Value> sums = emitLoop(
        getNumOutlierParts(), first, [&](Value part, ValueRange values) {
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
