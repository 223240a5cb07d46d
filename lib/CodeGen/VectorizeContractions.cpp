//===- VectorizeContractions.cpp - From packed ops to loops ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorizeDetail.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNVECTORIZECONTRACTIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Checks the types of operands against the layout that `tile` gives them.
static LogicalResult verifyLayout(PackedDotOp op, const Tile &tile) {
  Builder builder(op.getContext());
  Type element = builder.getIntegerType(tile.elementWidth);
  std::optional<WindowAttr> window = op.getWindow();
  int64_t depth = op.getInput().getType().getDimSize(1);
  if (op.getInputSignedness() && tile.elementWidth == 8)
    return op.emitOpError("expected nothing to extend for tile '")
           << tile.name << "', which takes bytes";
  Type inputElement = op.getInputSignedness() ? builder.getI8Type() : element;
  if (op.getInput().getType().getElementType() != inputElement ||
      (!window && depth % tile.depth != 0))
    return op.emitOpError("expected input of ")
           << inputElement << " with rows of a multiple of " << tile.depth
           << " for tile '" << tile.name << "', but got "
           << op.getInput().getType();
  if (tile.isMatrix() &&
      op.getPanels() > static_cast<uint64_t>(tile.numRegisters))
    return op.emitOpError("expected at most ")
           << tile.numRegisters << " panels for tile '" << tile.name
           << "', but got " << op.getPanels();

  auto getChunkedSize = [&](int64_t length) {
    Chunks chunks = getChunks(tile.steps, llvm::divideCeil(length, tile.depth));
    return chunks.count * chunks.size * tile.depth;
  };
  if (window) {
    int64_t length = llvm::alignTo(window->getLength(), tile.depth);
    int64_t end = (op.getOutput().getType().getDimSize(2) - 1) *
                      window->getColumnStride() +
                  (window->getRuns() - 1) * window->getRunDilation() + length;
    if (end > depth)
      return op.emitOpError("expected lines of at least ")
             << end << " columns for tile '" << tile.name << "', but got "
             << depth;
    if (!canPairRows(tile, *window))
      return op.emitOpError("expected columns in multiples of ")
             << tile.depth << " for tile '" << tile.name << "', but got "
             << *window;
    depth = window->getLines() * window->getRuns() *
            getChunkedSize(window->getLength());
  } else {
    depth = getChunkedSize(depth);
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
  int64_t numPanels = getNumPanels(op, tile);
  int64_t numChannels = numPanels * tile.lanes;
  // Weights may be stored as bytes.
  Type weightElement = op.getWeights().getType().getElementType();
  if (!weightElement.isInteger(8))
    weightElement = element;
  int64_t numWeights = numChannels * depth;
  if (op.getPositions())
    numWeights = cast<ShapedType>(op.getPositions().getType()).getDimSize(0) *
                 op.getPanels() * tile.lanes * tile.depth;
  if (failed(verify("weights", op.getWeights(), numWeights, weightElement)))
    return failure();
  Type i32 = builder.getI32Type();
  for (Value channel : op.getChannels())
    if (failed(verify("channel operand", channel, numChannels, i32)))
      return failure();
  if (!op.getPositions())
    return success();
  if (!canArrange(tile))
    return op.emitOpError("expected no positions for tile '")
           << tile.name << "'";
  int64_t numGroups = llvm::divideCeil(numPanels, op.getPanels());
  return verify("sections", op.getSections(),
                numGroups * tile.getStepsPerSum() + 1, i32);
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
    else if (tile->isMatrix())
      return emitMatrixProduct(op, *tile);
    else
      return emitRowProduct(op, *tile);
  }
};

} // namespace
