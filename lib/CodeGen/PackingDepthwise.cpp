//===- PackingDepthwise.cpp - Packing for depthwise convolutions ----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Arrangement.h"
#include "PackingDetail.h"
#include "qnn/CodeGen/Packing.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;

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
/// later, until no pair can saturate or there are no more of those.
static void divideSlots(MutableArrayRef<int16_t> slots, size_t period,
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
    if (tile.narrow && tile.narrow->elements == 2)
      divideSlots(slots, layout.numRows, inputRange);
    WeightMatrix matrix{1, layout.getNumSlots(), slots};
    if (!doSumsFit(tile, matrix.columns, matrix, inputRange))
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
