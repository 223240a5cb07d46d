//===- VectorizeRows.cpp - Loops over rows --------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowEmitter.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::qnn;

Value RowEmitter::emit() {
  RankedTensorType type = op.getOutput().getType();
  Value output = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                         type.getElementType());
  if (type.getNumElements() == 0)
    return output;
  if (op.getPositions())
    elements = tensor::CollapseShapeOp::create(
        builder, loc, input, ArrayRef<ReassociationIndices>{{0, 1}});
  std::optional<WindowAttr> window = op.getWindow();
  int64_t numImages = window ? type.getDimSize(0) : 1;
  if (op.getInputSignedness() || tile.pairsRowsAhead())
    return emitLoop(numImages, output, [&](Value image, Value images) {
      return emitCopiedStrips(image, images);
    });
  Strips strips = getCachedStrips(op, tile);
  if (strips.count > 1)
    return emitParallelLoop(numImages, output, [&](Value image, Value images) {
      return emitCachedStrips(strips, image, images);
    });
  return emitGroups(output, [&](const Group &group, Value out) {
    return emitParallelLoop(numImages, out, [&](Value image, Value images) {
      int64_t numLines = type.getDimSize(window ? 1 : 0);
      return emitStrip(group, getStrip(image, index(0), numLines), images);
    });
  });
}

/// `count` lines of `image` from `begin` on, which read the op's input.
RowEmitter::Strip RowEmitter::getStrip(Value image, Value begin,
                                       int64_t count) {
  Value line = begin;
  if (std::optional<WindowAttr> window = op.getWindow())
    line = add(mul(begin, window->getLineStride()),
               mul(image, window->getImageLines()));
  return {image, begin, index(count), count, line};
}

/// All outputs of `image`, or of a matrix, with all groups of panels for one
/// strip after the other.
Value RowEmitter::emitCachedStrips(Strips strips, Value image, Value output) {
  int64_t numLines =
      op.getOutput().getType().getDimSize(op.getWindow() ? 1 : 0);
  auto emitOne = [&](Value begin, int64_t count, Value values) {
    return emitGroups(values, [&](const Group &group, Value out) {
      return emitStrip(group, getStrip(image, begin, count), out);
    });
  };
  int64_t numWhole = numLines / strips.size, rest = numLines % strips.size;
  output = emitParallelLoop(numWhole, output, [&](Value i, Value values) {
    return emitOne(mul(i, strips.size), strips.size, values);
  });
  return rest == 0 ? output : emitOne(index(numLines - rest), rest, output);
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

/// The pairs of rows that `count` lines of the input from `begin` on have, of
/// which there are at most `maxCount`: `depth` elements of the first row and as
/// many of the second by turns. Rows of a matrix are paired two by two. Of an
/// image each column is paired with the one that the next row reads in its
/// place, so that a line is of twice the length.
Value RowEmitter::pairRows(Value begin, Value count, int64_t maxCount) {
  constexpr int64_t maxSize = 16;
  int64_t numColumns = op.getInput().getType().getDimSize(1);
  std::optional<WindowAttr> window = op.getWindow();
  int64_t numLines =
      window ? maxCount : static_cast<int64_t>(llvm::divideCeil(maxCount, 2));
  Value empty = tensor::EmptyOp::create(
      builder, loc, ArrayRef<int64_t>{numLines, 2 * numColumns},
      builder.getI8Type());

  // Columns [from, to) of `first`, and those of `second` that are `shift`
  // further.
  auto pairColumns = [&](Value line, Value first, Value second, int64_t shift,
                         int64_t from, int64_t to, Value lines) {
    if (from >= to)
      return lines;
    int64_t size = std::min(to - from, maxSize);
    auto pair = [&](Value column, Value result) {
      Value x = read(op.getInput(), {first, column}, size);
      Value y = read(op.getInput(), {second, add(column, shift)}, size);
      SmallVector<Value> parts;
      for (int64_t offset = 0; offset < size; offset += tile.depth)
        for (Value vector : {x, y})
          parts.push_back(slice(vector, offset, tile.depth));
      Value pairs = concatenate(parts);
      return write(pairs, result, {line, mul(column, 2)});
    };
    lines = emitLoop((to - from) / size, lines, [&](Value i, Value result) {
      return pair(add(mul(i, size), from), result);
    });
    // What is left is part of a vector that ends with the columns.
    return (to - from) % size == 0 ? lines : pair(index(to - size), lines);
  };

  Value zero = index(0);
  if (!window)
    return emitLoop(numLines, empty, [&](Value line, Value lines) {
      Value row = mul(line, 2), next = add(row, 1);
      // The last of an odd number of rows makes a pair with itself.
      if (maxCount % 2 != 0)
        next = arith::MinSIOp::create(builder, loc, next, index(maxCount - 1));
      row = add(begin, row);
      next = add(begin, next);
      return pairColumns(line, row, next, /*shift=*/0, 0, numColumns, lines);
    });
  int64_t shift = window->getColumnStride();
  int64_t numPaired = llvm::alignDown(numColumns - shift, tile.depth);
  auto pairLine = [&](Value line, ValueRange lines) -> SmallVector<Value> {
    Value source = add(begin, line);
    Value result =
        pairColumns(line, source, source, shift, 0, numPaired, lines.front());
    // So does the last of a line.
    if (op.getOutput().getType().getDimSize(2) % 2 != 0)
      result = pairColumns(line, source, source, /*shift=*/0, numPaired,
                           llvm::alignDown(numColumns, tile.depth), result);
    return {result};
  };
  return emitRange(zero, count, empty, pairLine).front();
}

/// All outputs of `image`, or of a matrix, from copies of lines of the input.
Value RowEmitter::emitCopiedStrips(Value image, Value output) {
  std::optional<WindowAttr> window = op.getWindow();
  int64_t numLines = op.getOutput().getType().getDimSize(window ? 1 : 0);
  int64_t lineStride = window ? window->getLineStride() : 1;
  int64_t overlap = window
                        ? (window->getLines() - 1) * window->getLineDilation() +
                              1 - lineStride
                        : 0;
  Strips strips = getCopiedStrips(op, tile);
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
    Value numLinesRead = add(mul(count, lineStride), overlap);
    int64_t maxLinesRead = strips.size * lineStride + overlap;
    input = tile.pairsRowsAhead()
                ? pairRows(line, numLinesRead, maxLinesRead)
                : extendLines(op.getInput(), line, numLinesRead, maxLinesRead,
                              *op.getInputSignedness());
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
  int64_t rowsPerLine = tile.pairsRowsAhead() ? tile.rowsPerStep : 1;
  auto emitBlock = [&](Value block, int64_t size, Value values) {
    Value line = add(strip.line, mul(block, rowsPerBlock / rowsPerLine));
    Value row = add(strip.begin, mul(block, rowsPerBlock));
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
    return emitBlock(block, rowsPerBlock, rows);
  });
  if (int64_t rest = numRows % rowsPerBlock)
    output = emitBlock(index(numBlocks), rest, output);
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
  SmallVector<Value> firstSums = getFirstSums(group), accumulators;
  while (accumulators.size() < getNumAccumulators(group, rows))
    llvm::append_range(accumulators, firstSums);
  bool takesPairs = tile.rowsPerStep == 2;
  if (takesPairs && addition.op)
    transposePairs(accumulators, group.panels);
  accumulators = emitSteps(group, rows, accumulators);
  if (takesPairs)
    transposePairs(accumulators, group.panels);
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
  return emitVectorBody(op.getBody().front(), arguments, addition.op);
}

Value qnn::emitRowProduct(PackedDotOp op, const Tile &tile) {
  return RowEmitter(op, tile).emit();
}
