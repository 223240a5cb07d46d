//===- QnnToLinalg.cpp - Integer tier to linalg -----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Func/Transforms/FuncConversions.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"
#include "mlir/Transforms/DialectConversion.h"
#include "qnn/Conversion/ElementBodies.h"
#include "qnn/Conversion/Passes.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNCONVERTTOLINALG
#include "qnn/Conversion/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Helpers
//===----------------------------------------------------------------------===//

/// The map from the iteration space of a rank-`rank` tensor to the channel.
static AffineMap getChannelMap(MLIRContext *context, int64_t rank,
                               int64_t axis) {
  return AffineMap::get(rank, 0, getAffineDimExpr(axis, context));
}

using ElementBuilder =
    llvm::function_ref<Value(OpBuilder &, Location, ValueRange)>;

/// An elementwise linalg.generic: `body` maps an element of `input` and its
/// channel's values of `channelTensors` (which vary along `axis`) to an element
/// of the result.
static Value createElementwise(OpBuilder &builder, Location loc,
                               RankedTensorType resultType, Value input,
                               ValueRange channelTensors, int64_t axis,
                               ElementBuilder body) {
  MLIRContext *context = builder.getContext();
  int64_t rank = resultType.getRank();
  AffineMap identity = AffineMap::getMultiDimIdentityMap(rank, context);
  SmallVector<AffineMap> maps = {identity};
  maps.append(channelTensors.size(), channelTensors.empty()
                                         ? AffineMap()
                                         : getChannelMap(context, rank, axis));
  maps.push_back(identity);
  SmallVector<Value> inputs = {input};
  llvm::append_range(inputs, channelTensors);
  Value empty = tensor::EmptyOp::create(builder, loc, resultType.getShape(),
                                        resultType.getElementType());
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, loc, resultType, inputs, empty, maps, iterators,
      [&](OpBuilder &b, Location l, ValueRange args) {
        linalg::YieldOp::create(b, l, body(b, l, args.drop_back()));
      });
  return generic.getResult(0);
}

/// The module's target; null if it has none.
static TargetAttr getTarget(Operation *op) {
  return op->getParentOfType<ModuleOp>()->getAttrOfType<TargetAttr>(
      kTargetAttrName);
}

static Value createConstant(OpBuilder &builder, Location loc, TypedAttr value) {
  return arith::ConstantOp::create(builder, loc, value);
}

/// The parameters of quantize or dequantize in the body: constants, or the
/// values of the channel. `channelTensors` receives those that vary.
static SmallVector<Value>
createChannelTensors(OpBuilder &builder, Location loc,
                     const QuantizationParameters &parameters) {
  SmallVector<Value> tensors;
  for (DenseElementsAttr values : {parameters.scales, parameters.zeroPoints})
    if (values.getNumElements() > 1)
      tensors.push_back(createConstant(builder, loc, values));
  return tensors;
}

/// The scale and zero point of the element at hand; `args` are the values of
/// `createChannelTensors`.
static std::pair<Value, Value>
getScaleAndZeroPoint(OpBuilder &builder, Location loc,
                     const QuantizationParameters &parameters,
                     ValueRange args) {
  auto get = [&](DenseElementsAttr values) -> Value {
    if (values.getNumElements() > 1) {
      Value value = args.front();
      args = args.drop_front();
      return value;
    }
    return createConstant(builder, loc,
                          cast<TypedAttr>(*values.value_begin<Attribute>()));
  };
  Value scale = get(parameters.scales);
  return {scale, get(parameters.zeroPoints)};
}

/// Extends a byte to i32 as its signedness says.
static Value extendByte(OpBuilder &builder, Location loc, Value byte,
                        Signedness signedness) {
  if (signedness == Signedness::Signed)
    return arith::ExtSIOp::create(builder, loc, builder.getI32Type(), byte);
  return arith::ExtUIOp::create(builder, loc, builder.getI32Type(), byte);
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {

struct ConvertConstant : OpConversionPattern<ConstantOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(ConstantOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto value = dyn_cast<TypedAttr>(Attribute(op.getValue()));
    if (!value)
      return rewriter.notifyMatchFailure(op, "value has no type");
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, value);
    return success();
  }
};

struct ConvertStorageCast : OpConversionPattern<StorageCastOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(StorageCastOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getInput());
    return success();
  }
};

struct ConvertReshape : OpConversionPattern<ReshapeOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(ReshapeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value input = adaptor.getInput();
    auto inputType = cast<RankedTensorType>(input.getType());
    auto outputType = cast<RankedTensorType>(
        getTypeConverter()->convertType(op.getOutput().getType()));
    // Through one dimension, where upstream folds what need not be there.
    auto flatType = RankedTensorType::get({inputType.getNumElements()},
                                          inputType.getElementType());
    auto allOf = [](int64_t rank) {
      SmallVector<ReassociationIndices> groups;
      if (rank > 0)
        groups.push_back(llvm::to_vector<2>(llvm::seq<int64_t>(0, rank)));
      return groups;
    };
    if (inputType.getRank() == 0)
      input = tensor::ExpandShapeOp::create(rewriter, op.getLoc(), flatType,
                                            input, allOf(0));
    else if (inputType.getRank() > 1)
      input = tensor::CollapseShapeOp::create(
          rewriter, op.getLoc(), flatType, input, allOf(inputType.getRank()));
    if (outputType.getRank() == 0)
      input = tensor::CollapseShapeOp::create(rewriter, op.getLoc(), outputType,
                                              input, allOf(0));
    else if (outputType.getRank() > 1)
      input = tensor::ExpandShapeOp::create(rewriter, op.getLoc(), outputType,
                                            input, allOf(outputType.getRank()));
    rewriter.replaceOp(op, input);
    return success();
  }
};

struct ConvertQuantize : OpConversionPattern<QuantizeOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(QuantizeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    QuantizedTypeInterface type =
        getQuantizedElementType(op.getOutput().getType());
    QuantizeParameters parameters =
        getQuantizeParameters(type, op.getRounding(), getTarget(op));
    auto resultType = cast<RankedTensorType>(
        getTypeConverter()->convertType(op.getOutput().getType()));
    Value result = createElementwise(
        rewriter, op.getLoc(), resultType, adaptor.getInput(),
        createChannelTensors(rewriter, op.getLoc(), parameters),
        type.getQuantizedAxis().value_or(0),
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          auto [scale, zeroPoint] =
              getScaleAndZeroPoint(b, loc, parameters, args.drop_front());
          return emitQuantize(b, loc, args.front(), parameters, scale,
                              zeroPoint, type, op.getRounding());
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertDequantize : OpConversionPattern<DequantizeOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(DequantizeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    QuantizedTypeInterface type =
        getQuantizedElementType(op.getInput().getType());
    QuantizationParameters parameters = getDequantizeParameters(type);
    Value result = createElementwise(
        rewriter, op.getLoc(), op.getOutput().getType(), adaptor.getInput(),
        createChannelTensors(rewriter, op.getLoc(), parameters),
        type.getQuantizedAxis().value_or(0),
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          auto [scale, zeroPoint] =
              getScaleAndZeroPoint(b, loc, parameters, args.drop_front());
          return emitDequantize(b, loc, args.front(),
                                type.getStorage().isSigned, scale, zeroPoint);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertRescale : OpConversionPattern<RescaleOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(RescaleOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    RescaleParameters parameters = getRescaleParameters(op, getTarget(op));
    SmallVector<Value> channelTensors;
    for (DenseIntElementsAttr values : parameters.getChannels())
      channelTensors.push_back(createConstant(rewriter, op.getLoc(), values));
    Value result = createElementwise(
        rewriter, op.getLoc(), op.getOutput().getType(), adaptor.getInput(),
        channelTensors, op.getAxis().value_or(0),
        [&](OpBuilder &b, Location loc, ValueRange args) {
          return emitRescale(b, loc, op, args.front(), parameters,
                             args.drop_front());
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertFlipSign : OpConversionPattern<FlipSignOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(FlipSignOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value result = createElementwise(
        rewriter, op.getLoc(), cast<RankedTensorType>(op.getType()),
        adaptor.getInput(), {}, 0,
        [&](OpBuilder &b, Location loc, ValueRange args) -> Value {
          Value sign =
              arith::ConstantIntOp::create(b, loc, b.getI8Type(), -128);
          return arith::XOrIOp::create(b, loc, args.front(), sign);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertRowSum : OpConversionPattern<RowSumOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(RowSumOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = rewriter.getContext();
    RankedTensorType type = op.getOutput().getType();
    Value zero =
        createConstant(rewriter, loc, DenseElementsAttr::get(type, int32_t(0)));
    SmallVector<AffineMap> maps = {
        AffineMap::getMultiDimIdentityMap(2, context),
        getChannelMap(context, 2, 0)};
    auto generic = linalg::GenericOp::create(
        rewriter, loc, TypeRange(type), adaptor.getInput(), zero, maps,
        {utils::IteratorType::parallel, utils::IteratorType::reduction},
        [&](OpBuilder &b, Location l, ValueRange args) {
          Value element = extendByte(b, l, args[0], op.getSignedness());
          Value sum = arith::AddIOp::create(b, l, args[1], element);
          linalg::YieldOp::create(b, l, sum);
        });
    rewriter.replaceOp(op, generic.getResults());
    return success();
  }
};

struct ConvertDot : OpConversionPattern<DotOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(DotOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = rewriter.getContext();
    AffineExpr m, n, k;
    bindDims(context, m, n, k);
    SmallVector<AffineMap> maps = AffineMap::inferFromExprList(
        ArrayRef<ArrayRef<AffineExpr>>{{m, k}, {n, k}, {m, n}}, context);
    RankedTensorType type = op.getOutput().getType();
    auto generic = linalg::GenericOp::create(
        rewriter, loc, TypeRange(type),
        ValueRange{adaptor.getInput(), adaptor.getWeights()},
        createInitialAccumulator(op, adaptor, rewriter), maps,
        {utils::IteratorType::parallel, utils::IteratorType::parallel,
         utils::IteratorType::reduction},
        [&](OpBuilder &b, Location l, ValueRange args) {
          Value x = extendByte(b, l, args[0], op.getInputSignedness());
          Value w = extendByte(b, l, args[1], op.getWeightsSignedness());
          Value product = arith::MulIOp::create(b, l, x, w);
          Value sum = arith::AddIOp::create(b, l, args[2], product);
          linalg::YieldOp::create(b, l, sum);
        });
    rewriter.replaceOp(op, generic.getResults());
    return success();
  }

private:
  /// bias[n] - row_sums[m] * weight_zero_points[n]
  static Value createInitialAccumulator(DotOp op, OpAdaptor adaptor,
                                        OpBuilder &builder) {
    MLIRContext *context = builder.getContext();
    RankedTensorType type = op.getOutput().getType();
    AffineMap row = getChannelMap(context, 2, 0);
    AffineMap column = getChannelMap(context, 2, 1);
    SmallVector<Value> inputs = {adaptor.getBias()};
    SmallVector<AffineMap> maps = {column};
    if (adaptor.getRowSums()) {
      inputs.append({adaptor.getRowSums(), adaptor.getWeightZeroPoints()});
      maps.append({row, column});
    }
    maps.push_back(AffineMap::getMultiDimIdentityMap(2, context));
    Value empty = tensor::EmptyOp::create(builder, op.getLoc(), type.getShape(),
                                          type.getElementType());
    auto generic = linalg::GenericOp::create(
        builder, op.getLoc(), TypeRange(type), inputs, empty, maps,
        SmallVector<utils::IteratorType>(2, utils::IteratorType::parallel),
        [&](OpBuilder &b, Location l, ValueRange args) {
          Value value = args[0];
          if (inputs.size() > 1)
            value = arith::SubIOp::create(
                b, l, value, arith::MulIOp::create(b, l, args[1], args[2]));
          linalg::YieldOp::create(b, l, value);
        });
    return generic.getResult(0);
  }
};

struct ConvertConv : OpConversionPattern<ConvOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(ConvOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    int64_t numGroups = op.getInput().getType().getDimSize(3) /
                        op.getWeights().getType().getDimSize(3);
    Value input =
        splitAxis(rewriter, loc, adaptor.getInput(), /*axis=*/3, numGroups);
    Value weights =
        splitAxis(rewriter, loc, adaptor.getWeights(), /*axis=*/0, numGroups);
    RankedTensorType type = op.getOutput().getType();
    Value bias = createBias(rewriter, loc, adaptor.getBias(), type);
    Value init = splitAxis(rewriter, loc, bias, /*axis=*/3, numGroups);

    AffineExpr n, y, x, g, o, ky, kx, i;
    bindDims(rewriter.getContext(), n, y, x, g, o, ky, kx, i);
    ArrayRef<int64_t> strides = op.getStrides(), dilations = op.getDilations();
    SmallVector<AffineMap> maps = AffineMap::inferFromExprList(
        ArrayRef<ArrayRef<AffineExpr>>{{n, y * strides[0] + ky * dilations[0],
                                        x * strides[1] + kx * dilations[1], g,
                                        i},
                                       {g, o, ky, kx, i},
                                       {n, y, x, g, o}},
        rewriter.getContext());
    SmallVector<utils::IteratorType> iterators(5,
                                               utils::IteratorType::parallel);
    iterators.append(3, utils::IteratorType::reduction);
    auto generic = linalg::GenericOp::create(
        rewriter, loc, init.getType(), ValueRange{input, weights}, init, maps,
        iterators, [&](OpBuilder &b, Location l, ValueRange args) {
          Value value = extendByte(b, l, args[0], op.getInputSignedness());
          Value weight = arith::ExtSIOp::create(b, l, b.getI32Type(), args[1]);
          Value product = arith::MulIOp::create(b, l, value, weight);
          Value sum = arith::AddIOp::create(b, l, args[2], product);
          linalg::YieldOp::create(b, l, sum);
        });
    SmallVector<ReassociationIndices> groups = {{0}, {1}, {2}, {3, 4}};
    rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(
        op, type, generic.getResult(0), groups);
    return success();
  }

private:
  /// `axis` as two: the groups, and what is in each.
  static Value splitAxis(OpBuilder &builder, Location loc, Value value,
                         int64_t axis, int64_t numGroups) {
    auto type = cast<RankedTensorType>(value.getType());
    SmallVector<int64_t> shape;
    SmallVector<ReassociationIndices> reassociation;
    for (auto [i, size] : llvm::enumerate(type.getShape())) {
      int64_t first = shape.size();
      if (static_cast<int64_t>(i) != axis) {
        shape.push_back(size);
        reassociation.push_back({first});
        continue;
      }
      shape.append({numGroups, size / numGroups});
      reassociation.push_back({first, first + 1});
    }
    return tensor::ExpandShapeOp::create(builder, loc, type.clone(shape), value,
                                         reassociation);
  }

  /// The bias of each channel at all positions.
  static Value createBias(OpBuilder &builder, Location loc, Value bias,
                          RankedTensorType type) {
    MLIRContext *context = builder.getContext();
    Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                          type.getElementType());
    auto generic = linalg::GenericOp::create(
        builder, loc, TypeRange(type), bias, empty,
        {getChannelMap(context, 4, 3),
         AffineMap::getMultiDimIdentityMap(4, context)},
        SmallVector<utils::IteratorType>(4, utils::IteratorType::parallel),
        [&](OpBuilder &b, Location l, ValueRange args) {
          linalg::YieldOp::create(b, l, args.front());
        });
    return generic.getResult(0);
  }
};

struct ConvertToLinalg
    : public qnn::impl::QnnConvertToLinalgBase<ConvertToLinalg> {
  void runOnOperation() override;
};

} // namespace

/// Ops of the quantized tier that other passes take to the integer tier.
static LogicalResult checkLowered(Operation *op) {
  if (isa<FullyConnectedOp, Conv2DOp>(op))
    return op->emitOpError(
        "expected integer contractions; run qnn-fold-zero-points first");
  if (isa<RequantizeOp>(op))
    return op->emitOpError(
        "expected integer multipliers; run qnn-lower-requantization first");
  if (isa<AddOp, SubOp, MulOp, MinimumOp, MaximumOp, PReluOp>(op))
    return op->emitOpError(
        "expected integer arithmetic; run qnn-lower-elementwise first");
  if (isa<AveragePool2DOp, MaxPool2DOp, MeanOp, SumOp>(op))
    return op->emitOpError(
        "expected integer reductions; run qnn-lower-pools first");
  if (isa<BatchMatmulOp>(op))
    return op->emitOpError(
        "expected integer contractions; run qnn-lower-batch-matmul first");
  // Buffers hold whole bytes. Weights of four bits have been widened by
  // qnn-fold-zero-points, and only their constants may be left, unread.
  auto isNarrow = [](Type type) {
    QuantizedTypeInterface quantized = getQuantizedElementType(type);
    return quantized && quantized.getStorage().width < 8;
  };
  if (!isa<ConstantOp>(op) && (llvm::any_of(op->getOperandTypes(), isNarrow) ||
                               llvm::any_of(op->getResultTypes(), isNarrow)))
    return op->emitOpError("expected quantized storage of at least 8 bits");
  return success();
}

void ConvertToLinalg::runOnOperation() {
  ModuleOp module = getOperation();
  WalkResult lowered = module.walk([](Operation *op) {
    return failed(checkLowered(op)) ? WalkResult::interrupt()
                                    : WalkResult::advance();
  });
  if (lowered.wasInterrupted())
    return signalPassFailure();

  MLIRContext *context = &getContext();
  TypeConverter converter;
  converter.addConversion([](Type type) { return getStorageTensorType(type); });

  ConversionTarget target(*context);
  target.addIllegalDialect<QnnDialect>();
  target.addLegalOp<ApplyFloatMultiplierOp, ApplyMultiplierOp, LookupOp,
                    TileDotOp, TileReadOp>();
  target.addDynamicallyLegalOp<func::FuncOp>([&](func::FuncOp op) {
    return converter.isSignatureLegal(op.getFunctionType()) &&
           converter.isLegal(&op.getBody());
  });
  target.markUnknownOpDynamicallyLegal(
      [&](Operation *op) { return converter.isLegal(op); });

  RewritePatternSet patterns(context);
  patterns.add<ConvertConstant, ConvertConv, ConvertDequantize, ConvertDot,
               ConvertFlipSign, ConvertQuantize, ConvertRescale, ConvertReshape,
               ConvertRowSum, ConvertStorageCast>(converter, context);
  populateDataMovementPatterns(converter, patterns);
  populateFunctionOpInterfaceTypeConversionPattern<func::FuncOp>(patterns,
                                                                 converter);
  populateReturnOpTypeConversionPattern(patterns, converter);
  populateCallOpTypeConversionPattern(patterns, converter);
  if (failed(applyFullConversion(module, target, std::move(patterns))))
    signalPassFailure();
}
