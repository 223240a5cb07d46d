//===- VectorizeContractions.cpp - Loops over vectors ---------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorizeDetail.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "qnn/CodeGen/Packing.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNVECTORIZECONTRACTIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Runs of no more steps than this take no loop.
static constexpr int64_t kMaxStraightSteps = 4;

namespace {

/// Emits the loops of one `qnn.packed_dot`, named as in that op's description.
class ContractionEmitter : VectorEmitter {
public:
  ContractionEmitter(PackedDotOp op, const Tile &tile)
      : VectorEmitter(op), op(op), tile(tile) {}

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

  Value emitGroup(const Group &group, Value output);
  Value emitMatrixRows(const Group &group, Value output);
  Value emitImageRows(const Group &group, WindowAttr window, Value output);
  Value emitRows(const Group &group, const RowBlock &rows, Value output);
  SmallVector<Value> emitSteps(const Group &group, const RowBlock &rows);
  SmallVector<Value> emitRun(const Group &group, const RowBlock &rows,
                             int64_t numSteps, Value weightsOffset,
                             ValueRange accumulators);
  SmallVector<Value> emitOutlierSteps(const Group &group, const RowBlock &rows,
                                      ValueRange accumulators);
  SmallVector<Value> emitChunk(const Group &group, const RowBlock &rows,
                               int64_t numSteps, Value weights, Value offset,
                               ValueRange accumulators);
  Value emitBody(const Group &group, const RowBlock &rows, int64_t row,
                 ValueRange accumulators);

  /// Where a window's run `x` of line `y`, or rows themselves, begin when
  /// `columns` further columns are skipped.
  RowBlock moveRows(const RowBlock &rows, Value y, Value x, Value columns);
  /// `rows` at step `step` of those that the weights have.
  RowBlock moveToStep(const RowBlock &rows, Value step);

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

  /// Weights, as wide as the tile takes them.
  Value readWeights(Value weights, Value offset, int64_t size);
  /// The elements of step `step`, of those that `x` has, in each lane.
  Value broadcast(Value x, int64_t step);

  PackedDotOp op;
  const Tile &tile;
};

} // namespace

Value ContractionEmitter::broadcast(Value x, int64_t step) {
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

Value ContractionEmitter::readWeights(Value weights, Value offset,
                                      int64_t size) {
  Value values = read(weights, offset, size);
  auto type = VectorType::get(size, builder.getIntegerType(tile.elementWidth));
  if (values.getType() == type)
    return values;
  return arith::ExtSIOp::create(builder, loc, type, values);
}

Value ContractionEmitter::emit() {
  RankedTensorType type = op.getOutput().getType();
  int64_t numOutputs = type.getShape().back();
  int64_t outputsPerGroup = op.getPanels() * tile.lanes;
  int64_t numWholeGroups = numOutputs / outputsPerGroup;
  Value output = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                         type.getElementType());
  if (type.getNumElements() == 0)
    return output;
  output = emitLoop(numWholeGroups, output, [&](Value i, Value groups) {
    Group group{i, static_cast<int64_t>(op.getPanels()), outputsPerGroup};
    return emitGroup(group, groups);
  });
  int64_t rest = numOutputs % outputsPerGroup;
  if (rest == 0)
    return output;
  Group group{index(numWholeGroups),
              static_cast<int64_t>(llvm::divideCeil(rest, tile.lanes)), rest};
  return emitGroup(group, output);
}

Value ContractionEmitter::emitGroup(const Group &group, Value output) {
  if (std::optional<WindowAttr> window = op.getWindow())
    return emitImageRows(group, *window, output);
  return emitMatrixRows(group, output);
}

Value ContractionEmitter::emitMatrixRows(const Group &group, Value output) {
  int64_t numRows = op.getInput().getType().getDimSize(0);
  int64_t rowsPerBlock = getRowsPerBlock(tile, group.panels, numRows);
  int64_t numBlocks = numRows / rowsPerBlock;
  auto emitBlock = [&](Value firstRow, int64_t size, Value values) {
    return emitRows(group,
                    RowBlock{size,
                             firstRow,
                             index(0),
                             /*lineStep=*/1,
                             /*columnStep=*/0,
                             {firstRow}},
                    values);
  };
  output = emitLoop(numBlocks, output, [&](Value block, Value rows) {
    return emitBlock(mul(block, rowsPerBlock), rowsPerBlock, rows);
  });
  if (int64_t rest = numRows % rowsPerBlock)
    output = emitBlock(index(numBlocks * rowsPerBlock), rest, output);
  return output;
}

Value ContractionEmitter::emitImageRows(const Group &group, WindowAttr window,
                                        Value output) {
  ArrayRef<int64_t> shape = op.getOutput().getType().getShape();
  int64_t width = shape[2];
  int64_t rowsPerBlock = getRowsPerBlock(tile, group.panels, width);
  int64_t numBlocks = width / rowsPerBlock;
  auto emitLine = [&](Value image, Value y, Value values) -> Value {
    Value line = mul(image, window.getImageLines());
    line = add(line, mul(y, window.getLineStride()));
    auto emitBlock = [&](Value x, int64_t size, Value out) {
      return emitRows(group,
                      RowBlock{size,
                               line,
                               mul(x, window.getColumnStride()),
                               /*lineStep=*/0,
                               window.getColumnStride(),
                               {image, y, x}},
                      out);
    };
    Value result = emitLoop(numBlocks, values, [&](Value block, Value blocks) {
      return emitBlock(mul(block, rowsPerBlock), rowsPerBlock, blocks);
    });
    if (int64_t rest = width % rowsPerBlock)
      result = emitBlock(index(numBlocks * rowsPerBlock), rest, result);
    return result;
  };
  return emitLoop(shape[0], output, [&](Value image, Value images) {
    return emitLoop(shape[1], images, [&](Value y, Value lines) {
      return emitLine(image, y, lines);
    });
  });
}

Value ContractionEmitter::emitRows(const Group &group, const RowBlock &rows,
                                   Value output) {
  SmallVector<Value> accumulators = emitSteps(group, rows);
  accumulators = emitOutlierSteps(group, rows, accumulators);
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  for (int64_t r = 0; r < rows.numRows; ++r) {
    Value result = emitBody(
        group, rows, r,
        ValueRange(accumulators).slice(r * group.panels, group.panels));
    // Only the outputs that exist are written.
    result = takeFront(result, group.numOutputs);
    SmallVector<Value> position = rows.position;
    position.back() = add(position.back(), r);
    position.push_back(column);
    output = write(result, output, position);
  }
  return output;
}

/// `numSteps` steps: each reads its panels of `weights` once, from `offset` on,
/// and multiplies them with each row. The inputs of all steps are read in the
/// first. Accumulators are in the order row, panel.
SmallVector<Value> ContractionEmitter::emitChunk(const Group &group,
                                                 const RowBlock &rows,
                                                 int64_t numSteps,
                                                 Value weights, Value offset,
                                                 ValueRange accumulators) {
  int64_t panelSize = tile.lanes * tile.depth;
  SmallVector<Value> inputs, values(accumulators);
  for (int64_t step = 0; step < numSteps; ++step) {
    SmallVector<Value> panels;
    for (int64_t p = 0; p < group.panels; ++p)
      panels.push_back(readWeights(
          weights, add(offset, (step * group.panels + p) * panelSize),
          panelSize));
    for (int64_t r = 0; r < rows.numRows; ++r) {
      if (step == 0)
        inputs.push_back(read(op.getInput(),
                              {add(rows.line, r * rows.lineStep),
                               add(rows.column, r * rows.columnStep)},
                              numSteps * tile.depth));
      Value x = broadcast(inputs[r], step);
      for (auto [p, panel] : llvm::enumerate(panels)) {
        Value &value = values[r * group.panels + p];
        value = tile.emitStep(builder, loc, value, x, panel);
      }
    }
  }
  return values;
}

ContractionEmitter::RowBlock ContractionEmitter::moveRows(const RowBlock &rows,
                                                          Value y, Value x,
                                                          Value columns) {
  RowBlock moved = rows;
  if (std::optional<WindowAttr> window = op.getWindow()) {
    moved.line = add(rows.line, mul(y, window->getLineDilation()));
    columns = add(mul(x, window->getRunDilation()), columns);
  }
  moved.column = add(rows.column, columns);
  return moved;
}

ContractionEmitter::RowBlock
ContractionEmitter::moveToStep(const RowBlock &rows, Value step) {
  std::optional<WindowAttr> window = op.getWindow();
  if (!window) {
    Value zero = index(0);
    return moveRows(rows, zero, zero, mul(step, tile.depth));
  }
  auto split = [&](Value value, int64_t size) -> std::pair<Value, Value> {
    Value divisor = index(size);
    return {arith::DivUIOp::create(builder, loc, value, divisor),
            arith::RemUIOp::create(builder, loc, value, divisor)};
  };
  auto [run, stepOfRun] = split(step, getStepsPerRun());
  auto [y, x] = split(run, window->getRuns());
  return moveRows(rows, y, x, mul(stepOfRun, tile.depth));
}

SmallVector<Value> ContractionEmitter::emitSteps(const Group &group,
                                                 const RowBlock &rows) {
  Value zero = arith::ConstantOp::create(
      builder, loc,
      builder.getZeroAttr(VectorType::get(tile.lanes, builder.getI32Type())));
  SmallVector<Value> zeros(rows.numRows * group.panels, zero);
  int64_t panelSize = tile.lanes * tile.depth;
  int64_t stepsPerRun = getStepsPerRun();
  Value base = mul(group.index, op.getPanels() * getNumSteps() * panelSize);
  std::optional<WindowAttr> window = op.getWindow();
  if (!window)
    return emitRun(group, rows, stepsPerRun, base, zeros);

  int64_t runSize = stepsPerRun * group.panels * panelSize;
  int64_t numRuns = window->getRuns();
  return emitLoop(window->getLines(), zeros, [&](Value y, ValueRange lines) {
    return emitLoop(numRuns, lines, [&](Value x, ValueRange runs) {
      Value run = add(mul(y, numRuns), x);
      RowBlock moved = moveRows(rows, y, x, index(0));
      Value offset = add(base, mul(run, runSize));
      return emitRun(group, moved, stepsPerRun, offset, runs);
    });
  });
}

/// Has LLVM unroll the loop by `times`, and no more. LLVM's machine combiner
/// adds up products of several steps to shorten the chain of sums, which takes
/// more registers than blocks of several rows leave.
static void setUnrolling(scf::ForOp loop, int64_t times) {
  MLIRContext *context = loop.getContext();
  auto count = IntegerAttr::get(IntegerType::get(context, 32), times);
  LLVM::LoopUnrollAttr unroll =
      LLVM::LoopUnrollAttr::get(context, /*disable=*/{}, count,
                                /*runtimeDisable=*/{}, /*full=*/{},
                                /*followupUnrolled=*/{},
                                /*followupRemainder=*/{},
                                /*followupAll=*/{});
  auto annotation = LLVM::LoopAnnotationAttr::get(
      context, /*disableNonforced=*/{}, /*vectorize=*/{}, /*interleave=*/{},
      unroll, /*unrollAndJam=*/{}, /*licm=*/{}, /*distribute=*/{},
      /*pipeline=*/{}, /*peeled=*/{}, /*unswitch=*/{}, /*mustProgress=*/{},
      /*isVectorized=*/{}, /*startLoc=*/{}, /*endLoc=*/{},
      /*parallelAccesses=*/{});
  loop->setAttr("loop_annotation", annotation);
}

/// `numSteps` steps from the beginning of `rows` and `weightsOffset` on.
SmallVector<Value> ContractionEmitter::emitRun(const Group &group,
                                               const RowBlock &rows,
                                               int64_t numSteps,
                                               Value weightsOffset,
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

SmallVector<Value>
ContractionEmitter::emitOutlierSteps(const Group &group, const RowBlock &rows,
                                     ValueRange accumulators) {
  if (!op.getOutlierWeights())
    return accumulators;
  auto readIndex = [&](Value tensor, Value position) -> Value {
    Value element = tensor::ExtractOp::create(builder, loc, tensor, position);
    return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                      element);
  };
  Value begin = readIndex(op.getOutlierBegin(), group.index);
  Value end = readIndex(op.getOutlierBegin(), add(group.index, 1));
  auto loop =
      scf::ForOp::create(builder, loc, begin, end, index(1), accumulators);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  Value entry = loop.getInductionVar();
  Value step = readIndex(op.getOutlierSteps(), entry);
  Value offset = mul(entry, op.getPanels() * tile.lanes * tile.depth);
  SmallVector<Value> values =
      emitChunk(group, moveToStep(rows, step), /*numSteps=*/1,
                op.getOutlierWeights(), offset, loop.getRegionIterArgs());
  scf::YieldOp::create(builder, loc, values);
  return loop.getResults();
}

/// The body of the op, on vectors of all outputs of the group in one row.
Value ContractionEmitter::emitBody(const Group &group, const RowBlock &rows,
                                   int64_t row, ValueRange accumulators) {
  int64_t size = group.panels * tile.lanes;
  auto splat = [&](Value scalar) -> Value {
    return vector::BroadcastOp::create(
        builder, loc, VectorType::get(size, scalar.getType()), scalar);
  };
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  SmallVector<Value> arguments = {concatenate(accumulators)};
  for (Value channel : op.getChannels())
    arguments.push_back(read(channel, column, size));
  for (Value rowOperand : op.getRows())
    arguments.push_back(splat(tensor::ExtractOp::create(
        builder, loc, rowOperand, ValueRange{add(rows.position.back(), row)})));
  return emitVectorBody(op.getBody().front(), arguments);
}

/// Checks the types of operands against the layout that `tile` gives them.
static LogicalResult verifyLayout(PackedDotOp op, const Tile &tile) {
  Builder builder(op.getContext());
  Type element = builder.getIntegerType(tile.elementWidth);
  std::optional<WindowAttr> window = op.getWindow();
  int64_t depth = op.getInput().getType().getDimSize(1);
  if (op.getInput().getType().getElementType() != element ||
      (!window && depth % tile.depth != 0))
    return op.emitOpError("expected input of ")
           << element << " with rows of a multiple of " << tile.depth
           << " for tile '" << tile.name << "', but got "
           << op.getInput().getType();

  if (window) {
    int64_t length = llvm::alignTo(window->getLength(), tile.depth);
    int64_t end = (op.getOutput().getType().getDimSize(2) - 1) *
                      window->getColumnStride() +
                  (window->getRuns() - 1) * window->getRunDilation() + length;
    if (end > depth)
      return op.emitOpError("expected lines of at least ")
             << end << " columns for tile '" << tile.name << "', but got "
             << depth;
    depth = window->getLines() * window->getRuns() * length;
  }

  auto verify = [&](StringRef name, Value operand, int64_t size,
                    Type elementType) -> LogicalResult {
    auto expected = RankedTensorType::get({size}, elementType);
    if (!operand || operand.getType() == expected)
      return success();
    return op.emitOpError("expected ")
           << name << " of type " << expected << " for tile '" << tile.name
           << "', but got " << operand.getType();
  };
  int64_t numPanels =
      llvm::divideCeil(op.getOutput().getType().getShape().back(), tile.lanes);
  int64_t numGroups = llvm::divideCeil(numPanels, op.getPanels());
  int64_t numChannels = numPanels * tile.lanes;
  // Weights may be stored as bytes.
  Type weightElement = op.getWeights().getType().getElementType();
  if (!weightElement.isInteger(8))
    weightElement = element;
  if (failed(verify("weights", op.getWeights(), numChannels * depth,
                    weightElement)))
    return failure();
  Type i32 = builder.getI32Type();
  for (Value channel : op.getChannels())
    if (failed(verify("channel operand", channel, numChannels, i32)))
      return failure();
  if (!op.getOutlierSteps())
    return success();
  int64_t numEntries =
      cast<ShapedType>(op.getOutlierSteps().getType()).getNumElements();
  int64_t entrySize = op.getPanels() * tile.lanes * tile.depth;
  return success(succeeded(verify("outlier weights", op.getOutlierWeights(),
                                  numEntries * entrySize, element)) &&
                 succeeded(verify("outlier steps", op.getOutlierSteps(),
                                  numEntries, i32)) &&
                 succeeded(verify("outlier begins", op.getOutlierBegin(),
                                  numGroups + 1, i32)));
}

namespace {

struct VectorizeContractions
    : public qnn::impl::QnnVectorizeContractionsBase<VectorizeContractions> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([](Operation *op) {
      FailureOr<Value> output = Value();
      if (auto dot = dyn_cast<PackedDotOp>(op))
        output = vectorize(dot);
      else if (auto depthwise = dyn_cast<PackedDepthwiseOp>(op))
        output = vectorize(depthwise);
      else
        return WalkResult::advance();
      if (failed(output))
        return WalkResult::interrupt();
      op->replaceAllUsesWith(ValueRange(*output));
      op->erase();
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

  template <typename OpTy>
  static FailureOr<Value> vectorize(OpTy op) {
    const Tile *tile = lookupTile(op.getTile());
    if (!tile)
      return op.emitOpError("expected the name of a tile, but got '")
             << op.getTile() << "'";
    if constexpr (std::is_same_v<OpTy, PackedDepthwiseOp>)
      return emitDepthwise(op, *tile);
    else if (failed(verifyLayout(op, *tile)))
      return failure();
    else
      return ContractionEmitter(op, *tile).emit();
  }
};

} // namespace
