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

WindowAttr Contraction::getWindow() const {
  auto conv = dyn_cast<ConvOp>(op);
  if (!conv)
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
  if (auto dot = dyn_cast<DotOp>(op)) {
    if (matchPattern(dot.getWeights(), m_Constant()))
      return Contraction{op};
    return failure();
  }
  auto conv = dyn_cast<ConvOp>(op);
  if (!conv || !matchPattern(conv.getWeights(), m_Constant()) ||
      conv.getInput().getType().getDimSize(3) !=
          conv.getWeights().getType().getDimSize(3))
    return failure();
  return Contraction{op};
}

WeightMatrix qnn::getWeights(const Contraction &contraction, int64_t depth) {
  DenseIntElementsAttr attr;
  matchPattern(contraction.op->getOperand(1), m_Constant(&attr));
  auto dot = dyn_cast<DotOp>(contraction.op);
  bool isSigned = !dot || dot.getWeightsSignedness() == Signedness::Signed;
  WeightMatrix matrix;
  matrix.rows = attr.getType().getDimSize(0);
  int64_t columns = matrix.rows == 0 ? 0 : attr.getNumElements() / matrix.rows;
  WindowAttr window = contraction.getWindow();
  int64_t length = window ? window.getLength() : columns;
  int64_t paddedLength = llvm::alignTo(length, depth);
  matrix.columns = length == 0 ? 0 : columns / length * paddedLength;
  matrix.values.assign(matrix.rows * matrix.columns, 0);
  auto value = attr.value_begin<APInt>();
  for (int64_t n = 0; n < matrix.rows; ++n)
    for (int64_t k = 0; k < columns; ++k)
      matrix.at(n, k / length * paddedLength + k % length) =
          static_cast<int16_t>(readInteger(*value++, isSigned));
  return matrix;
}

/// Accumulators, weights of a step and scratch registers are live together.
static int64_t getMaxRows(const Tile &tile, int64_t panels) {
  int64_t free = tile.numRegisters - tile.numScratchRegisters - panels;
  return free / panels;
}

int64_t qnn::getRowsPerBlock(const Tile &tile, int64_t panels,
                             int64_t numRows) {
  int64_t maxRows = std::max<int64_t>(getMaxRows(tile, panels), 1);
  if (numRows <= maxRows)
    return std::max<int64_t>(numRows, 1);
  return llvm::divideCeil(numRows, llvm::divideCeil(numRows, maxRows));
}

/// Cycles of one step of a block: the most that arithmetic, loads (two in a
/// cycle), the chain of an accumulator, or weights from the second-level cache
/// (32 bytes in a cycle) take.
static double getStepCycles(const Tile &tile, int64_t panels, int64_t rows) {
  double arithmetic = panels * rows * tile.cyclesPerStep;
  double loads = (panels + rows) / 2.0;
  double weights =
      panels * tile.lanes * tile.depth * (tile.elementWidth / 8) / 32.0;
  return std::max({arithmetic, loads, weights, tile.latency});
}

/// Cycles of one step over all rows and panels.
static double getCycles(const Tile &tile, int64_t panels, int64_t numPanels,
                        int64_t numRows) {
  int64_t rows = getRowsPerBlock(tile, panels, numRows);
  auto getGroupCycles = [&](int64_t size) {
    double cycles = numRows / rows * getStepCycles(tile, size, rows);
    if (int64_t rest = numRows % rows)
      cycles += getStepCycles(tile, size, rest);
    return cycles;
  };
  double cycles = numPanels / panels * getGroupCycles(panels);
  if (int64_t rest = numPanels % panels)
    cycles += getGroupCycles(rest);
  return cycles;
}

int64_t qnn::getPanelsPerGroup(const Tile &tile, int64_t numPanels,
                               int64_t numRows) {
  // Of equals the widest, which reads the input least often.
  int64_t widest = std::clamp<int64_t>(numPanels, 1, 4), best = widest;
  for (int64_t panels = widest - 1; panels > 0; --panels)
    if (getCycles(tile, panels, numPanels, numRows) <
        0.99 * getCycles(tile, best, numPanels, numRows))
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

/// Moves the second weight of each pair that can saturate to the result.
static WeightMatrix splitPairs(WeightMatrix &weights, IntegerRange inputRange) {
  WeightMatrix outliers = weights;
  llvm::fill(outliers.values, 0);
  for (int64_t n = 0; n < weights.rows; ++n)
    for (int64_t k = 0; k + 1 < weights.columns; k += 2)
      if (canSaturate(weights.at(n, k), weights.at(n, k + 1), inputRange))
        std::swap(weights.at(n, k + 1), outliers.at(n, k + 1));
  return outliers;
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

  DenseElementsAttr get(MLIRContext *context) const {
    auto type =
        RankedTensorType::get({static_cast<int64_t>(values.size())},
                              IntegerType::get(context, tile.elementWidth));
    if (tile.elementWidth == 16)
      return DenseElementsAttr::get(type, ArrayRef<int16_t>(values));
    SmallVector<int8_t> bytes(values.begin(), values.end());
    return DenseElementsAttr::get(type, ArrayRef<int8_t>(bytes));
  }

private:
  const Tile &tile;
  const WeightMatrix &matrix;
  SmallVector<int16_t> values;
};

} // namespace

/// Packs those steps of `outliers` that hold a weight, group by group.
static void packOutliers(MLIRContext *context, const Tile &tile,
                         const WeightMatrix &outliers, int64_t numPanels,
                         PackedWeights &result) {
  Packer packer(tile, outliers);
  SmallVector<int32_t> steps, begin = {0};
  for (int64_t first = 0; first < numPanels; first += result.panels) {
    auto panels = llvm::seq<int64_t>(first, first + result.panels);
    for (int64_t s = 0; s < result.numSteps; ++s) {
      if (llvm::all_of(panels, [&](int64_t p) { return packer.isZero(p, s); }))
        continue;
      steps.push_back(s);
      for (int64_t p : panels)
        packer.append(p, s);
    }
    begin.push_back(steps.size());
  }
  if (steps.empty())
    return;
  Builder builder(context);
  result.outlierWeights = packer.get(context);
  result.outlierSteps = builder.getI32TensorAttr(steps);
  result.outlierBegin = builder.getI32TensorAttr(begin);
}

PackedWeights qnn::packWeights(MLIRContext *context, const Tile &tile,
                               WeightMatrix weights, IntegerRange inputRange,
                               int64_t numRows) {
  int64_t numPanels = llvm::divideCeil(weights.rows, tile.lanes);
  PackedWeights result;
  result.panels = getPanelsPerGroup(tile, numPanels, numRows);
  result.numSteps = weights.columns / tile.depth;
  if (tile.saturatesPairs)
    packOutliers(context, tile, splitPairs(weights, inputRange), numPanels,
                 result);

  Packer packer(tile, weights);
  for (int64_t first = 0; first < numPanels; first += result.panels)
    for (int64_t s = 0; s < result.numSteps; ++s)
      for (int64_t p = first, e = std::min(first + result.panels, numPanels);
           p < e; ++p)
        packer.append(p, s);
  result.weights = packer.get(context);
  return result;
}
