//===- Packing.cpp - Compile-time packing of weights ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Packing.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "qnn/IR/Window.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;

/// The constant that `pad` puts around its input, read with `signedness`.
static std::optional<int64_t> getPaddingByte(tensor::PadOp pad,
                                             Signedness signedness) {
  APInt value;
  Value padding = pad.getConstantPaddingValue();
  if (!padding || !matchPattern(padding, m_ConstantInt(&value)))
    return std::nullopt;
  return readInteger(value, signedness == Signedness::Signed);
}

IntegerRange qnn::getByteRange(Value value, Signedness signedness) {
  bool isSigned = signedness == Signedness::Signed;
  Storage full = Storage::getFull(8, isSigned);
  if (auto flip = value.getDefiningOp<FlipSignOp>()) {
    IntegerRange range = getByteRange(
        flip.getInput(), isSigned ? Signedness::Unsigned : Signedness::Signed);
    int64_t offset = isSigned ? -128 : 128;
    return {range.min + offset, range.max + offset};
  }
  if (auto pad = value.getDefiningOp<tensor::PadOp>())
    if (std::optional<int64_t> padding = getPaddingByte(pad, signedness)) {
      IntegerRange range = getByteRange(pad.getSource(), signedness);
      return {std::min(range.min, *padding), std::max(range.max, *padding)};
    }
  if (auto lookup = value.getDefiningOp<LookupOp>()) {
    IntegerRange range = {full.max, full.min};
    for (const APInt &entry : lookup.getTable().getValues<APInt>()) {
      int64_t byte = readInteger(entry, isSigned);
      range = {std::min(range.min, byte), std::max(range.max, byte)};
    }
    return range;
  }
  if (auto rescale = value.getDefiningOp<RescaleOp>()) {
    ClampAttr clamp = rescale.getClamp();
    if (full.contains(clamp.getMin()) && full.contains(clamp.getMax()))
      return {clamp.getMin(), clamp.getMax()};
  }
  return {full.min, full.max};
}

Signedness Contraction::getInputSignedness() const {
  if (auto dot = dyn_cast<DotOp>(op))
    return dot.getInputSignedness();
  return cast<ConvOp>(op).getInputSignedness();
}

bool Contraction::isDepthwise() const {
  auto conv = dyn_cast<ConvOp>(op);
  if (!conv)
    return false;
  int64_t numChannels = conv.getInput().getType().getDimSize(3);
  ShapedType weights = conv.getWeights().getType();
  return numChannels != 1 && weights.getDimSize(3) == 1 &&
         weights.getDimSize(0) == numChannels;
}

Value Contraction::getRowSums() const {
  auto dot = dyn_cast<DotOp>(op);
  return dot ? dot.getRowSums() : Value();
}

Value Contraction::getWeightZeroPoints() const {
  auto dot = dyn_cast<DotOp>(op);
  return dot ? dot.getWeightZeroPoints() : Value();
}

int64_t Contraction::getChannelAxis() const {
  return cast<ShapedType>(op->getResult(0).getType()).getRank() - 1;
}

int64_t Contraction::getNumRows() const {
  auto output = cast<ShapedType>(op->getResult(0).getType());
  if (getWindow())
    return output.getDimSize(2);
  int64_t numRows = 1;
  for (int64_t size : output.getShape().drop_back())
    numRows *= size;
  return numRows;
}

int64_t Contraction::getNumLines() const {
  auto output = cast<ShapedType>(op->getResult(0).getType());
  return getWindow() ? output.getDimSize(0) * output.getDimSize(1) : 1;
}

WindowAttr Contraction::getWindow() const {
  auto conv = dyn_cast<ConvOp>(op);
  if (!conv || isDepthwise())
    return nullptr;
  SmallVector<Window> windows = getWindows(conv);
  const Window &vertical = windows[0], &horizontal = windows[1];
  if (vertical.size == 1 && horizontal.size == 1 && vertical.stride == 1 &&
      horizontal.stride == 1)
    return nullptr;
  ShapedType input = conv.getInput().getType();
  int64_t numChannels = input.getDimSize(3);
  // Neighbouring taps are one run of columns.
  bool isRun = horizontal.dilation == 1 || horizontal.size == 1;
  return WindowAttr::get(op->getContext(), input.getDimSize(1), vertical.stride,
                         horizontal.stride * numChannels, vertical.size,
                         vertical.dilation, isRun ? 1 : horizontal.size,
                         isRun ? 0 : horizontal.dilation * numChannels,
                         isRun ? horizontal.size * numChannels : numChannels);
}

FailureOr<Contraction> qnn::getContraction(Operation *op) {
  Contraction contraction{op};
  if (!isa<DotOp, ConvOp>(op) || !matchPattern(op->getOperand(1), m_Constant()))
    return failure();
  auto conv = dyn_cast<ConvOp>(op);
  if (conv && !contraction.isDepthwise() &&
      conv.getInput().getType().getDimSize(3) !=
          conv.getWeights().getType().getDimSize(3))
    return failure();
  return contraction;
}

Chunks qnn::getChunks(int64_t maxSize, int64_t numSteps) {
  if (numSteps == 0)
    return {0, 1};
  int64_t count = llvm::divideCeil(numSteps, maxSize);
  return {count, static_cast<int64_t>(llvm::divideCeil(numSteps, count))};
}

WeightMatrix qnn::getWeights(const Contraction &contraction, int64_t depth,
                             int64_t maxSteps) {
  DenseIntElementsAttr attr;
  matchPattern(contraction.op->getOperand(1), m_Constant(&attr));
  auto dot = dyn_cast<DotOp>(contraction.op);
  bool isSigned = !dot || dot.getWeightsSignedness() == Signedness::Signed;
  WeightMatrix matrix;
  matrix.rows = attr.getType().getDimSize(0);
  int64_t columns = matrix.rows == 0 ? 0 : attr.getNumElements() / matrix.rows;
  WindowAttr window = contraction.getWindow();
  int64_t length = window ? window.getLength() : columns;
  int64_t paddedLength = length, lastChunk = length, overlap = 0;
  if (!contraction.isDepthwise()) {
    int64_t numSteps = llvm::divideCeil(length, depth);
    Chunks chunks = getChunks(maxSteps, numSteps);
    paddedLength = chunks.count * chunks.size * depth;
    overlap = paddedLength - numSteps * depth;
    lastChunk = (chunks.count - 1) * chunks.size * depth;
  }
  auto getPaddedColumn = [&](int64_t k) {
    return k < lastChunk ? k : k + overlap;
  };
  matrix.columns = length == 0 ? 0 : columns / length * paddedLength;
  matrix.values.assign(matrix.rows * matrix.columns, 0);
  auto value = attr.value_begin<APInt>();
  for (int64_t n = 0; n < matrix.rows; ++n)
    for (int64_t k = 0; k < columns; ++k)
      matrix.at(n, k / length * paddedLength + getPaddedColumn(k % length)) =
          static_cast<int16_t>(readInteger(*value++, isSigned));
  return matrix;
}

bool qnn::holdsWeights(const Tile &tile, const WeightMatrix &weights) {
  if (tile.elementWidth != 8)
    return true;
  bool isSigned = tile.weightsSignedness == Signedness::Signed;
  return llvm::all_of(weights.values, [&](int16_t w) {
    return isSigned ? llvm::isInt<8>(w) : w >= 0 && llvm::isUInt<8>(w);
  });
}

/// Accumulators, weights of a step and scratch registers are live together,
/// and inputs that are read for several steps.
static int64_t getMaxRows(const Tile &tile, int64_t panels) {
  // Where a step takes two rows, a panel is two registers.
  int64_t weights = panels * tile.rowsPerStep;
  int64_t free = tile.numRegisters - tile.numScratchRegisters - weights;
  int64_t registersPerRow = tile.stepsPerRead > 1 ? panels + 1 : panels;
  return llvm::alignDown(free / registersPerRow, tile.rowsPerStep);
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

/// Cycles of one step of a block: the most that arithmetic, to which belongs
/// bringing together the inputs of two rows where a step takes these, loads
/// (two in a cycle), the chain of an accumulator, or weights from the
/// second-level cache (32 bytes in a cycle) take.
static double getStepCycles(const Tile &tile, int64_t panels, int64_t rows) {
  bool takesPairs = tile.rowsPerStep == 2;
  double instructionsPerRow = takesPairs ? panels + 0.5 : panels;
  double arithmetic = instructionsPerRow *
                      llvm::alignTo(rows, tile.rowsPerStep) *
                      tile.cyclesPerStep;
  double loads = (panels * tile.rowsPerStep + rows) / 2.0;
  double weights =
      panels * tile.lanes * tile.depth * (tile.elementWidth / 8) / 32.0;
  return std::max({arithmetic, loads, weights, tile.latency});
}

namespace {
/// What a block of rows computes with each panel.
struct PanelWork {
  /// Or chunks of steps, where a tile takes several at once.
  int64_t steps;
  /// On average, and how many parts they are in.
  double outliers = 0;
  int64_t outlierParts = 0;
};
} // namespace

/// Cycles of a block of `rows` and `panels`. An outlier starts five
/// instructions, and three for each row, at six in a cycle. Where a loop over
/// many of them ends is mispredicted.
static double getBlockCycles(const Tile &tile, int64_t panels, int64_t rows,
                             const PanelWork &work) {
  constexpr double misprediction = 17, predictable = 4;
  double outliers = work.outliers * (5 + 3 * rows) / 6;
  if (work.outliers > predictable)
    outliers += work.outlierParts * misprediction;
  return work.steps * getStepCycles(tile, panels, rows) + panels * outliers;
}

/// Cycles to write a tile of sums and to read it again, and to load and release
/// a configuration of tiles.
static constexpr double kSumsCycles = 32, kConfigurationCycles = 300;

/// Cycles of all rows on a line and `panels`, for a tile of several rows.
static double getMatrixCycles(const Tile &tile, int64_t panels, int64_t numRows,
                              const PanelWork &work) {
  MatrixBlocks blocks = getMatrixBlocks(tile, panels, numRows);
  int64_t tiles = blocks.tilesPerBlock;
  double cycles = work.steps * getChunkCycles(tile, panels, tiles) +
                  panels * tiles * kSumsCycles;
  return blocks.blocksPerLine * cycles;
}

/// Cycles of all rows and panels, in groups of `panels`.
static double getCycles(const Tile &tile, int64_t panels, int64_t numPanels,
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

/// Panels that a group has where there are `numPanels` in all and `numRows`
/// rows that blocks are made of (docs/Targets.md, Blocks of registers).
static int64_t getPanelsPerGroup(const Tile &tile, int64_t numPanels,
                                 int64_t numRows, const PanelWork &work) {
  // A single row has few accumulators to hide latency with.
  int64_t maxPanels = numRows == 1 && !tile.isMatrix() ? 8 : 4;
  // Of equals the widest, which reads the input least often.
  int64_t widest = std::clamp<int64_t>(numPanels, 1, maxPanels), best = widest;
  for (int64_t panels = widest - 1; panels > 0; --panels)
    if (getCycles(tile, panels, numPanels, numRows, work) <
        0.99 * getCycles(tile, best, numPanels, numRows, work))
      best = panels;
  return best;
}

bool qnn::canSaturate(int64_t w0, int64_t w1, IntegerRange range) {
  auto largest = [&](int64_t w) {
    return std::max(w * range.min, w * range.max);
  };
  auto smallest = [&](int64_t w) {
    return std::min(w * range.min, w * range.max);
  };
  return largest(w0) + largest(w1) > INT16_MAX ||
         smallest(w0) + smallest(w1) < INT16_MIN;
}

/// Moves what each pair that can saturate has too much to the result, from the
/// larger of its weights, so that both parts are small.
static WeightMatrix splitPairs(WeightMatrix &weights, IntegerRange inputRange) {
  WeightMatrix outliers = weights;
  llvm::fill(outliers.values, 0);
  for (int64_t n = 0; n < weights.rows; ++n)
    for (int64_t k = 0; k + 1 < weights.columns; k += 2)
      while (canSaturate(weights.at(n, k), weights.at(n, k + 1), inputRange)) {
        bool isSecond =
            std::abs(weights.at(n, k + 1)) > std::abs(weights.at(n, k));
        int16_t &weight = weights.at(n, k + isSecond);
        int16_t sign = weight < 0 ? -1 : 1;
        weight -= sign;
        outliers.at(n, k + isSecond) += sign;
      }
  return outliers;
}

/// `values` as integers of `width` bits, 8 or 16.
static DenseElementsAttr getElements(MLIRContext *context, unsigned width,
                                     ArrayRef<int16_t> values) {
  auto type = RankedTensorType::get({static_cast<int64_t>(values.size())},
                                    IntegerType::get(context, width));
  if (width == 16)
    return DenseElementsAttr::get(type, values);
  SmallVector<int8_t> bytes(values.begin(), values.end());
  return DenseElementsAttr::get(type, ArrayRef<int8_t>(bytes));
}

namespace {

/// Appends panels of weights in the order in which they are read.
class Packer {
public:
  Packer(const Tile &tile, const WeightMatrix &matrix)
      : tile(tile), matrix(matrix) {}

  /// Panel `panel` of step `step`; zeros beyond the matrix.
  void append(int64_t panel, int64_t step) {
    for (int64_t l = 0; l < tile.lanes; ++l)
      for (int64_t d = 0; d < tile.depth; ++d) {
        int64_t n = panel * tile.lanes + l;
        values.push_back(n < matrix.rows ? matrix.at(n, step * tile.depth + d)
                                         : 0);
      }
  }

  bool isZero(int64_t panel, int64_t step) const {
    for (int64_t l = 0; l < tile.lanes; ++l)
      for (int64_t d = 0; d < tile.depth; ++d) {
        int64_t n = panel * tile.lanes + l;
        if (n < matrix.rows && matrix.at(n, step * tile.depth + d) != 0)
          return false;
      }
    return true;
  }

  /// As integers of `width` bits.
  DenseElementsAttr get(MLIRContext *context, unsigned width) const {
    return getElements(context, width, values);
  }

private:
  const Tile &tile;
  const WeightMatrix &matrix;
  SmallVector<int16_t> values;
};

} // namespace

namespace {

/// What sums of pairs of several steps can come to.
class PairBounds {
public:
  PairBounds(const Tile &tile, const WeightMatrix &weights,
             IntegerRange inputRange)
      : tile(tile), weights(weights), inputRange(inputRange),
        bounds(tile.lanes * tile.depth / 2) {
    reset();
  }

  void reset() { llvm::fill(bounds, IntegerRange{0, 0}); }

  /// Adds the pairs of a step, if all sums stay in i16.
  bool add(int64_t panel, int64_t step) {
    SmallVector<IntegerRange> sums = bounds;
    for (int64_t i = 0; i < tile.lanes * tile.depth; ++i) {
      int64_t n = panel * tile.lanes + i / tile.depth;
      if (n >= weights.rows)
        break;
      int64_t weight = weights.at(n, step * tile.depth + i % tile.depth);
      IntegerRange &sum = sums[i / 2];
      sum.min += std::min(weight * inputRange.min, weight * inputRange.max);
      sum.max += std::max(weight * inputRange.min, weight * inputRange.max);
    }
    for (IntegerRange sum : sums)
      if (sum.min < INT16_MIN || sum.max > INT16_MAX)
        return false;
    bounds = std::move(sums);
    return true;
  }

private:
  const Tile &tile;
  const WeightMatrix &weights;
  IntegerRange inputRange;
  SmallVector<IntegerRange> bounds;
};

} // namespace

/// The line and column, counted from the first that a row reads, where a step's
/// inputs are.
static std::array<int32_t, 2> getPosition(WindowAttr window, const Tile &tile,
                                          int64_t step) {
  if (!window)
    return {0, static_cast<int32_t>(step * tile.depth)};
  int64_t stepsPerRun = llvm::divideCeil(window.getLength(), tile.depth);
  int64_t run = step / stepsPerRun;
  int64_t line = run / window.getRuns() * window.getLineDilation();
  int64_t column = run % window.getRuns() * window.getRunDilation() +
                   step % stepsPerRun * tile.depth;
  return {static_cast<int32_t>(line), static_cast<int32_t>(column)};
}

/// Packs those steps of `outliers` that hold a weight, panel by panel, in parts
/// whose sums of pairs fit i16.
static void packOutliers(const Contraction &contraction, const Tile &tile,
                         const WeightMatrix &outliers, IntegerRange inputRange,
                         PackedWeights &result) {
  Packer packer(tile, outliers);
  WindowAttr window = contraction.getWindow();
  SmallVector<int32_t> positions;
  int32_t numEntries = 0;
  // Where each part of each panel begins.
  SmallVector<SmallVector<int32_t>> parts;
  for (int64_t first = 0; first < outliers.rows; first += tile.lanes) {
    int64_t panel = first / tile.lanes;
    PairBounds bounds(tile, outliers, inputRange);
    parts.push_back({numEntries});
    for (int64_t s = 0, e = outliers.columns / tile.depth; s < e; ++s) {
      if (packer.isZero(panel, s))
        continue;
      if (!bounds.add(panel, s)) {
        parts.back().push_back(numEntries);
        bounds.reset();
        bounds.add(panel, s);
      }
      packer.append(panel, s);
      llvm::append_range(positions, getPosition(window, tile, s));
      ++numEntries;
    }
  }
  if (numEntries == 0)
    return;

  size_t numParts = 0;
  for (ArrayRef<int32_t> panelParts : parts)
    numParts = std::max(numParts, panelParts.size());
  SmallVector<int32_t> begin;
  for (size_t panel = 0; panel < parts.size(); ++panel) {
    llvm::append_range(begin, parts[panel]);
    // Further parts are empty.
    int32_t end =
        panel + 1 < parts.size() ? parts[panel + 1].front() : numEntries;
    begin.resize((panel + 1) * numParts, end);
  }
  begin.push_back(numEntries);
  Builder builder(contraction.op->getContext());
  result.outlierWeights = packer.get(builder.getContext(), tile.elementWidth);
  result.outlierPositions = DenseElementsAttr::get(
      RankedTensorType::get({numEntries, 2}, builder.getI32Type()),
      ArrayRef<int32_t>(positions));
  result.outlierBegin = builder.getI32TensorAttr(begin);
}

/// Chunks of all runs, where those have `numSteps` steps together.
static int64_t getNumChunks(const Contraction &contraction, const Tile &tile,
                            int64_t numSteps) {
  WindowAttr window = contraction.getWindow();
  int64_t numRuns = window ? window.getLines() * window.getRuns() : 1;
  return numRuns * getChunks(tile.steps, numSteps / numRuns).count;
}

PackedWeights qnn::packWeights(const Contraction &contraction, const Tile &tile,
                               WeightMatrix weights, IntegerRange inputRange) {
  int64_t numRows = contraction.getNumRows();
  int64_t numPanels = llvm::divideCeil(weights.rows, tile.lanes);
  int64_t stepsPerPanel = weights.columns / tile.depth;
  PackedWeights result;
  result.numSteps = stepsPerPanel * numPanels;
  PanelWork work{getNumChunks(contraction, tile, stepsPerPanel)};
  if (tile.saturatesPairs()) {
    packOutliers(contraction, tile, splitPairs(weights, inputRange), inputRange,
                 result);
    if (int64_t numOutliers = result.getNumOutlierSteps()) {
      work.outliers = double(numOutliers) / numPanels;
      work.outlierParts = (result.outlierBegin.size() - 1) / numPanels;
    }
  }
  result.panels = getPanelsPerGroup(tile, numPanels, numRows, work);
  result.cycles = getCycles(tile, result.panels, numPanels, numRows, work);
  if (tile.isMatrix())
    result.cycles += kConfigurationCycles / contraction.getNumLines();

  Packer packer(tile, weights);
  for (int64_t first = 0; first < numPanels; first += result.panels)
    for (int64_t s = 0; s < stepsPerPanel; ++s)
      for (int64_t p = first, e = std::min(first + result.panels, numPanels);
           p < e; ++p)
        packer.append(p, s);
  // A single row reads each weight once: the fewer bytes, the better.
  bool fitsBytes =
      llvm::all_of(weights.values, [](int16_t w) { return llvm::isInt<8>(w); });
  result.weights =
      packer.get(contraction.op->getContext(),
                 numRows == 1 && fitsBytes ? 8 : tile.elementWidth);
  return result;
}

//===----------------------------------------------------------------------===//
// Depthwise convolutions
//===----------------------------------------------------------------------===//

DepthwiseLayout::DepthwiseLayout(const Tile &tile, int64_t numChannels,
                                 ArrayRef<int64_t> kernel, int64_t columnStride,
                                 int64_t outputWidth)
    : lanes(tile.lanes), depth(tile.depth), numChannels(numChannels),
      unitSize(lanes * depth), numRows(kernel[0]), numColumns(kernel[1]) {
  numPixels = 1;
  if (columnStride == 1 && numChannels > 0)
    numPixels =
        std::max<int64_t>(std::min(unitSize / numChannels, outputWidth), 1);
  numUnits = llvm::divideCeil(getNumElements(), unitSize);
  numGroups = llvm::divideCeil(numRows, depth);
}

DepthwiseLayout qnn::getDepthwiseLayout(const Tile &tile,
                                        PackedDepthwiseOp op) {
  return DepthwiseLayout(tile, op.getInput().getType().getDimSize(3),
                         op.getKernel(), op.getStrides()[1],
                         op.getOutput().getType().getDimSize(2));
}

DepthwiseLayout qnn::getDepthwiseLayout(const Tile &tile, ConvOp conv) {
  return DepthwiseLayout(tile, conv.getInput().getType().getDimSize(3),
                         conv.getWeights().getType().getShape().slice(1, 2),
                         conv.getStrides()[1],
                         conv.getOutput().getType().getDimSize(2));
}

int64_t DepthwiseLayout::getFirstElement(int64_t unit) const {
  return std::min(unit * unitSize,
                  std::max<int64_t>(getNumElements() - unitSize, 0));
}

int64_t DepthwiseLayout::getElement(int64_t accumulator, int64_t lane) const {
  return lane / 4 * (4 * depth) + accumulator * 4 + lane % 4;
}

std::optional<int64_t> DepthwiseLayout::getChannel(int64_t unit,
                                                   int64_t accumulator,
                                                   int64_t lane) const {
  int64_t element = getFirstElement(unit) + getElement(accumulator, lane);
  if (element >= getNumElements())
    return std::nullopt;
  return element % numChannels;
}

/// Moves weight from slots to those that read the same tap, `period` slots
/// later, until no pair can saturate. Fails if there are too few of those.
static LogicalResult divideSlots(MutableArrayRef<int16_t> slots, size_t period,
                                 IntegerRange range) {
  auto canPairSaturate = [&](size_t slot) {
    size_t even = slot / 2 * 2;
    return canSaturate(slots[even], slots[even + 1], range);
  };
  for (size_t slot = 0; slot < slots.size(); ++slot) {
    size_t again = slot + period;
    int16_t step = slots[slot] < 0 ? -1 : 1;
    while (again < slots.size() && slots[slot] != 0 && canPairSaturate(slot)) {
      slots[slot] -= step;
      slots[again] += step;
    }
  }
  for (size_t slot = 0; slot < slots.size(); slot += 2)
    if (canPairSaturate(slot))
      return failure();
  return success();
}

std::optional<DenseElementsAttr> qnn::packDepthwiseWeights(
    MLIRContext *context, const Tile &tile, const DepthwiseLayout &layout,
    const WeightMatrix &weights, IntegerRange inputRange) {
  SmallVector<int16_t> values(layout.numUnits * layout.getUnitWeightsSize(), 0);
  SmallVector<int16_t> slots(layout.getNumSlots());
  // All slots of one column, for one lane.
  auto packLane = [&](int64_t unit, int64_t column, int64_t j, int64_t lane) {
    std::optional<int64_t> channel = layout.getChannel(unit, j, lane);
    if (!channel)
      return success();
    llvm::fill(slots, 0);
    for (int64_t row = 0; row < layout.numRows; ++row)
      slots[row] = weights.at(*channel, row * layout.numColumns + column);
    if (tile.saturatesPairs() &&
        failed(divideSlots(slots, layout.numRows, inputRange)))
      return failure();
    int64_t base = (unit * layout.numColumns + column) * layout.getColumnSize();
    for (int64_t slot = 0; slot < layout.getNumSlots(); ++slot) {
      int64_t vector = slot / layout.depth * layout.depth + j;
      values[base + (vector * layout.lanes + lane) * layout.depth +
             slot % layout.depth] = slots[slot];
    }
    return success();
  };
  for (int64_t unit = 0; unit < layout.numUnits; ++unit)
    for (int64_t column = 0; column < layout.numColumns; ++column)
      for (int64_t j = 0; j < layout.depth; ++j)
        for (int64_t lane = 0; lane < layout.lanes; ++lane)
          if (failed(packLane(unit, column, j, lane)))
            return std::nullopt;
  return getElements(context, tile.elementWidth, values);
}

DenseIntElementsAttr qnn::packDepthwiseChannels(const DepthwiseLayout &layout,
                                                DenseIntElementsAttr values) {
  auto source = llvm::to_vector(values.getValues<int32_t>());
  SmallVector<int32_t> packed;
  for (int64_t unit = 0; unit < layout.numUnits; ++unit)
    for (int64_t j = 0; j < layout.depth; ++j)
      for (int64_t lane = 0; lane < layout.lanes; ++lane) {
        std::optional<int64_t> channel = layout.getChannel(unit, j, lane);
        packed.push_back(channel ? source[*channel] : 0);
      }
  return Builder(values.getContext()).getI32TensorAttr(packed);
}
