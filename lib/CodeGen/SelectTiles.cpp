//===- SelectTiles.cpp - Choose instructions ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reshapes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
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
static IntegerRange getTileInputRange(const Contraction &contraction,
                                      const Tile &tile) {
  Signedness signedness = contraction.getInputSignedness();
  IntegerRange range = getByteRange(contraction.getInput(), signedness);
  if (!tile.inputSignedness || *tile.inputSignedness == signedness)
    return range;
  int64_t offset = *tile.inputSignedness == Signedness::Unsigned ? 128 : -128;
  return {range.min + offset, range.max + offset};
}

static bool isSuitableForDepthwise(const Contraction &contraction,
                                   const Tile &tile,
                                   const WeightMatrix &weights) {
  auto conv = cast<ConvOp>(contraction.op);
  return weights.columns <= kMaxDepthwiseTaps &&
         matchPattern(contraction.getBias(), m_Constant()) &&
         packDepthwiseWeights(conv.getContext(), tile,
                              getDepthwiseLayout(tile, conv), weights,
                              getTileInputRange(contraction, tile));
}

/// True for a part of another tensor, whose elements may be apart in memory.
static bool isSlice(Value value) {
  return skipReshapes(value).getDefiningOp<tensor::ExtractSliceOp>() != nullptr;
}

/// Registers that are tables read the input in rows of memory, and for a single
/// row are no use.
static bool isSuitableForMatrix(const Contraction &contraction,
                                const Tile &tile, const WeightMatrix &weights) {
  return !contraction.isDepthwise() && weights.columns > 0 &&
         weights.rows > 0 && contraction.getNumLines() > 0 &&
         contraction.getNumRows() > 1 && !isSlice(contraction.getInput()) &&
         tile.inputSignedness == contraction.getInputSignedness();
}

/// True if `tile`, which takes two rows at once and twice the depth of the tile
/// of one row, takes fewer steps than that, in spite of the zeros it adds.
static bool isWorthPairing(const Contraction &contraction, const Tile &tile) {
  if (contraction.isDepthwise() ||
      tile.inputSignedness != contraction.getInputSignedness() ||
      !canPairRows(tile, contraction.getWindow()))
    return false;
  int64_t numRows = contraction.getNumRows();
  int64_t columns = getWeights(contraction, tile.depth).columns;
  int64_t columnsOfOne = getWeights(contraction, tile.depth / 2).columns;
  int64_t numPaired = llvm::alignTo(numRows, 2);
  return numPaired * columns < 2 * numRows * columnsOfOne;
}

/// True if `tile` can compute the contraction exactly, and is worth it where it
/// takes two rows.
static bool isSuitable(const Contraction &contraction, const Tile &tile) {
  WeightMatrix weights = getWeights(contraction, tile.depth);
  if (!holdsWeights(tile, weights))
    return false;
  if (tile.isMatrix())
    return isSuitableForMatrix(contraction, tile, weights);
  if (tile.rowsPerStep == 2)
    return isWorthPairing(contraction, tile);
  if (contraction.isDepthwise())
    return isSuitableForDepthwise(contraction, tile, weights);
  return canPack(contraction, tile, weights,
                 getTileInputRange(contraction, tile));
}

static double estimateCycles(const Contraction &contraction, const Tile &tile) {
  return estimateCycles(contraction, tile,
                        getWeights(contraction, tile.depth, tile.steps),
                        getTileInputRange(contraction, tile));
}

/// Of the tiles of one row the first that is suitable. Where that has a price,
/// to split and arrange steps whose sums could leave 16 bits or to pair rows
/// ahead, the cheapest of those up to the first that has none.
static const Tile *chooseVectorTile(const Contraction &contraction,
                                    ArrayRef<const Tile *> suitable) {
  const Tile *best = nullptr;
  double leastCycles = 0;
  for (const Tile *tile : suitable) {
    if (tile->isMatrix())
      continue;
    bool hasPrice = tile->canOverflow() || tile->pairsRowsAhead();
    if (!best && (!hasPrice || contraction.isDepthwise()))
      return tile;
    double cycles = estimateCycles(contraction, *tile);
    if (!best || cycles < leastCycles) {
      best = tile;
      leastCycles = cycles;
    }
    if (!hasPrice)
      break;
  }
  return best;
}

/// The first tile of several rows, if it is cheaper than the one of one row.
static const Tile *chooseTile(const Contraction &contraction,
                              ArrayRef<const Tile *> tiles) {
  auto suitable = llvm::filter_to_vector(
      tiles, [&](const Tile *tile) { return isSuitable(contraction, *tile); });
  const Tile *vector = chooseVectorTile(contraction, suitable);
  if (suitable.empty() || !suitable.front()->isMatrix() || !vector)
    return vector;
  const Tile *matrix = suitable.front();
  return estimateCycles(contraction, *matrix) <
                 estimateCycles(contraction, *vector)
             ? matrix
             : vector;
}

/// The bias to which `offset[n] = -difference * sum_k w[n,k]` is added.
static Value adjustBias(OpBuilder &builder, const Contraction &contraction,
                        int64_t difference) {
  WeightMatrix weights = getWeights(contraction, /*depth=*/1);
  SmallVector<int32_t> offsets;
  for (int64_t n = 0; n < weights.rows; ++n) {
    int64_t sum = 0;
    for (int64_t k = 0; k < weights.columns; ++k)
      sum += weights.at(n, k);
    offsets.push_back(static_cast<int32_t>(-difference * sum));
  }
  Location loc = contraction.op->getLoc();
  DenseIntElementsAttr bias;
  bool isConstant = matchPattern(contraction.getBias(), m_Constant(&bias));
  if (isConstant)
    for (auto [offset, value] :
         llvm::zip_equal(offsets, bias.getValues<int32_t>()))
      offset = static_cast<int32_t>(int64_t(offset) + value);
  Value constant = arith::ConstantOp::create(builder, loc,
                                             builder.getI32TensorAttr(offsets));
  if (isConstant)
    return constant;
  return arith::AddIOp::create(builder, loc, contraction.getBias(), constant);
}

/// `value` with the sign flipped: in front of a constant padding, so that the
/// flip gets next to the rescale that takes it in.
static Value createFlip(OpBuilder &builder, Location loc, Value value) {
  auto pad = value.getDefiningOp<tensor::PadOp>();
  APInt padding;
  if (!pad || !pad.getConstantPaddingValue() ||
      !matchPattern(pad.getConstantPaddingValue(), m_ConstantInt(&padding)))
    return FlipSignOp::create(builder, loc, value.getType(), value);
  Value source = FlipSignOp::create(builder, loc, pad.getSource().getType(),
                                    pad.getSource());
  Value flipped = arith::ConstantOp::create(
      builder, loc,
      builder.getIntegerAttr(builder.getI8Type(),
                             padding ^ APInt::getSignMask(8)));
  return tensor::PadOp::create(builder, loc, pad.getResultType(), source,
                               pad.getMixedLowPad(), pad.getMixedHighPad(),
                               flipped);
}

static void flipInput(const Contraction &contraction, Signedness signedness) {
  Operation *op = contraction.op;
  OpBuilder builder(op);
  int64_t difference = signedness == Signedness::Unsigned ? 128 : -128;
  Value bias = adjustBias(builder, contraction, difference);
  Value input = createFlip(builder, op->getLoc(), contraction.getInput());
  if (auto dot = dyn_cast<DotOp>(op)) {
    dot.getInputMutable().assign(input);
    dot.getBiasMutable().assign(bias);
    dot.setInputSignedness(signedness);
    return;
  }
  auto conv = cast<ConvOp>(op);
  conv.getInputMutable().assign(input);
  conv.getBiasMutable().assign(bias);
  conv.setInputSignedness(signedness);
}

namespace {

struct SelectTiles : public qnn::impl::QnnSelectTilesBase<SelectTiles> {
  using Base::Base;

  void runOnOperation() override {
    FailureOr<SmallVector<const Tile *>> choice = getChoice();
    if (failed(choice))
      return signalPassFailure();
    getOperation()->walk([&](Operation *op) {
      FailureOr<Contraction> contraction = getContraction(op);
      if (failed(contraction))
        return;
      const Tile *tile = chooseTile(*contraction, *choice);
      if (!tile)
        return;
      if (tile->inputSignedness &&
          *tile->inputSignedness != contraction->getInputSignedness()) {
        flipInput(*contraction, *tile->inputSignedness);
        ++numFlipped;
      }
      op->setAttr(kTileAttrName, StringAttr::get(&getContext(), tile->name));
      ++numTiled;
      if (tile->canOverflow())
        ++numProven;
    });
  }

  /// The tiles that the target has, or those of `tiles` that it has.
  FailureOr<SmallVector<const Tile *>> getChoice();
};

} // namespace

FailureOr<SmallVector<const Tile *>> SelectTiles::getChoice() {
  for (StringRef name : tiles)
    if (!lookupTile(name))
      return emitError(UnknownLoc::get(&getContext()))
             << "expected the name of a tile, but got '" << name << "'";
  TargetAttr target = getTargetOf(getOperation());
  SmallVector<const Tile *> choice;
  for (const Tile &tile : getTiles())
    if (hasFeature(target, tile.feature) &&
        (tiles.empty() || llvm::is_contained(tiles, tile.name)))
      choice.push_back(&tile);
  return choice;
}
