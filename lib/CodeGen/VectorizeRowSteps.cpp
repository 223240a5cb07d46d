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

Value RowEmitter::readWeights(Value offset, int64_t size) {
  Value values = read(op.getWeights(), offset, size);
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

SmallVector<Value> RowEmitter::pairInputs(const Chunk &chunk, int64_t step,
                                          MutableArrayRef<Value> inputs) {
  for (auto [r, input] : llvm::enumerate(inputs))
    if (!input)
      input = readInputs(chunk.rows, r, chunk.numSteps);
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

/// Multiplies the panels of each step with each row. Accumulators are in the
/// order row, panel.
SmallVector<Value> RowEmitter::emitChunk(const Chunk &chunk,
                                         ValueRange accumulators) {
  int64_t stepsPerSum = tile.getStepsPerSum();
  SmallVector<Value> inputs(chunk.rows.numRows), values(accumulators);
  for (int64_t step = 0; step < chunk.numSteps; step += stepsPerSum) {
    Steps steps = {step, std::min(step + stepsPerSum, chunk.numSteps)};
    if (tile.rowsPerStep == 2)
      emitPairStep(chunk, step, inputs, values);
    else if (tile.stepsPerRead > 1 && steps.end - steps.begin > 1)
      emitPanelSums(chunk, steps, inputs, values);
    else
      emitRowSums(chunk, steps, inputs, values);
  }
  return values;
}

/// The elements of step `step` of row `row`, in each lane. What is read for all
/// steps at once goes to `inputs`.
Value RowEmitter::getStep(const Chunk &chunk, int64_t row, int64_t step,
                          MutableArrayRef<Value> inputs) {
  if (tile.stepsPerRead > 1) {
    if (!inputs[row])
      inputs[row] = readInputs(chunk.rows, row, chunk.numSteps);
    return broadcast(inputs[row], step);
  }
  if (op.getPositions()) {
    int64_t lineSize = op.getInput().getType().getDimSize(1);
    int64_t rowSize = chunk.rows.lineStep * lineSize + chunk.rows.columnStep;
    Value element = add(chunk.elements[step], row * rowSize);
    return broadcast(read(elements, element, tile.depth), 0);
  }
  RowBlock moved = chunk.rows;
  moved.column = add(moved.column, step * tile.depth);
  return broadcast(readInputs(moved, row, /*numSteps=*/1), 0);
}

SmallVector<Value> RowEmitter::readPanel(const Chunk &chunk, int64_t panel,
                                         Steps steps) {
  int64_t size = tile.lanes * tile.depth;
  // Arranged steps have weights of as many panels in all groups.
  int64_t panels = op.getPositions() ? op.getPanels() : chunk.group.panels;
  SmallVector<Value> weights;
  for (int64_t step = steps.begin; step < steps.end; ++step)
    weights.push_back(
        readWeights(add(chunk.offset, (step * panels + panel) * size), size));
  return weights;
}

/// Steps whose products are added row by row, with weights that are read once.
void RowEmitter::emitRowSums(const Chunk &chunk, Steps steps,
                             MutableArrayRef<Value> inputs,
                             MutableArrayRef<Value> accumulators) {
  SmallVector<SmallVector<Value>> panels;
  for (int64_t p = 0; p < chunk.group.panels; ++p)
    panels.push_back(readPanel(chunk, p, steps));
  for (int64_t r = 0; r < chunk.rows.numRows; ++r) {
    SmallVector<Value> x;
    for (int64_t step = steps.begin; step < steps.end; ++step)
      x.push_back(getStep(chunk, r, step, inputs));
    for (auto [p, weights] : llvm::enumerate(panels)) {
      Value &value = accumulators[r * panels.size() + p];
      value = tile.emitSteps(builder, loc, value, x, weights);
    }
  }
}

/// The same panel by panel, with registers that repeat the inputs of all rows.
void RowEmitter::emitPanelSums(const Chunk &chunk, Steps steps,
                               MutableArrayRef<Value> inputs,
                               MutableArrayRef<Value> accumulators) {
  SmallVector<SmallVector<Value>> rows(chunk.rows.numRows);
  for (auto [r, x] : llvm::enumerate(rows))
    for (int64_t step = steps.begin; step < steps.end; ++step)
      x.push_back(getStep(chunk, r, step, inputs));
  for (int64_t p = 0; p < chunk.group.panels; ++p) {
    SmallVector<Value> weights = readPanel(chunk, p, steps);
    for (auto [r, x] : llvm::enumerate(rows)) {
      Value &value = accumulators[r * chunk.group.panels + p];
      value = tile.emitSteps(builder, loc, value, x, weights);
    }
  }
}

/// One step of pairs of rows. Of the accumulators of a pair, those of the first
/// half of each panel come first. As many weights as scratch registers hold are
/// multiplied with all pairs before the next are read.
void RowEmitter::emitPairStep(const Chunk &chunk, int64_t step,
                              MutableArrayRef<Value> inputs,
                              MutableArrayRef<Value> accumulators) {
  SmallVector<Value> pairs = tile.pairsRowsAhead()
                                 ? readPairs(chunk.rows, step)
                                 : pairInputs(chunk, step, inputs);
  int64_t numHalves = 2 * chunk.group.panels;
  int64_t size = tile.lanes * tile.depth / 2;
  Value offset = add(chunk.offset, step * numHalves * size);
  for (int64_t begin = 0; begin < numHalves;
       begin += tile.numScratchRegisters) {
    int64_t end = std::min(begin + tile.numScratchRegisters, numHalves);
    SmallVector<Value> halves;
    for (int64_t half = begin; half < end; ++half)
      halves.push_back(readWeights(add(offset, half * size), size));
    for (auto [pair, x] : llvm::enumerate(pairs))
      for (int64_t half = begin; half < end; ++half) {
        Value &value = accumulators[pair * numHalves +
                                    half % 2 * chunk.group.panels + half / 2];
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

SmallVector<Value> RowEmitter::emitSteps(const Group &group,
                                         const RowBlock &rows,
                                         ValueRange accumulators) {
  if (op.getPositions())
    return emitArrangedSteps(group, rows, accumulators);
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

/// How many times a loop that takes `numSteps` steps of `rows` in an iteration
/// is unrolled. LLVM's machine combiner adds up products of several steps to
/// shorten the chain of sums, which takes more registers than blocks of several
/// rows leave.
int64_t RowEmitter::getUnrolling(const RowBlock &rows, int64_t numSteps) {
  return rows.numRows == 1 ? std::max<int64_t>(4 / numSteps, 1) : 1;
}

/// `numSteps` steps from the beginning of `rows` and `weightsOffset` on.
SmallVector<Value> RowEmitter::emitRun(const Group &group, const RowBlock &rows,
                                       int64_t numSteps, Value weightsOffset,
                                       ValueRange accumulators) {
  int64_t stepSize = group.panels * tile.lanes * tile.depth;
  auto emitSome = [&](Value step, int64_t count, ValueRange values) {
    RowBlock moved = rows;
    moved.column = add(rows.column, mul(step, tile.depth));
    Value offset = add(weightsOffset, mul(step, stepSize));
    return emitChunk({group, moved, count, offset, /*elements=*/{}}, values);
  };
  int64_t chunk = std::max(tile.stepsPerRead, tile.getStepsPerSum());
  int64_t numLooped =
      numSteps <= kMaxStraightSteps ? 0 : numSteps - numSteps % chunk;
  SmallVector<Value> values = emitLoop(
      numLooped, accumulators,
      [&](Value step, ValueRange carried) {
        return emitSome(step, chunk, carried);
      },
      chunk);
  if (numLooped > chunk)
    setUnrolling(values.front().getDefiningOp<scf::ForOp>(),
                 getUnrolling(rows, chunk));
  for (int64_t step = numLooped; step < numSteps;) {
    int64_t count = std::min(chunk, numSteps - step);
    if (tile.stepsPerRead > 1)
      count = llvm::bit_floor<uint64_t>(count);
    values = emitSome(index(step), count, values);
    step += count;
  }
  return values;
}

/// The element of a tensor of i32 at `position`, as an index.
Value RowEmitter::readIndex(Value tensor, Value position) {
  Value element = tensor::ExtractOp::create(builder, loc, tensor, position);
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    element);
}

SmallVector<Value> RowEmitter::getFirstSums(const Group &group) {
  if (!addition.op)
    return SmallVector<Value>(group.panels, zeros(tile.lanes));
  Value channel = op.getChannels()[addition.channel];
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  SmallVector<Value> sums;
  for (int64_t p = 0; p < group.panels; ++p)
    sums.push_back(read(channel, add(column, p * tile.lanes), tile.lanes));
  return sums;
}

/// Steps in the order of the group: first those of the sums of most steps.
SmallVector<Value> RowEmitter::emitArrangedSteps(const Group &group,
                                                 const RowBlock &rows,
                                                 ValueRange accumulators) {
  int64_t maxSize = tile.getStepsPerSum();
  int64_t stepSize = op.getPanels() * tile.lanes * tile.depth;
  Value first =
      add(mul(rows.line, op.getInput().getType().getDimSize(1)), rows.column);
  SmallVector<Value> values(accumulators);
  for (int64_t size = maxSize; size > 0; --size) {
    Value section = add(mul(group.index, maxSize), maxSize - size);
    Value begin = readIndex(op.getSections(), section);
    Value end = readIndex(op.getSections(), add(section, 1));
    auto emitSum = [&](Value step, ValueRange carried) {
      Chunk chunk = {group, rows, size, mul(step, stepSize), /*elements=*/{}};
      for (int64_t i = 0; i < size; ++i)
        chunk.elements.push_back(
            add(first, readIndex(op.getPositions(), add(step, i))));
      return emitChunk(chunk, carried);
    };
    values = emitRange(begin, end, values, emitSum, size);
    setUnrolling(values.front().getDefiningOp<scf::ForOp>(),
                 getUnrolling(rows, size));
  }
  return values;
}
