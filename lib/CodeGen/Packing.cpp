//===- Packing.cpp - Compile-time packing of weights ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Packing.h"
#include "Arrangement.h"
#include "Blocks.h"
#include "PackingDetail.h"
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
    return isSigned ? llvm::isInt<8>(w) && w >= tile.leastWeight
                    : w >= 0 && llvm::isUInt<8>(w);
  });
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

/// Runs of columns that follow each other in a row of the weights.
static int64_t getNumRuns(const Contraction &contraction) {
  WindowAttr window = contraction.getWindow();
  return window ? window.getLines() * window.getRuns() : 1;
}

DenseElementsAttr qnn::getElements(MLIRContext *context, unsigned width,
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

/// The element of the input, of lines of `lineSize`, that column `k` of the
/// weights belongs to, counted from the first that a row reads.
static int64_t getPosition(WindowAttr window, const Tile &tile,
                           int64_t lineSize, int64_t k) {
  if (!window)
    return k;
  int64_t runLength = llvm::alignTo(window.getLength(), tile.depth);
  int64_t run = k / runLength;
  int64_t line = run / window.getRuns() * window.getLineDilation();
  int64_t column =
      run % window.getRuns() * window.getRunDilation() + k % runLength;
  return line * lineSize + column;
}

bool qnn::canArrange(const Tile &tile) {
  // Each step reads its inputs by itself.
  return tile.canOverflow() && tile.stepsPerRead == 1;
}

/// True if narrow sums fit in the order that steps have in the contraction.
static bool fitsInOrder(const Contraction &contraction, const Tile &tile,
                        const WeightMatrix &weights, IntegerRange inputRange) {
  return doSumsFit(tile, weights.columns / getNumRuns(contraction), weights,
                   inputRange);
}

bool qnn::canPack(const Contraction &contraction, const Tile &tile,
                  const WeightMatrix &weights, IntegerRange inputRange) {
  // Positions are i32, in an input that may become somewhat larger.
  constexpr int64_t maxInputSize = 1 << 30;
  auto input = cast<ShapedType>(contraction.getInput().getType());
  return (canArrange(tile) && input.getNumElements() <= maxInputSize) ||
         fitsInOrder(contraction, tile, weights, inputRange);
}

namespace {

/// How the steps of panels are ordered, and panels divided among groups.
struct Plan {
  Plan(const Contraction &contraction, const Tile &tile,
       const WeightMatrix &weights, IntegerRange inputRange);

  int64_t numPanels;
  /// As in the contraction.
  int64_t stepsPerPanel;
  /// Where sums do not fit otherwise.
  std::optional<Arrangement> arrangement;
  int64_t panelsPerGroup = 1;
  double cycles;
};

} // namespace

bool qnn::canPairRows(const Tile &tile, WindowAttr window) {
  return !tile.pairsRowsAhead() || !window ||
         (window.getColumnStride() % tile.depth == 0 &&
          window.getRunDilation() % tile.depth == 0);
}

/// Cycles for each line of the output to pair the rows of the input: every
/// `depth` columns of an image with others, and those of a matrix two by two.
static double getPairingCycles(const Contraction &contraction,
                               const Tile &tile) {
  auto type = cast<ShapedType>(contraction.getInput().getType());
  double vectors = double(type.getNumElements()) / tile.depth;
  double pairs = contraction.getWindow() ? vectors : vectors / 2;
  return pairs * tile.cyclesPerPair / contraction.getNumLines();
}

Plan::Plan(const Contraction &contraction, const Tile &tile,
           const WeightMatrix &weights, IntegerRange inputRange)
    : numPanels(llvm::divideCeil(weights.rows, tile.lanes)),
      stepsPerPanel(weights.columns / tile.depth) {
  int64_t numRows = contraction.getNumRows();
  PanelWork work;
  if (fitsInOrder(contraction, tile, weights, inputRange)) {
    int64_t numRuns = getNumRuns(contraction);
    int64_t stepsPerRun = stepsPerPanel / numRuns;
    work.steps = numRuns * getChunks(tile.steps, stepsPerRun).count;
    work.sums = numRuns * llvm::divideCeil(stepsPerRun, tile.getStepsPerSum());
    panelsPerGroup = getPanelsPerGroup(tile, numPanels, numRows, work);
  } else {
    // A single row repeats each of its inputs once for all panels of a group.
    constexpr int64_t maxPanels = 8;
    panelsPerGroup = numRows == 1 ? std::min(numPanels, maxPanels) : 1;
    arrangement = arrangeSteps(tile, panelsPerGroup, weights, inputRange);
    double numGroups = llvm::divideCeil(numPanels, panelsPerGroup);
    work.steps = arrangement->getNumSteps() / numGroups;
    work.sums = arrangement->numSums / numGroups;
    work.isArranged = true;
  }
  cycles = getCycles(tile, panelsPerGroup, numPanels, numRows, work);
  // To load and release a configuration of tiles.
  constexpr double configurationCycles = 300;
  if (tile.isMatrix())
    cycles += configurationCycles / contraction.getNumLines();
  if (tile.pairsRowsAhead())
    cycles += getPairingCycles(contraction, tile);
}

PackedWeights qnn::packWeights(const Contraction &contraction, const Tile &tile,
                               const WeightMatrix &weights,
                               IntegerRange inputRange, int64_t lineSize) {
  Plan plan(contraction, tile, weights, inputRange);
  Builder builder(contraction.op->getContext());
  PackedWeights result;
  result.panels = plan.panelsPerGroup;
  result.numSteps = plan.stepsPerPanel * plan.numPanels;
  if (const auto &arrangement = plan.arrangement) {
    result.numSteps = arrangement->getNumSteps() * result.panels;
    result.numSplits = arrangement->numSplits * result.panels;
    result.weights = getElements(builder.getContext(), tile.elementWidth,
                                 arrangement->weights);
    SmallVector<int32_t> positions;
    for (int64_t k : arrangement->columns)
      positions.push_back(
          getPosition(contraction.getWindow(), tile, lineSize, k));
    result.positions = builder.getI32TensorAttr(positions);
    result.sections = builder.getI32TensorAttr(arrangement->begin);
    return result;
  }

  Packer packer(tile, weights);
  for (int64_t first = 0; first < plan.numPanels; first += result.panels)
    for (int64_t s = 0; s < plan.stepsPerPanel; ++s)
      for (int64_t p = first,
                   e = std::min(first + result.panels, plan.numPanels);
           p < e; ++p)
        packer.append(p, s);
  // A single row reads each weight once: the fewer bytes, the better.
  bool fitsBytes =
      llvm::all_of(weights.values, [](int16_t w) { return llvm::isInt<8>(w); });
  result.weights = packer.get(
      builder.getContext(),
      contraction.getNumRows() == 1 && fitsBytes ? 8 : tile.elementWidth);
  return result;
}

double qnn::estimateCycles(const Contraction &contraction, const Tile &tile,
                           const WeightMatrix &weights,
                           IntegerRange inputRange) {
  return Plan(contraction, tile, weights, inputRange).cycles;
}
