//===- FoldConvolution.cpp - Convolutions without zero points -------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Zx and Zw are the zero points of input and weights.

#include "FoldZeroPointsDetail.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Constant weights without their zero points: w - Zw.
struct CentredWeights {
  SmallVector<int16_t> values;
  SmallVector<int64_t> sums;         // per output channel
  SmallVector<int64_t> positiveSums; // the same over positive weights only
};

} // namespace

static CentredWeights centreWeights(DenseIntElementsAttr weights,
                                    QuantizedTypeInterface type) {
  bool isSigned = type.getStorage().isSigned;
  int64_t numChannels = weights.getType().getDimSize(0);
  int64_t numWeights = weights.getNumElements() / numChannels;
  CentredWeights result;
  result.values.reserve(weights.getNumElements());
  auto element = weights.value_begin<APInt>();
  for (int64_t channel = 0; channel < numChannels; ++channel) {
    int64_t zw = type.getZeroPoint(type.isPerTensor() ? 0 : channel);
    int64_t sum = 0, positiveSum = 0;
    for (int64_t i = 0; i < numWeights; ++i) {
      int64_t w = readInteger(*element++, isSigned) - zw;
      result.values.push_back(static_cast<int16_t>(w));
      sum += w;
      positiveSum += std::max<int64_t>(w, 0);
    }
    result.sums.push_back(sum);
    result.positiveSums.push_back(positiveSum);
  }
  return result;
}

/// As i8, if all are in its range, or else i16.
static Value createWeights(OpBuilder &builder, Location loc, ShapedType type,
                           ArrayRef<int16_t> values) {
  bool fit = llvm::all_of(values, [](int16_t w) { return llvm::isInt<8>(w); });
  auto resultType = RankedTensorType::get(type.getShape(),
                                          builder.getIntegerType(fit ? 8 : 16));
  DenseElementsAttr attr;
  if (fit)
    attr = DenseElementsAttr::get(
        resultType,
        ArrayRef(SmallVector<int8_t>(values.begin(), values.end())));
  else
    attr = DenseElementsAttr::get(resultType, values);
  return arith::ConstantOp::create(builder, loc, attr);
}

/// The input's storage with its zero point, the real number 0, around it.
static Value createPaddedInput(OpBuilder &builder, Conv2DOp op) {
  Location loc = op.getLoc();
  auto storageType =
      cast<RankedTensorType>(getStorageTensorType(op.getInput().getType()));
  Value input = StorageCastOp::create(builder, loc, storageType, op.getInput());
  ArrayRef<int64_t> padding = op.getPadding();
  if (llvm::all_of(padding, [](int64_t size) { return size == 0; }))
    return input;
  SmallVector<int64_t> shape(storageType.getShape());
  shape[1] += padding[0] + padding[1];
  shape[2] += padding[2] + padding[3];
  int64_t zx = getQuantizedElementType(op.getInput().getType()).getZeroPoint(0);
  Value value = arith::ConstantOp::create(
      builder, loc,
      builder.getIntegerAttr(storageType.getElementType(),
                             APInt(8, zx, /*isSigned=*/false,
                                   /*implicitTrunc=*/true)));
  auto sizes = [&](int64_t top, int64_t left) {
    return getAsIndexOpFoldResult(builder.getContext(), {0, top, left, 0});
  };
  return tensor::PadOp::create(builder, loc, storageType.clone(shape), input,
                               sizes(padding[0], padding[2]),
                               sizes(padding[1], padding[3]), value);
}

/// True, with a warning, if an accumulator can leave i32.
static bool checkAccumulators(Conv2DOp op, const CentredWeights &weights) {
  DenseIntElementsAttr bias;
  if (op.getBias())
    matchPattern(op.getBias(), m_Constant(&bias));
  QuantizedTypeInterface input =
      getQuantizedElementType(op.getInput().getType());
  for (int64_t n = 0, e = weights.sums.size(); n < e; ++n) {
    int64_t bound = getAccumulatorBound(
        bias ? bias.getValues<int32_t>()[n] : 0, weights.positiveSums[n],
        weights.sums[n], input.getStorage(), input.getZeroPoint(0));
    if (bound <= INT32_MAX)
      continue;
    warnThatAccumulatorMayWrap(op, n, bound);
    return true;
  }
  return false;
}

LogicalResult qnn::foldConvolution(Conv2DOp op, bool &mayWrap) {
  Type outputType = op.getOutput().getType();
  Type accumulatorType =
      getAccumulatorType(op.getInput().getType(), op.getWeights().getType(),
                         outputType, op.getF32AccumulatorScale());
  if (!accumulatorType)
    return op.emitOpError("expected the product of the scales of input and "
                          "weights to be positive and finite");
  DenseIntElementsAttr storage = getConstantStorage(op.getWeights());
  if (!storage)
    return op.emitOpError("expected constant weights");

  auto weightsType = cast<ShapedType>(op.getWeights().getType());
  QuantizedTypeInterface input =
      getQuantizedElementType(op.getInput().getType());
  CentredWeights weights =
      centreWeights(storage, getQuantizedElementType(weightsType));
  mayWrap = checkAccumulators(op, weights);

  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value bias = foldInputZeroPointIntoBias(builder, loc, op.getBias(),
                                          input.getZeroPoint(0), weights.sums);
  Value paddedInput = createPaddedInput(builder, op);
  Value centredWeights = createWeights(builder, op.getWeights().getLoc(),
                                       weightsType, weights.values);
  Value conv = ConvOp::create(
      builder, loc, getStorageTensorType(accumulatorType), paddedInput,
      centredWeights, bias, op.getStrides(), op.getDilations(),
      input.getStorage().isSigned ? Signedness::Signed : Signedness::Unsigned);
  Value accumulator =
      StorageCastOp::create(builder, loc, accumulatorType, conv);
  ClampAttr clamp;
  if (op.getActivation() || op.getClamp())
    clamp = getResultBounds(op);
  Value result = RequantizeOp::create(builder, loc, outputType, accumulator,
                                      op.getRoundingAttr(), clamp);
  Operation *constant = op.getWeights().getDefiningOp();
  op.getOutput().replaceAllUsesWith(result);
  op.erase();
  if (isOpTriviallyDead(constant))
    constant->erase();
  return success();
}
