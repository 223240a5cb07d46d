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
#include "qnn/CodeGen/Target.h"
#include "qnn/Conversion/ElementBodies.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNPACKCONTRACTIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// The rescale to fuse into the epilogue of `dot`: its only reader, with
/// parameters that are the same for all rows.
static RescaleOp getFusableRescale(const Contraction &contraction) {
  if (!contraction.op->hasOneUse())
    return nullptr;
  auto rescale = dyn_cast<RescaleOp>(*contraction.op->user_begin());
  if (!rescale)
    return nullptr;
  RescaleParameters parameters =
      getRescaleParameters(rescale, /*target=*/nullptr);
  if (!parameters.getChannels().empty() &&
      rescale.getAxis() != std::optional<int64_t>(contraction.getChannelAxis()))
    return nullptr;
  return rescale;
}

namespace {
/// What follows the sums of a contraction without going to memory.
struct Epilogue {
  /// Null if there is none, and if there is none then nothing else either.
  RescaleOp rescale;
  RescaleParameters parameters;
  LookupOp lookup;
  /// An elementwise op on the result and on other tensors of its shape, such as
  /// the sum at the end of a residual block.
  linalg::GenericOp elementwise;

  /// All ops, in their order.
  SmallVector<Operation *> getOps() {
    SmallVector<Operation *> ops;
    for (Operation *op : {rescale.getOperation(), lookup.getOperation(),
                          elementwise.getOperation()})
      if (op)
        ops.push_back(op);
    return ops;
  }
  /// What the elementwise op takes the result from.
  Operation *getProducer() {
    return lookup ? lookup.getOperation() : rescale.getOperation();
  }
};
} // namespace

/// True for an op on scalars that the body of a packed op can hold.
static bool isScalarArithmetic(Operation &op) {
  return isa<ApplyFloatMultiplierOp, ApplyMultiplierOp, LookupOp>(op) ||
         (isa<arith::ArithDialect>(op.getDialect()) && isPure(&op));
}

/// The elementwise op to fuse: the only reader of `value`, which it reads once,
/// element by element like all that it reads, to integers.
static linalg::GenericOp getFusableElementwise(Value value) {
  if (!value.hasOneUse())
    return nullptr;
  auto op = dyn_cast<linalg::GenericOp>(*value.user_begin());
  if (!op || op.getNumDpsInits() != 1 || !op.hasPureTensorSemantics() ||
      op.getNumLoops() != op.getNumParallelLoops() ||
      cast<RankedTensorType>(op.getResult(0).getType()).getShape() !=
          cast<RankedTensorType>(value.getType()).getShape())
    return nullptr;
  auto type = dyn_cast<IntegerType>(getElementTypeOrSelf(op.getResult(0)));
  if (!type || type.getWidth() > 32 ||
      !llvm::all_of(op.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isIdentity(); }))
    return nullptr;
  Block &body = *op.getBody();
  bool readsIntegers = llvm::all_of(body.getArgumentTypes(),
                                    [](Type type) { return type.isInteger(); });
  bool readsOutput = !body.getArguments().back().use_empty();
  if (!readsIntegers || readsOutput ||
      !llvm::all_of(body.without_terminator(), isScalarArithmetic))
    return nullptr;
  return op;
}

static Epilogue getEpilogue(const Contraction &contraction) {
  Epilogue epilogue;
  epilogue.rescale = getFusableRescale(contraction);
  if (!epilogue.rescale)
    return epilogue;
  epilogue.parameters =
      getRescaleParameters(epilogue.rescale, getTargetOf(epilogue.rescale));
  Value result = epilogue.rescale.getOutput();
  if (result.hasOneUse())
    epilogue.lookup = dyn_cast<LookupOp>(*result.user_begin());
  if (epilogue.lookup)
    result = epilogue.lookup.getOutput();
  if (!contraction.isDepthwise())
    epilogue.elementwise = getFusableElementwise(result);
  return epilogue;
}

/// The op whose result a packed op takes the place of.
static Operation *getLastOp(const Contraction &contraction, Epilogue epilogue) {
  SmallVector<Operation *> ops = epilogue.getOps();
  return ops.empty() ? contraction.op : ops.back();
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

/// `value` with all axes but those from `firstColumnAxis` on made one, and
/// those as well: lines of columns.
static Value collapseToMatrix(OpBuilder &builder, Location loc, Value value,
                              int64_t firstColumnAxis) {
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getRank() == 2)
    return value;
  SmallVector<ReassociationIndices> groups(2);
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    groups[axis < firstColumnAxis ? 0 : 1].push_back(axis);
  return tensor::CollapseShapeOp::create(builder, loc, value, groups);
}

/// An NxHxWxC `input` with enough columns on the right that runs of `window`,
/// made as long as steps of `depth`, end inside of their line. Where the input
/// is padded already, it is padded more.
static Value widenLines(OpBuilder &builder, Location loc, Value input,
                        WindowAttr window, int64_t outputWidth, int64_t depth) {
  auto type = cast<RankedTensorType>(input.getType());
  int64_t numChannels = type.getDimSize(3);
  int64_t end = (outputWidth - 1) * window.getColumnStride() +
                (window.getRuns() - 1) * window.getRunDilation() +
                llvm::alignTo(window.getLength(), depth);
  int64_t missing = end - type.getDimSize(2) * numChannels;
  if (missing <= 0)
    return input;
  int64_t extra = llvm::divideCeil(missing, numChannels);
  SmallVector<int64_t> shape(type.getShape());
  shape[2] += extra;
  SmallVector<OpFoldResult> none(4, builder.getIndexAttr(0)), low = none,
                                                              high = none;
  Value source = input, value;
  auto pad = input.getDefiningOp<tensor::PadOp>();
  if (pad && pad.getConstantPaddingValue() && pad.getResultType().hasRank() &&
      !ShapedType::isDynamic(pad.getStaticHigh()[2])) {
    source = pad.getSource();
    value = pad.getConstantPaddingValue();
    low = pad.getMixedLowPad();
    high = pad.getMixedHighPad();
    extra += pad.getStaticHigh()[2];
  } else {
    value = arith::ConstantOp::create(
        builder, loc, builder.getIntegerAttr(type.getElementType(), 0));
  }
  high[2] = builder.getIndexAttr(extra);
  return tensor::PadOp::create(builder, loc, type.clone(shape), source, low,
                               high, value);
}

/// The input as a matrix; without a window, with rows as long as the tile's
/// steps.
static Value prepareInput(OpBuilder &builder, const Contraction &contraction,
                          const Tile &tile) {
  Location loc = contraction.op->getLoc();
  WindowAttr window = contraction.getWindow();
  Value input = contraction.getInput();
  if (window)
    input = widenLines(
        builder, loc, input, window,
        cast<ShapedType>(contraction.op->getResult(0).getType()).getDimSize(2),
        tile.depth);
  int64_t rank = cast<ShapedType>(input.getType()).getRank();
  input = collapseToMatrix(builder, loc, input, window ? 2 : rank - 1);
  auto type = cast<RankedTensorType>(input.getType());
  int64_t padding =
      llvm::alignTo(type.getDimSize(1), tile.depth) - type.getDimSize(1);
  if (window || padding == 0)
    return input;
  auto padded = type.clone({type.getDimSize(0), type.getDimSize(1) + padding});
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getIntegerAttr(type.getElementType(), 0));
  OpFoldResult none = builder.getIndexAttr(0);
  return tensor::PadOp::create(builder, loc, padded, input, {none, none},
                               {none, builder.getIndexAttr(padding)}, zero);
}

/// The type of a `qnn.packed_dot` whose result takes the place of `type`.
static RankedTensorType getPackedType(const Contraction &contraction,
                                      RankedTensorType type) {
  if (contraction.getWindow() || type.getRank() == 2)
    return type;
  int64_t numChannels = type.getShape().back();
  return type.clone({type.getNumElements() / numChannels, numChannels});
}

/// What no sum of products and bias exceeds in magnitude; nullopt if the bias
/// is not known, or row sums are subtracted.
static std::optional<int64_t> getMagnitude(const Contraction &contraction,
                                           const WeightMatrix &weights) {
  DenseIntElementsAttr bias;
  if (contraction.getRowSums() ||
      !matchPattern(contraction.getBias(), m_Constant(&bias)))
    return std::nullopt;
  IntegerRange range =
      getByteRange(contraction.getInput(), contraction.getInputSignedness());
  int64_t inputMagnitude = std::max(std::abs(range.min), std::abs(range.max));
  int64_t magnitude = 0;
  for (auto [n, value] : llvm::enumerate(bias.getValues<int32_t>())) {
    int64_t sum = std::abs(int64_t(value));
    for (int64_t k = 0; k < weights.columns; ++k)
      sum += inputMagnitude * std::abs(int64_t(weights.at(n, k)));
    magnitude = std::max(magnitude, sum);
  }
  return magnitude;
}

/// The tensors that the elementwise op of `epilogue` reads beside the
/// contraction's result.
static SmallVector<Value> getElements(Epilogue epilogue) {
  SmallVector<Value> elements;
  if (epilogue.elementwise)
    for (Value input : epilogue.elementwise.getInputs())
      if (input.getDefiningOp() != epilogue.getProducer())
        elements.push_back(input);
  return elements;
}

/// What the body of `op` computes of `result`, in the place of the operand that
/// `producer` yields, and of `elements`.
static Value cloneBody(OpBuilder &builder, linalg::GenericOp op,
                       Operation *producer, Value result, ValueRange elements) {
  IRMapping mapping;
  for (auto [input, argument] :
       llvm::zip(op.getInputs(), op.getBody()->getArguments())) {
    bool isResult = input.getDefiningOp() == producer;
    mapping.map(argument, isResult ? result : elements.front());
    if (!isResult)
      elements = elements.drop_front();
  }
  for (Operation &scalar : op.getBody()->without_terminator()) {
    // The body of a packed op has constants of its own.
    for (Value operand : scalar.getOperands())
      if (!mapping.contains(operand))
        builder.clone(*operand.getDefiningOp(), mapping);
    builder.clone(scalar, mapping);
  }
  return mapping.lookup(op.getBody()->getTerminator()->getOperand(0));
}

/// Fills `region` with the body of a packed op: bias, row-sum term, and
/// `epilogue`. Its arguments are the accumulator, the channel
/// values (bias, weight zero point if there is a row sum, parameters of the
/// rescale), the row sum, elements. `magnitude` is what |accumulator + bias| is
/// known not to exceed.
static void buildBody(Region &region, Location loc, size_t numChannels,
                      bool hasRowSums, Epilogue epilogue,
                      std::optional<int64_t> magnitude) {
  Block &body = region.emplaceBlock();
  OpBuilder builder = OpBuilder::atBlockEnd(&body);
  size_t numNumbers = 1 + numChannels + hasRowSums;
  for (size_t i = 0; i < numNumbers; ++i)
    body.addArgument(builder.getI32Type(), loc);
  for (Value element : getElements(epilogue))
    body.addArgument(getElementTypeOrSelf(element), loc);
  ValueRange arguments = body.getArguments().take_front(numNumbers);
  ValueRange elements = body.getArguments().drop_front(numNumbers);
  ValueRange channels = arguments.slice(1, numChannels);

  Value value =
      arith::AddIOp::create(builder, loc, arguments.front(), channels.front());
  channels = channels.drop_front();
  if (hasRowSums) {
    Value term =
        arith::MulIOp::create(builder, loc, arguments.back(), channels.front());
    value = arith::SubIOp::create(builder, loc, value, term);
    channels = channels.drop_front();
  }
  if (epilogue.rescale)
    value = emitRescale(builder, loc, epilogue.rescale, value,
                        epilogue.parameters, channels, magnitude);
  if (LookupOp lookup = epilogue.lookup)
    value =
        LookupOp::create(builder, loc, getElementTypeOrSelf(lookup.getOutput()),
                         value, lookup.getTable());
  if (epilogue.elementwise)
    value = cloneBody(builder, epilogue.elementwise, epilogue.getProducer(),
                      value, elements);
  YieldOp::create(builder, loc, value);
}

namespace {

struct PackContractions
    : public qnn::impl::QnnPackContractionsBase<PackContractions> {
  void runOnOperation() override {
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      if (isa<DotOp, ConvOp>(op) && op->hasAttr(kTileAttrName))
        ops.push_back(op);
    });
    // Readers first: they look at the rescales that their inputs come from.
    for (Operation *op : llvm::reverse(ops))
      if (failed(pack(op)))
        return signalPassFailure();
  }

  LogicalResult pack(Operation *op);
  Value packDot(OpBuilder &builder, const Contraction &contraction,
                const Tile &tile, const WeightMatrix &weights,
                Epilogue epilogue);
  FailureOr<Value> packDepthwise(OpBuilder &builder,
                                 const Contraction &contraction,
                                 const Tile &tile, const WeightMatrix &weights,
                                 Epilogue epilogue);
};

} // namespace

LogicalResult PackContractions::pack(Operation *op) {
  auto name = op->getAttrOfType<StringAttr>(kTileAttrName);
  const Tile *tile = name ? lookupTile(name) : nullptr;
  if (!tile)
    return op->emitOpError("expected attribute 'qnn.tile' to name a tile");
  FailureOr<Contraction> contraction = getContraction(op);
  if (failed(contraction))
    return op->emitOpError("expected constant weights, of one group, for tile ")
           << name;
  if (tile->inputSignedness &&
      *tile->inputSignedness != contraction->getInputSignedness())
    return op->emitOpError("expected the input signedness of tile ") << name;
  WeightMatrix weights = getWeights(*contraction, tile->depth, tile->steps);
  if (!holdsWeights(*tile, weights))
    return op->emitOpError("expected weights of 8 bits for tile ") << name;

  if (!contraction->isDepthwise() &&
      !canPack(*contraction, *tile, weights,
               getByteRange(contraction->getInput(),
                            contraction->getInputSignedness())))
    return op->emitOpError("expected products whose sums fit 16 bits for "
                           "tile ")
           << name;

  Epilogue epilogue = getEpilogue(*contraction);
  Operation *last = getLastOp(*contraction, epilogue);
  OpBuilder builder(last);
  FailureOr<Value> result =
      contraction->isDepthwise()
          ? packDepthwise(builder, *contraction, *tile, weights, epilogue)
          : packDot(builder, *contraction, *tile, weights, epilogue);
  if (failed(result))
    return failure();
  last->replaceAllUsesWith(ValueRange(*result));
  SmallVector<Operation *> fusedOps = epilogue.getOps();
  for (Operation *fused : llvm::reverse(fusedOps)) {
    fused->erase();
    ++numFused;
  }
  op->erase();
  ++numPacked;
  return success();
}

/// A constant of `value`; null if that is.
static Value createConstant(OpBuilder &builder, Location loc, TypedAttr value) {
  return value ? arith::ConstantOp::create(builder, loc, value).getResult()
               : Value();
}

/// What the epilogue needs of each channel, all of rank 1.
static SmallVector<Value> getChannels(OpBuilder &builder,
                                      const Contraction &contraction,
                                      Epilogue epilogue) {
  SmallVector<Value> channels = {contraction.getBias()};
  if (contraction.getRowSums())
    channels.push_back(contraction.getWeightZeroPoints());
  if (epilogue.rescale)
    for (DenseIntElementsAttr parameter : epilogue.parameters.getChannels())
      channels.push_back(
          createConstant(builder, contraction.op->getLoc(), parameter));
  return channels;
}

static RankedTensorType getResultType(const Contraction &contraction,
                                      Epilogue epilogue) {
  Operation *last = getLastOp(contraction, epilogue);
  return cast<RankedTensorType>(last->getResult(0).getType());
}

Value PackContractions::packDot(OpBuilder &builder,
                                const Contraction &contraction,
                                const Tile &tile, const WeightMatrix &weights,
                                Epilogue epilogue) {
  Location loc = contraction.op->getLoc();
  int64_t paddedSize = llvm::alignTo(weights.rows, tile.lanes);
  std::optional<int64_t> magnitude = getMagnitude(contraction, weights);
  Value input = prepareInput(builder, contraction, tile);
  PackedWeights packedWeights = packWeights(
      contraction, tile, weights,
      getByteRange(contraction.getInput(), contraction.getInputSignedness()),
      cast<ShapedType>(input.getType()).getDimSize(1));
  SmallVector<Value> channels = getChannels(builder, contraction, epilogue);
  for (Value &channel : channels)
    channel = padChannels(builder, loc, channel, paddedSize);
  SmallVector<Value> rows;
  if (contraction.getRowSums())
    rows.push_back(contraction.getRowSums());

  RankedTensorType type = getResultType(contraction, epilogue);
  RankedTensorType packedType = getPackedType(contraction, type);
  SmallVector<Value> elements = getElements(epilogue);
  if (packedType != type)
    for (Value &element : elements)
      element = collapseToMatrix(builder, loc, element, type.getRank() - 1);
  Value mainWeights = createConstant(builder, loc, packedWeights.weights);
  Value positions = createConstant(builder, loc, packedWeights.positions);
  Value sections = createConstant(builder, loc, packedWeights.sections);
  SignednessAttr signedness;
  if (tile.elementWidth != 8)
    signedness = SignednessAttr::get(builder.getContext(),
                                     contraction.getInputSignedness());
  auto packed = PackedDotOp::create(
      builder, loc, packedType, input, mainWeights, positions, sections,
      channels, rows, elements, builder.getStringAttr(tile.name),
      builder.getI64IntegerAttr(packedWeights.panels), contraction.getWindow(),
      signedness);
  buildBody(packed.getBody(), loc, channels.size(),
            /*hasRowSums=*/!rows.empty(), epilogue, magnitude);

  numSteps += packedWeights.numSteps;
  numSplits += packedWeights.numSplits;
  remark::passed(loc,
                 remark::RemarkOpts::name("packed").category(getArgument()))
      << remark::metric("Tile", tile.name)
      << remark::metric("Steps", packedWeights.numSteps)
      << remark::metric("Splits", packedWeights.numSplits);
  if (packed.getType() == type)
    return packed;
  return tensor::ExpandShapeOp::create(
      builder, loc, type, packed,
      ArrayRef<ReassociationIndices>{{0, 1, 2}, {3}});
}

FailureOr<Value> PackContractions::packDepthwise(OpBuilder &builder,
                                                 const Contraction &contraction,
                                                 const Tile &tile,
                                                 const WeightMatrix &weights,
                                                 Epilogue epilogue) {
  Location loc = contraction.op->getLoc();
  auto conv = cast<ConvOp>(contraction.op);
  DepthwiseLayout layout = getDepthwiseLayout(tile, conv);
  std::optional<DenseElementsAttr> packedWeights = packDepthwiseWeights(
      builder.getContext(), tile, layout, weights,
      getByteRange(conv.getInput(), conv.getInputSignedness()));
  if (!packedWeights)
    return conv.emitOpError("expected weights of which no pairs saturate or "
                            "overflow for tile ")
           << tile.name;
  SmallVector<Value> channels = getChannels(builder, contraction, epilogue);
  for (Value &channel : channels) {
    DenseIntElementsAttr values;
    if (!matchPattern(channel, m_Constant(&values)))
      return conv.emitOpError("expected a constant bias for tile ")
             << tile.name;
    channel =
        createConstant(builder, loc, packDepthwiseChannels(layout, values));
  }
  auto packed = PackedDepthwiseOp::create(
      builder, loc, getResultType(contraction, epilogue), conv.getInput(),
      createConstant(builder, loc, *packedWeights), channels, tile.name,
      conv.getInputSignedness(),
      ArrayRef<int64_t>{layout.numRows, layout.numColumns}, conv.getStrides(),
      conv.getDilations());
  buildBody(packed.getBody(), loc, channels.size(), /*hasRowSums=*/false,
            epilogue, getMagnitude(contraction, weights));

  int64_t numUnitSteps =
      layout.numUnits * layout.numColumns * layout.getNumSlots();
  numSteps += numUnitSteps;
  remark::passed(loc,
                 remark::RemarkOpts::name("packed").category(getArgument()))
      << remark::metric("Tile", tile.name)
      << remark::metric("Steps", numUnitSteps) << remark::metric("Splits", 0);
  return packed.getResult();
}
