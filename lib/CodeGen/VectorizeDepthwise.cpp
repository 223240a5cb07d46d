//===- VectorizeDepthwise.cpp - Loops over channels -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Channels are next to each other in memory, but an instruction multiplies the
// taps of one channel. So the rows of a column of the image are interleaved:
// within blocks of 128 bits, which is what registers of x86 do at the price of
// one instruction. A column is read once for all outputs of a block that it is
// part of.
//
//===----------------------------------------------------------------------===//

#include "VectorizeDetail.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include <map>

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Emits the loops of one `qnn.packed_depthwise`, named as in that op's
/// description.
class DepthwiseEmitter : VectorEmitter {
public:
  DepthwiseEmitter(PackedDepthwiseOp op, const Tile &tile)
      : VectorEmitter(op), op(op), tile(tile),
        layout(getDepthwiseLayout(tile, op)),
        width(std::min(layout.getNumElements(), layout.unitSize)),
        addition(getChannelAddition(op.getBody().front(),
                                    op.getChannels().size())) {}

  Value emit();

private:
  /// One unit, and its first element.
  struct Unit {
    Value index, begin;
  };
  /// `size` times the pixels of a unit, next to each other on a line of the
  /// output; `column` is the first pixel.
  struct Block {
    Value image, line, column;
    int64_t size;
  };

  /// Line `line` of an image.
  Value emitLine(const Unit &unit, Value image, Value line, Value output);
  Value emitBlock(const Unit &unit, const Block &block, Value output);
  /// The vectors of `group` of the input's column `column`, counted from the
  /// first that `block` reads: one for each of the accumulators.
  SmallVector<Value> readColumn(const Unit &unit, const Block &block,
                                int64_t group, int64_t column);
  /// Adds the products of all groups of slots that `inputs` has vectors of,
  /// those from `group` on, to the accumulators of one output.
  void emitGroups(const Unit &unit, int64_t kernelColumn, int64_t group,
                  ArrayRef<Value> inputs, MutableArrayRef<Value> accumulators);
  /// A vector for each of `rows`, elements of a channel next to each other.
  SmallVector<Value> interleave(ArrayRef<Value> rows);
  std::pair<Value, Value> interleavePair(Value a, Value b, int64_t granule);
  /// The part of `channel` that goes with the `j`-th accumulators of `unit`.
  Value readChannel(Value channel, const Unit &unit, int64_t j);
  /// What the accumulators of an output begin with.
  SmallVector<Value> getFirstSums(const Unit &unit);
  /// What the body yields for `accumulators`, in the order of elements.
  Value emitBody(const Unit &unit, ArrayRef<Value> accumulators);

  /// `value * factor + summand`.
  Value affine(Value value, int64_t factor, int64_t summand) {
    return add(mul(value, factor), summand);
  }
  /// Block or unit `i` of `size` elements each, the last of which ends at
  /// `end`.
  Value getBegin(Value i, int64_t size, int64_t end) {
    Value last = index(std::max<int64_t>(end - size, 0));
    return arith::MinSIOp::create(builder, loc, affine(i, size, 0), last);
  }

  PackedDepthwiseOp op;
  const Tile &tile;
  DepthwiseLayout layout;
  /// Elements of a unit that exist.
  int64_t width;
  /// What accumulators begin with, if not with zeros.
  ChannelAddition addition;
  /// The input, with pixels and channels as one axis.
  Value input;
};

} // namespace

Value DepthwiseEmitter::emit() {
  RankedTensorType type = op.getOutput().getType();
  if (type.getNumElements() == 0)
    return tensor::EmptyOp::create(builder, loc, type.getShape(),
                                   type.getElementType());
  const ReassociationIndices lines[] = {{0}, {1}, {2, 3}};
  input = tensor::CollapseShapeOp::create(builder, loc, op.getInput(), lines);
  int64_t lineSize = type.getDimSize(2) * type.getDimSize(3);
  Value output = tensor::EmptyOp::create(
      builder, loc, {type.getDimSize(0), type.getDimSize(1), lineSize},
      type.getElementType());
  // Units outermost: what belongs to channels stays in registers.
  auto emitUnit = [&](Value u, Value units) {
    Unit unit = {u, getBegin(u, layout.unitSize, layout.getNumElements())};
    return emitParallelLoop(
        type.getDimSize(0), units, [&](Value n, Value images) {
          return emitParallelLoop(type.getDimSize(1), images,
                                  [&](Value line, Value lines) {
                                    return emitLine(unit, n, line, lines);
                                  });
        });
  };
  bool isExact = layout.numUnits * layout.unitSize == layout.getNumElements();
  output = isExact ? emitParallelLoop(layout.numUnits, output, emitUnit)
                   : emitLoop(layout.numUnits, output, emitUnit);
  return tensor::ExpandShapeOp::create(builder, loc, type, output, lines);
}

Value DepthwiseEmitter::emitLine(const Unit &unit, Value image, Value line,
                                 Value output) {
  // All of a block is unrolled.
  constexpr int64_t maxBlockSize = 8, maxSteps = 128;
  int64_t outputWidth = op.getOutput().getType().getDimSize(2);
  int64_t maxSize = std::clamp<int64_t>(
      maxSteps / (layout.numColumns * layout.getNumSlots()), 1, maxBlockSize);
  // Blocks of equal size, as many as are needed; the last may overlap.
  int64_t numWhole = outputWidth / layout.numPixels;
  int64_t size =
      llvm::divideCeil(numWhole, llvm::divideCeil(numWhole, maxSize));
  int64_t numBlocks = llvm::divideCeil(outputWidth, size * layout.numPixels);
  return emitLoop(numBlocks, output, [&](Value i, Value blocks) {
    Value column = getBegin(i, size * layout.numPixels, outputWidth);
    return emitBlock(unit, {image, line, column, size}, blocks);
  });
}

Value DepthwiseEmitter::emitBlock(const Unit &unit, const Block &block,
                                  Value output) {
  // The parts of the block that read a column first, and with which column of
  // the kernel.
  std::map<int64_t, SmallVector<std::pair<int64_t, int64_t>>> readers;
  for (int64_t i = 0; i < block.size; ++i)
    for (int64_t kernelColumn = 0; kernelColumn < layout.numColumns;
         ++kernelColumn)
      readers[i * layout.numPixels * op.getStrides()[1] +
              kernelColumn * op.getDilations()[1]]
          .emplace_back(i, kernelColumn);

  SmallVector<SmallVector<Value>> accumulators(block.size, getFirstSums(unit));
  int64_t groupsAtOnce = tile.getStepsPerSum();
  for (const auto &[column, outputs] : readers) {
    for (int64_t group = 0; group < layout.numGroups; group += groupsAtOnce) {
      int64_t end = std::min(group + groupsAtOnce, layout.numGroups);
      SmallVector<Value> inputs;
      for (int64_t g = group; g < end; ++g)
        llvm::append_range(inputs, readColumn(unit, block, g, column));
      for (auto [i, kernelColumn] : outputs)
        emitGroups(unit, kernelColumn, group, inputs, accumulators[i]);
    }
    for (auto [i, kernelColumn] : outputs) {
      if (kernelColumn + 1 < layout.numColumns)
        continue;
      Value result = emitBody(unit, accumulators[i]);
      Value position = affine(block.column, layout.numChannels,
                              i * layout.numPixels * layout.numChannels);
      position = add(position, unit.begin);
      output = write(result, output, {block.image, block.line, position});
    }
  }
  return output;
}

void DepthwiseEmitter::emitGroups(const Unit &unit, int64_t kernelColumn,
                                  int64_t group, ArrayRef<Value> inputs,
                                  MutableArrayRef<Value> accumulators) {
  auto readWeights = [&](size_t vector) {
    int64_t first = kernelColumn * layout.getColumnSize() +
                    group * layout.depth * layout.unitSize;
    Value offset = affine(unit.index, layout.getUnitWeightsSize(),
                          first + vector * layout.unitSize);
    return read(op.getWeights(), offset, layout.unitSize);
  };
  size_t depth = accumulators.size();
  for (size_t j = 0; j < depth; ++j) {
    SmallVector<Value> steps, weights;
    for (size_t vector = j; vector < inputs.size(); vector += depth) {
      steps.push_back(inputs[vector]);
      weights.push_back(readWeights(vector));
    }
    accumulators[j] =
        tile.emitSteps(builder, loc, accumulators[j], steps, weights);
  }
}

SmallVector<Value> DepthwiseEmitter::readColumn(const Unit &unit,
                                                const Block &block,
                                                int64_t group, int64_t column) {
  Value x = affine(block.column, op.getStrides()[1] * layout.numChannels,
                   column * layout.numChannels);
  x = add(x, unit.begin);
  SmallVector<Value> rows;
  for (int64_t d = 0; d < layout.depth; ++d) {
    int64_t row = layout.getRow(group * layout.depth + d);
    Value y =
        affine(block.line, op.getStrides()[0], row * op.getDilations()[0]);
    Value values =
        widen(read(input, {block.image, y, x}, width), layout.unitSize);
    if (tile.elementWidth != 8) {
      auto type = VectorType::get(layout.unitSize,
                                  builder.getIntegerType(tile.elementWidth));
      if (op.getInputSignedness() == Signedness::Signed)
        values = arith::ExtSIOp::create(builder, loc, type, values);
      else
        values = arith::ExtUIOp::create(builder, loc, type, values);
    }
    rows.push_back(values);
  }
  return interleave(rows);
}

/// Interleaves blocks of 4*depth elements, in granules: the first half of each
/// block of `a` and of `b`, and the second.
std::pair<Value, Value> DepthwiseEmitter::interleavePair(Value a, Value b,
                                                         int64_t granule) {
  int64_t blockSize = 4 * layout.depth;
  auto shuffle = [&](int64_t firstOfBlock) -> Value {
    SmallVector<int64_t> mask;
    for (int64_t block = 0; block < layout.unitSize; block += blockSize)
      for (int64_t i = 0; i < blockSize / 2; i += granule)
        for (int64_t source : {int64_t(0), layout.unitSize})
          for (int64_t k = 0; k < granule; ++k)
            mask.push_back(source + block + firstOfBlock + i + k);
    return vector::ShuffleOp::create(builder, loc, a, b, mask);
  };
  Value low = shuffle(0);
  Value high = shuffle(blockSize / 2);
  return {low, high};
}

SmallVector<Value> DepthwiseEmitter::interleave(ArrayRef<Value> rows) {
  auto [low01, high01] = interleavePair(rows[0], rows[1], 1);
  if (rows.size() == 2)
    return {low01, high01};
  assert(rows.size() == 4 && "tiles have depth 2 or 4");
  auto [low23, high23] = interleavePair(rows[2], rows[3], 1);
  auto [first, second] = interleavePair(low01, low23, 2);
  auto [third, fourth] = interleavePair(high01, high23, 2);
  return {first, second, third, fourth};
}

Value DepthwiseEmitter::readChannel(Value channel, const Unit &unit,
                                    int64_t j) {
  Value offset = affine(unit.index, layout.unitSize, j * tile.lanes);
  return read(channel, offset, tile.lanes);
}

SmallVector<Value> DepthwiseEmitter::getFirstSums(const Unit &unit) {
  SmallVector<Value> sums;
  for (int64_t j = 0; j < layout.depth; ++j)
    sums.push_back(
        addition.op ? readChannel(op.getChannels()[addition.channel], unit, j)
                    : zeros(tile.lanes));
  return sums;
}

Value DepthwiseEmitter::emitBody(const Unit &unit,
                                 ArrayRef<Value> accumulators) {
  SmallVector<Value> results;
  for (auto [j, accumulator] : llvm::enumerate(accumulators)) {
    SmallVector<Value> arguments = {accumulator};
    for (Value channel : op.getChannels())
      arguments.push_back(readChannel(channel, unit, j));
    results.push_back(
        emitVectorBody(op.getBody().front(), arguments, addition.op));
  }
  Value result = concatenate(results);
  SmallVector<int64_t> mask(layout.unitSize);
  for (int64_t j = 0; j < layout.depth; ++j)
    for (int64_t lane = 0; lane < tile.lanes; ++lane)
      mask[layout.getElement(j, lane)] = j * tile.lanes + lane;
  mask.resize(width);
  return vector::ShuffleOp::create(builder, loc, result, result, mask);
}

/// Checks the types of operands against the layout that `tile` gives them.
static LogicalResult verifyLayout(PackedDepthwiseOp op, const Tile &tile) {
  ArrayRef<int64_t> kernel = op.getKernel();
  if (tile.depth != 2 && tile.depth != 4)
    return op.emitOpError("expected a tile of depth 2 or 4, but got '")
           << tile.name << "'";
  if (kernel[0] * kernel[1] > kMaxDepthwiseTaps)
    return op.emitOpError("expected a kernel of at most ")
           << kMaxDepthwiseTaps << " taps, but got [" << kernel << "]";
  if (tile.inputSignedness && *tile.inputSignedness != op.getInputSignedness())
    return op.emitOpError("expected ")
           << stringifySignedness(*tile.inputSignedness) << " input for tile '"
           << tile.name << "'";
  DepthwiseLayout layout = getDepthwiseLayout(tile, op);
  Builder builder(op.getContext());
  auto verify = [&](StringRef name, Value operand, int64_t size,
                    unsigned width) -> LogicalResult {
    auto expected =
        RankedTensorType::get({size}, builder.getIntegerType(width));
    if (operand.getType() == expected)
      return success();
    return op.emitOpError("expected ")
           << name << " of type " << expected << " for tile '" << tile.name
           << "', but got " << operand.getType();
  };
  if (failed(verify("weights", op.getWeights(),
                    layout.numUnits * layout.getUnitWeightsSize(),
                    tile.elementWidth)))
    return failure();
  for (Value channel : op.getChannels())
    if (failed(verify("channel operand", channel,
                      layout.numUnits * layout.unitSize, 32)))
      return failure();
  return success();
}

FailureOr<Value> qnn::emitDepthwise(PackedDepthwiseOp op, const Tile &tile) {
  if (failed(verifyLayout(op, tile)))
    return failure();
  return DepthwiseEmitter(op, tile).emit();
}
