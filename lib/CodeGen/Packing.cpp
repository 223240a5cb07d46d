//===- Packing.cpp - Compile-time packing of weights ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Packing.h"
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
    return isSigned ? llvm::isInt<8>(w) : w >= 0 && llvm::isUInt<8>(w);
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

bool qnn::canStepsOverflow(const Tile &tile, ArrayRef<int16_t> weights,
                           IntegerRange range) {
  if (!tile.addsSteps())
    return false;
  for (size_t k = 0; k + tile.depth < weights.size(); ++k)
    if (k / tile.depth % 2 == 0 &&
        canSaturate(weights[k], weights[k + tile.depth], range))
      return true;
  return false;
}

bool qnn::canStepsOverflow(const Contraction &contraction, const Tile &tile,
                           const WeightMatrix &weights, IntegerRange range) {
  size_t length = weights.columns / getNumRuns(contraction);
  ArrayRef<int16_t> runs = weights.values;
  for (; !runs.empty(); runs = runs.drop_front(length))
    if (canStepsOverflow(tile, runs.take_front(length), range))
      return true;
  return false;
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
  int64_t numRuns = getNumRuns(contraction);
  return numRuns * getChunks(tile.steps, numSteps / numRuns).count;
}

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
  // To load and release a configuration of tiles.
  constexpr double configurationCycles = 300;
  if (tile.isMatrix())
    result.cycles += configurationCycles / contraction.getNumLines();
  if (tile.pairsRowsAhead())
    result.cycles += getPairingCycles(contraction, tile);

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
