//===- SelectTiles.cpp - Choose instructions ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Matchers.h"
#include "qnn/CodeGen/Packing.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNSELECTTILES
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// The range of the input elements once they have the tile's signedness.
static IntegerRange getTileInputRange(DotOp dot, const Tile &tile) {
  IntegerRange range = getByteRange(dot.getInput(), dot.getInputSignedness());
  if (!tile.inputSignedness ||
      *tile.inputSignedness == dot.getInputSignedness())
    return range;
  int64_t offset = *tile.inputSignedness == Signedness::Unsigned ? 128 : -128;
  return {range.min + offset, range.max + offset};
}

/// True if `tile` computes `dot` exactly, and at a price worth paying. A step
/// with a split pair is done twice: for vpmaddubsw up to half of the steps may
/// be, since vpmaddwd reads twice the bytes and takes 4 operations for 3.
static bool isSuitable(DotOp dot, const Tile &tile) {
  FailureOr<WeightMatrix> weights = getConstantWeights(dot, tile.depth);
  if (failed(weights))
    return false;
  if (tile.elementWidth == 8 &&
      dot.getWeightsSignedness() != Signedness::Signed)
    return false;
  if (!tile.saturatesPairs)
    return true;
  int64_t numPanels = llvm::divideCeil(weights->rows, tile.lanes);
  PackedWeights packed = packWeights(dot.getContext(), tile, *weights,
                                     getTileInputRange(dot, tile));
  int64_t numGroups = llvm::divideCeil(numPanels, packed.panels);
  return 2 * packed.getNumOutlierSteps() <= packed.numSteps * numGroups;
}

static const Tile *chooseTile(DotOp dot, TargetAttr target) {
  for (const Tile &tile : getTiles())
    if (hasFeature(target, tile.feature) && isSuitable(dot, tile))
      return &tile;
  return nullptr;
}

/// The bias to which `offset[n] = -difference * sum_k w[n,k]` is added.
static Value adjustBias(OpBuilder &builder, DotOp dot, int64_t difference) {
  WeightMatrix weights = *getConstantWeights(dot, /*depth=*/1);
  SmallVector<int32_t> offsets;
  for (int64_t n = 0; n < weights.rows; ++n) {
    int64_t sum = 0;
    for (int64_t k = 0; k < weights.columns; ++k)
      sum += weights.at(n, k);
    offsets.push_back(static_cast<int32_t>(-difference * sum));
  }
  DenseIntElementsAttr bias;
  bool isConstant = matchPattern(dot.getBias(), m_Constant(&bias));
  if (isConstant)
    for (auto [offset, value] :
         llvm::zip_equal(offsets, bias.getValues<int32_t>()))
      offset = static_cast<int32_t>(int64_t(offset) + value);
  Value constant = arith::ConstantOp::create(builder, dot.getLoc(),
                                             builder.getI32TensorAttr(offsets));
  if (isConstant)
    return constant;
  return arith::AddIOp::create(builder, dot.getLoc(), dot.getBias(), constant);
}

static void flipInput(DotOp dot, Signedness signedness) {
  OpBuilder builder(dot);
  int64_t difference = signedness == Signedness::Unsigned ? 128 : -128;
  Value bias = adjustBias(builder, dot, difference);
  Value input = FlipSignOp::create(builder, dot.getLoc(),
                                   dot.getInput().getType(), dot.getInput());
  dot.getInputMutable().assign(input);
  dot.getBiasMutable().assign(bias);
  dot.setInputSignedness(signedness);
}

namespace {

struct SelectTiles : public qnn::impl::QnnSelectTilesBase<SelectTiles> {
  void runOnOperation() override {
    TargetAttr target = getTargetOf(getOperation());
    getOperation()->walk([&](DotOp dot) {
      const Tile *tile = chooseTile(dot, target);
      if (!tile)
        return;
      if (tile->inputSignedness &&
          *tile->inputSignedness != dot.getInputSignedness()) {
        flipInput(dot, *tile->inputSignedness);
        ++numFlipped;
      }
      dot->setAttr(kTileAttrName, StringAttr::get(&getContext(), tile->name));
      ++numTiled;
      if (tile->saturatesPairs)
        ++numSaturating;
    });
  }
};

} // namespace
