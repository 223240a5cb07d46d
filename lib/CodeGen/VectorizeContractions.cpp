//===- VectorizeContractions.cpp - Loops over vectors ---------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/IRMapping.h"
#include "qnn/CodeGen/Packing.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNVECTORIZECONTRACTIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Emits the loops of one `qnn.packed_dot`, named as in that op's description.
class ContractionEmitter {
public:
  ContractionEmitter(PackedDotOp op, const Tile &tile)
      : op(op), tile(tile), builder(op), loc(op.getLoc()) {}

  Value emit();

private:
  /// A group of panels: its number, how many panels, and how many outputs of
  /// the last of them exist.
  struct Group {
    Value index;
    int64_t panels;
    int64_t numOutputs;
  };

  Value emitGroup(const Group &group, Value output);
  Value emitRows(const Group &group, Value firstRow, int64_t numRows,
                 Value output);
  SmallVector<Value> emitSteps(const Group &group, Value firstRow,
                               int64_t numRows);
  SmallVector<Value> emitOutlierSteps(const Group &group, Value firstRow,
                                      int64_t numRows, ValueRange accumulators);
  SmallVector<Value> emitStep(const Group &group, Value firstRow,
                              int64_t numRows, Value step, Value weights,
                              Value offset, ValueRange accumulators);
  Value emitBody(const Group &group, Value row, ValueRange accumulators);

  // Index arithmetic.
  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }
  Value add(Value a, Value b) {
    return arith::AddIOp::create(builder, loc, a, b);
  }
  Value add(Value a, int64_t b) { return b == 0 ? a : add(a, index(b)); }
  Value mul(Value a, int64_t b) {
    return arith::MulIOp::create(builder, loc, a, index(b));
  }

  /// `size` consecutive elements of `tensor` from `indices` on.
  Value read(Value tensor, ValueRange indices, int64_t size);

  PackedDotOp op;
  const Tile &tile;
  OpBuilder builder;
  Location loc;
};

} // namespace

Value ContractionEmitter::read(Value tensor, ValueRange indices, int64_t size) {
  auto type = cast<RankedTensorType>(tensor.getType());
  return vector::TransferReadOp::create(
      builder, loc, VectorType::get(size, type.getElementType()), tensor,
      indices, /*padding=*/std::nullopt, ArrayRef<bool>{true});
}

Value ContractionEmitter::emit() {
  RankedTensorType type = op.getOutput().getType();
  int64_t numOutputs = type.getDimSize(1);
  int64_t outputsPerGroup = op.getPanels() * tile.lanes;
  int64_t numWholeGroups = numOutputs / outputsPerGroup;
  Value output = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                         type.getElementType());
  if (type.getNumElements() == 0)
    return output;
  if (numWholeGroups > 0) {
    auto loop = scf::ForOp::create(builder, loc, index(0),
                                   index(numWholeGroups), index(1), output);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Group group{loop.getInductionVar(), static_cast<int64_t>(op.getPanels()),
                outputsPerGroup};
    Value result = emitGroup(group, loop.getRegionIterArg(0));
    scf::YieldOp::create(builder, loc, result);
    output = loop.getResult(0);
  }
  int64_t rest = numOutputs % outputsPerGroup;
  if (rest == 0)
    return output;
  Group group{index(numWholeGroups),
              static_cast<int64_t>(llvm::divideCeil(rest, tile.lanes)), rest};
  return emitGroup(group, output);
}

Value ContractionEmitter::emitGroup(const Group &group, Value output) {
  int64_t numRows = op.getInput().getType().getDimSize(0);
  int64_t rowsPerBlock = getRowsPerBlock(tile, group.panels, numRows);
  int64_t numBlocks = numRows / rowsPerBlock;
  if (numBlocks > 1) {
    auto loop = scf::ForOp::create(builder, loc, index(0), index(numBlocks),
                                   index(1), output);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Value firstRow = mul(loop.getInductionVar(), rowsPerBlock);
    Value result =
        emitRows(group, firstRow, rowsPerBlock, loop.getRegionIterArg(0));
    scf::YieldOp::create(builder, loc, result);
    output = loop.getResult(0);
  } else if (numBlocks == 1) {
    output = emitRows(group, index(0), rowsPerBlock, output);
  }
  if (int64_t rest = numRows % rowsPerBlock)
    output = emitRows(group, index(numBlocks * rowsPerBlock), rest, output);
  return output;
}

Value ContractionEmitter::emitRows(const Group &group, Value firstRow,
                                   int64_t numRows, Value output) {
  SmallVector<Value> accumulators = emitSteps(group, firstRow, numRows);
  accumulators = emitOutlierSteps(group, firstRow, numRows, accumulators);
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  for (int64_t r = 0; r < numRows; ++r) {
    Value row = add(firstRow, r);
    Value result = emitBody(
        group, row,
        ValueRange(accumulators).slice(r * group.panels, group.panels));
    // Only the outputs that exist are written.
    if (group.numOutputs != group.panels * tile.lanes)
      result = vector::ExtractStridedSliceOp::create(
          builder, loc, result, ArrayRef<int64_t>{0},
          ArrayRef<int64_t>{group.numOutputs}, ArrayRef<int64_t>{1});
    output = vector::TransferWriteOp::create(builder, loc, result, output,
                                             ValueRange{row, column},
                                             ArrayRef<bool>{true})
                 .getResult();
  }
  return output;
}

/// One step: reads the panels of `weights` at `offset` once, and multiplies
/// them with each row. Accumulators are in the order row, panel.
SmallVector<Value> ContractionEmitter::emitStep(const Group &group,
                                                Value firstRow, int64_t numRows,
                                                Value step, Value weights,
                                                Value offset,
                                                ValueRange accumulators) {
  int64_t panelSize = tile.lanes * tile.depth;
  SmallVector<Value> panels;
  for (int64_t p = 0; p < group.panels; ++p)
    panels.push_back(read(weights, add(offset, p * panelSize), panelSize));
  Value column = mul(step, tile.depth);
  SmallVector<Value> result;
  for (int64_t r = 0; r < numRows; ++r) {
    Value x = read(op.getInput(), {add(firstRow, r), column}, tile.depth);
    for (Value panel : panels)
      result.push_back(
          tile.emitStep(builder, loc, accumulators[result.size()], x, panel));
  }
  return result;
}

SmallVector<Value> ContractionEmitter::emitSteps(const Group &group,
                                                 Value firstRow,
                                                 int64_t numRows) {
  int64_t numSteps = op.getInput().getType().getDimSize(1) / tile.depth;
  int64_t panelSize = tile.lanes * tile.depth;
  Value zero = arith::ConstantOp::create(
      builder, loc,
      builder.getZeroAttr(VectorType::get(tile.lanes, builder.getI32Type())));
  SmallVector<Value> accumulators(numRows * group.panels, zero);
  Value base = mul(group.index, op.getPanels() * numSteps * panelSize);

  auto emitOne = [&](Value step, ValueRange values) {
    Value offset = add(base, mul(step, group.panels * panelSize));
    return emitStep(group, firstRow, numRows, step, op.getWeights(), offset,
                    values);
  };
  // The loop's own instructions are spread over several steps.
  constexpr int64_t kUnroll = 4;
  int64_t numUnrolled = numSteps / kUnroll;
  if (numUnrolled > 1) {
    auto loop = scf::ForOp::create(builder, loc, index(0), index(numUnrolled),
                                   index(1), accumulators);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Value first = mul(loop.getInductionVar(), kUnroll);
    SmallVector<Value> values(loop.getRegionIterArgs());
    for (int64_t u = 0; u < kUnroll; ++u)
      values = emitOne(add(first, u), values);
    scf::YieldOp::create(builder, loc, values);
    accumulators.assign(loop.result_begin(), loop.result_end());
  } else {
    numUnrolled = 0;
  }
  for (int64_t s = numUnrolled * kUnroll; s < numSteps; ++s)
    accumulators = emitOne(index(s), accumulators);
  return accumulators;
}

SmallVector<Value>
ContractionEmitter::emitOutlierSteps(const Group &group, Value firstRow,
                                     int64_t numRows, ValueRange accumulators) {
  if (!op.getOutlierWeights())
    return accumulators;
  auto readIndex = [&](Value tensor, Value position) -> Value {
    Value element = tensor::ExtractOp::create(builder, loc, tensor, position);
    return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                      element);
  };
  auto loop = scf::ForOp::create(
      builder, loc, readIndex(op.getOutlierBegin(), group.index),
      readIndex(op.getOutlierBegin(), add(group.index, 1)), index(1),
      accumulators);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  Value entry = loop.getInductionVar();
  Value step = readIndex(op.getOutlierSteps(), entry);
  Value offset = mul(entry, op.getPanels() * tile.lanes * tile.depth);
  SmallVector<Value> values =
      emitStep(group, firstRow, numRows, step, op.getOutlierWeights(), offset,
               loop.getRegionIterArgs());
  scf::YieldOp::create(builder, loc, values);
  return loop.getResults();
}

/// The body of the op, on vectors of all outputs of the group in one row.
Value ContractionEmitter::emitBody(const Group &group, Value row,
                                   ValueRange accumulators) {
  int64_t size = group.panels * tile.lanes;
  auto vectorOf = [&](Type element) { return VectorType::get(size, element); };
  auto splat = [&](Value scalar) -> Value {
    return vector::BroadcastOp::create(builder, loc, vectorOf(scalar.getType()),
                                       scalar);
  };
  Value sums =
      ub::PoisonOp::create(builder, loc, vectorOf(builder.getI32Type()));
  for (auto [p, accumulator] : llvm::enumerate(accumulators))
    sums = vector::InsertStridedSliceOp::create(
        builder, loc, accumulator, sums,
        ArrayRef<int64_t>{static_cast<int64_t>(p) * tile.lanes},
        ArrayRef<int64_t>{1});

  Block &body = op.getBody().front();
  Value column = mul(group.index, op.getPanels() * tile.lanes);
  IRMapping mapping;
  mapping.map(body.getArgument(0), sums);
  auto argument = body.args_begin() + 1;
  for (Value channel : op.getChannels())
    mapping.map(*argument++, read(channel, column, size));
  for (Value rowOperand : op.getRows())
    mapping.map(*argument++, splat(tensor::ExtractOp::create(builder, loc,
                                                             rowOperand, row)));
  for (Operation &scalar : body.without_terminator()) {
    if (auto constant = dyn_cast<arith::ConstantOp>(scalar)) {
      auto attr = DenseElementsAttr::get(vectorOf(constant.getType()),
                                         Attribute(constant.getValue()));
      mapping.map(constant.getResult(),
                  arith::ConstantOp::create(builder, loc, attr).getResult());
      continue;
    }
    Operation *vectorized = builder.clone(scalar, mapping);
    for (OpResult result : vectorized->getResults())
      result.setType(vectorOf(result.getType()));
  }
  return mapping.lookup(cast<YieldOp>(body.getTerminator()).getValue());
}

/// Checks the types of operands against the layout that `tile` gives them.
static LogicalResult verifyLayout(PackedDotOp op, const Tile &tile) {
  Builder builder(op.getContext());
  Type element = builder.getIntegerType(tile.elementWidth);
  int64_t depth = op.getInput().getType().getDimSize(1);
  if (op.getInput().getType().getElementType() != element ||
      depth % tile.depth != 0)
    return op.emitOpError("expected input of ")
           << element << " with rows of a multiple of " << tile.depth
           << " for tile '" << tile.name << "', but got "
           << op.getInput().getType();

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
      llvm::divideCeil(op.getOutput().getType().getDimSize(1), tile.lanes);
  int64_t numGroups = llvm::divideCeil(numPanels, op.getPanels());
  int64_t numChannels = numPanels * tile.lanes;
  if (failed(verify("weights", op.getWeights(), numChannels * depth, element)))
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
    WalkResult result = getOperation()->walk([](PackedDotOp op) {
      const Tile *tile = lookupTile(op.getTile());
      if (!tile) {
        op.emitOpError("expected the name of a tile, but got '")
            << op.getTile() << "'";
        return WalkResult::interrupt();
      }
      if (failed(verifyLayout(op, *tile)))
        return WalkResult::interrupt();
      Value output = ContractionEmitter(op, *tile).emit();
      op.replaceAllUsesWith(output);
      op.erase();
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
