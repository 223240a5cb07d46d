//===- PackContractions.cpp - Pack weights, fuse epilogues ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Remarks.h"
#include "qnn/CodeGen/Packing.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/Conversion/ElementBodies.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNPACKCONTRACTIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// The rescale to fuse into the epilogue of `dot`: its only reader, with
/// parameters that are the same for all rows.
static RescaleOp getFusableRescale(DotOp dot) {
  if (!dot->hasOneUse())
    return nullptr;
  auto rescale = dyn_cast<RescaleOp>(*dot->user_begin());
  if (!rescale || (!getChannelParameters(rescale).empty() &&
                   rescale.getAxis() != std::optional<int64_t>(1)))
    return nullptr;
  return rescale;
}

/// `value` (rank 1, i32) with zeros appended up to `size` elements.
static Value padChannels(OpBuilder &builder, Location loc, Value value,
                         int64_t size) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getDimSize(0) == size)
    return value;
  DenseIntElementsAttr constant;
  if (matchPattern(value, m_Constant(&constant))) {
    auto values = llvm::to_vector(constant.getValues<int32_t>());
    values.resize(size, 0);
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI32TensorAttr(values));
  }
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(0));
  return tensor::PadOp::create(
      builder, loc, type.clone(size), value, {builder.getIndexAttr(0)},
      {builder.getIndexAttr(size - type.getDimSize(0))}, zero);
}

/// The input with the elements that `tile` takes, and rows as long as its
/// steps.
static Value prepareInput(OpBuilder &builder, DotOp dot, const Tile &tile) {
  Location loc = dot.getLoc();
  Value input = dot.getInput();
  RankedTensorType type = dot.getInput().getType();
  if (tile.elementWidth != 8) {
    type = cast<RankedTensorType>(
        type.clone(builder.getIntegerType(tile.elementWidth)));
    if (dot.getInputSignedness() == Signedness::Signed)
      input = arith::ExtSIOp::create(builder, loc, type, input);
    else
      input = arith::ExtUIOp::create(builder, loc, type, input);
  }
  int64_t padding =
      llvm::alignTo(type.getDimSize(1), tile.depth) - type.getDimSize(1);
  if (padding == 0)
    return input;
  auto padded = type.clone({type.getDimSize(0), type.getDimSize(1) + padding});
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getIntegerAttr(type.getElementType(), 0));
  OpFoldResult none = builder.getIndexAttr(0);
  return tensor::PadOp::create(builder, loc, padded, input, {none, none},
                               {none, builder.getIndexAttr(padding)}, zero);
}

/// Fills the body: bias, row-sum term, and `rescale` if there is one. Its
/// arguments are those of `qnn.packed_dot`: the accumulator, the channel values
/// (bias, weight zero point if any, parameters of the rescale), the row values.
static void buildBody(PackedDotOp packed, bool hasRowSums, RescaleOp rescale) {
  Block &body = packed.getBody().emplaceBlock();
  Location loc = packed.getLoc();
  OpBuilder builder = OpBuilder::atBlockEnd(&body);
  Type i32 = builder.getI32Type();
  Value value = body.addArgument(i32, loc);
  size_t numChannels = packed.getChannels().size();
  for (size_t i = 0, e = numChannels + packed.getRows().size(); i < e; ++i)
    body.addArgument(i32, loc);
  ValueRange arguments = body.getArguments();
  ValueRange channels = arguments.slice(1, numChannels);

  value = arith::AddIOp::create(builder, loc, value, channels.front());
  channels = channels.drop_front();
  if (hasRowSums) {
    Value term =
        arith::MulIOp::create(builder, loc, arguments.back(), channels.front());
    value = arith::SubIOp::create(builder, loc, value, term);
    channels = channels.drop_front();
  }
  if (rescale)
    value = emitRescale(builder, loc, rescale, value, channels);
  YieldOp::create(builder, loc, value);
}

namespace {

struct PackContractions
    : public qnn::impl::QnnPackContractionsBase<PackContractions> {
  void runOnOperation() override {
    SmallVector<DotOp> dots;
    getOperation()->walk([&](DotOp dot) {
      if (dot->hasAttr(kTileAttrName))
        dots.push_back(dot);
    });
    // Readers first: they look at the rescales that their inputs come from.
    for (DotOp dot : llvm::reverse(dots))
      if (failed(pack(dot)))
        return signalPassFailure();
  }

  LogicalResult pack(DotOp dot);
};

} // namespace

LogicalResult PackContractions::pack(DotOp dot) {
  auto name = dot->getAttrOfType<StringAttr>(kTileAttrName);
  const Tile *tile = name ? lookupTile(name) : nullptr;
  if (!tile)
    return dot.emitOpError("expected attribute 'qnn.tile' to name a tile");
  if (tile->inputSignedness &&
      *tile->inputSignedness != dot.getInputSignedness())
    return dot.emitOpError("expected the input signedness of tile ") << name;
  if (tile->elementWidth == 8 &&
      dot.getWeightsSignedness() != Signedness::Signed)
    return dot.emitOpError("expected signed weights for tile ") << name;
  FailureOr<WeightMatrix> weights = getConstantWeights(dot, tile->depth);
  if (failed(weights))
    return dot.emitOpError("expected constant weights for tile ") << name;

  Location loc = dot.getLoc();
  MLIRContext *context = dot.getContext();
  PackedWeights packedWeights =
      packWeights(context, *tile, *weights,
                  getByteRange(dot.getInput(), dot.getInputSignedness()));
  RescaleOp rescale = getFusableRescale(dot);
  Operation *last = rescale ? rescale.getOperation() : dot.getOperation();
  OpBuilder builder(last);
  auto createConstant = [&](TypedAttr value) -> Value {
    return value ? arith::ConstantOp::create(builder, loc, value).getResult()
                 : Value();
  };

  int64_t paddedSize = llvm::alignTo(weights->rows, tile->lanes);
  SmallVector<Value> channels = {dot.getBias()}, rows;
  if (dot.getRowSums()) {
    channels.push_back(dot.getWeightZeroPoints());
    rows.push_back(dot.getRowSums());
  }
  if (rescale)
    for (DenseIntElementsAttr parameter : getChannelParameters(rescale))
      channels.push_back(createConstant(parameter));
  for (Value &channel : channels)
    channel = padChannels(builder, loc, channel, paddedSize);

  auto packed = PackedDotOp::create(
      builder, loc, last->getResult(0).getType(),
      prepareInput(builder, dot, *tile), createConstant(packedWeights.weights),
      createConstant(packedWeights.outlierWeights),
      createConstant(packedWeights.outlierSteps),
      createConstant(packedWeights.outlierBegin), channels, rows, name,
      builder.getI64IntegerAttr(packedWeights.panels));
  buildBody(packed, /*hasRowSums=*/!rows.empty(), rescale);

  last->replaceAllUsesWith(packed);
  if (rescale) {
    rescale.erase();
    ++numFused;
  }
  dot.erase();
  ++numPacked;
  int64_t numGroups =
      llvm::divideCeil(paddedSize / tile->lanes, packedWeights.panels);
  numSteps += packedWeights.numSteps * numGroups;
  numOutlierSteps += packedWeights.getNumOutlierSteps();
  remark::passed(loc,
                 remark::RemarkOpts::name("packed").category(getArgument()))
      << remark::metric("Tile", tile->name)
      << remark::metric("Steps", packedWeights.numSteps * numGroups)
      << remark::metric("OutlierSteps", packedWeights.getNumOutlierSteps());
  return success();
}
