//===- FoldZeroPoints.cpp - Contractions without zero points ----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The names are those of the pass description: Zx and Zw are the zero points of
// input and weights, c is the part of Zw that constant weights absorb.

#include "FoldZeroPointsDetail.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNFOLDZEROPOINTS
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// What qnn.dot takes beside the input.
struct FoldedOperands {
  Value weights;
  Value bias;
  /// Zw'; null if every one is 0.
  Value weightZeroPoints;
  Signedness weightsSignedness;
};

/// NxK constant weights with the zero points absorbed as far as i8 allows.
struct AbsorbedWeights {
  SmallVector<int8_t> values;        // w'[n,k], row-major
  SmallVector<int32_t> zeroPoints;   // Zw'[n]
  SmallVector<int64_t> centredSums;  // sum_k (w[n,k] - Zw[n])
  SmallVector<int64_t> positiveSums; // the same over positive summands only
};

} // namespace

static int64_t getZeroPoint(QuantizedTypeInterface type, int64_t channel) {
  return type.getZeroPoint(type.isPerTensor() ? 0 : channel);
}

static AbsorbedWeights absorbZeroPoints(DenseIntElementsAttr weights,
                                        QuantizedTypeInterface type) {
  bool isSigned = type.getStorage().isSigned;
  int64_t numChannels = weights.getType().getDimSize(0);
  int64_t depth = weights.getType().getDimSize(1);
  AbsorbedWeights result;
  result.values.reserve(numChannels * depth);
  auto element = weights.value_begin<APInt>();
  SmallVector<int64_t> row(depth);
  for (int64_t n = 0; n < numChannels; ++n) {
    int64_t zw = getZeroPoint(type, n);
    for (int64_t &w : row)
      w = readInteger(*element++, isSigned);
    int64_t centredSum = 0, positiveSum = 0;
    for (int64_t w : row) {
      centredSum += w - zw;
      positiveSum += std::max<int64_t>(w - zw, 0);
    }
    // w - c in [-128, 127] for all w means c in [max - 127, min + 128], which
    // is not empty as weights have at most 8 bits.
    auto [min, max] = std::minmax_element(row.begin(), row.end());
    int64_t c = row.empty() ? zw : std::clamp(zw, *max - 127, *min + 128);
    for (int64_t w : row)
      result.values.push_back(w - c);
    result.zeroPoints.push_back(zw - c);
    result.centredSums.push_back(centredSum);
    result.positiveSums.push_back(positiveSum);
  }
  return result;
}

int64_t qnn::getAccumulatorBound(int64_t bias, int64_t positiveSum, int64_t sum,
                                 const Storage &input, int64_t zx) {
  int64_t negativeSum = sum - positiveSum;
  int64_t low = input.min - zx, high = input.max - zx;
  int64_t max = bias + positiveSum * high + negativeSum * low;
  int64_t min = bias + positiveSum * low + negativeSum * high;
  return std::max(std::abs(max), std::abs(min));
}

void qnn::warnThatAccumulatorMayWrap(Operation *op, int64_t channel,
                                     int64_t bound) {
  op->emitWarning("accumulator of channel ")
      << channel << " can reach magnitude " << bound
      << ", beyond i32; its sums are modulo 2^32";
}

/// Warns at the first channel whose accumulator can leave i32.
static bool warnIfAccumulatorMayWrap(FullyConnectedOp op,
                                     const AbsorbedWeights &weights,
                                     DenseIntElementsAttr bias) {
  QuantizedTypeInterface input =
      getQuantizedElementType(op.getInput().getType());
  for (int64_t n = 0, e = weights.zeroPoints.size(); n < e; ++n) {
    int64_t value = bias ? bias.getValues<int32_t>()[n] : 0;
    int64_t bound = getAccumulatorBound(
        value, weights.positiveSums[n], weights.centredSums[n],
        input.getStorage(), input.getZeroPoint(0));
    if (bound <= INT32_MAX)
      continue;
    warnThatAccumulatorMayWrap(op, n, bound);
    return true;
  }
  return false;
}

static Value createConstant(OpBuilder &builder, Location loc,
                            ArrayRef<int32_t> values) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getI32TensorAttr(values));
}

Value qnn::foldInputZeroPointIntoBias(OpBuilder &builder, Location loc,
                                      Value bias, int64_t zx,
                                      ArrayRef<int64_t> sums) {
  SmallVector<int32_t> delta;
  for (int64_t sum : sums)
    delta.push_back(static_cast<int32_t>(-zx * sum));
  DenseIntElementsAttr constant;
  if (!bias || matchPattern(bias, m_Constant(&constant))) {
    if (constant)
      for (auto [value, known] :
           llvm::zip_equal(delta, constant.getValues<int32_t>()))
        value = static_cast<int32_t>(int64_t(value) + known);
    return createConstant(builder, loc, delta);
  }
  if (llvm::all_of(delta, [](int32_t value) { return value == 0; }))
    return bias;
  return arith::AddIOp::create(builder, loc, bias,
                               createConstant(builder, loc, delta));
}

static FoldedOperands foldConstantWeights(OpBuilder &builder,
                                          FullyConnectedOp op,
                                          const AbsorbedWeights &weights) {
  Location loc = op.getLoc();
  auto shape = cast<ShapedType>(op.getWeights().getType()).getShape();
  int64_t zx = getQuantizedElementType(op.getInput().getType()).getZeroPoint(0);
  FoldedOperands result;
  result.weights = arith::ConstantOp::create(
      builder, op.getWeights().getLoc(),
      DenseElementsAttr::get(RankedTensorType::get(shape, builder.getI8Type()),
                             ArrayRef<int8_t>(weights.values)));
  result.bias = foldInputZeroPointIntoBias(builder, loc, op.getBias(), zx,
                                           weights.centredSums);
  if (llvm::any_of(weights.zeroPoints, [](int32_t zp) { return zp != 0; }))
    result.weightZeroPoints = createConstant(builder, loc, weights.zeroPoints);
  result.weightsSignedness = Signedness::Signed;
  return result;
}

/// Weights that are known only at run time:
/// bias' = bias - Zx * row_sum(w) + K * Zx * Zw.
static FoldedOperands foldVariableWeights(OpBuilder &builder,
                                          FullyConnectedOp op) {
  Location loc = op.getLoc();
  auto type = cast<ShapedType>(op.getWeights().getType());
  QuantizedTypeInterface quantized = getQuantizedElementType(type);
  int64_t numChannels = type.getDimSize(0), depth = type.getDimSize(1);
  int64_t zx = getQuantizedElementType(op.getInput().getType()).getZeroPoint(0);

  FoldedOperands result;
  result.weightsSignedness = quantized.getStorage().isSigned
                                 ? Signedness::Signed
                                 : Signedness::Unsigned;
  result.weights = StorageCastOp::create(
      builder, loc, getStorageTensorType(type), op.getWeights());

  SmallVector<int32_t> zeroPoints, constantPart;
  for (int64_t n = 0; n < numChannels; ++n) {
    zeroPoints.push_back(getZeroPoint(quantized, n));
    constantPart.push_back(static_cast<int32_t>(depth * zx * zeroPoints[n]));
  }
  result.bias = createConstant(builder, loc, constantPart);
  if (op.getBias())
    result.bias =
        arith::AddIOp::create(builder, loc, op.getBias(), result.bias);
  if (zx != 0) {
    auto sumsType = RankedTensorType::get({numChannels}, builder.getI32Type());
    Value sums = RowSumOp::create(builder, loc, sumsType, result.weights,
                                  result.weightsSignedness);
    Value factor = arith::ConstantOp::create(
        builder, loc,
        DenseElementsAttr::get(sumsType, static_cast<int32_t>(zx)));
    result.bias = arith::SubIOp::create(
        builder, loc, result.bias,
        arith::MulIOp::create(builder, loc, sums, factor));
  }
  if (!quantized.isSymmetric())
    result.weightZeroPoints = createConstant(builder, loc, zeroPoints);
  return result;
}

Type qnn::getAccumulatorType(Type inputType, Type weightsType, Type outputType,
                             bool roundToF32) {
  QuantizedTypeInterface input = getQuantizedElementType(inputType);
  QuantizedTypeInterface weights = getQuantizedElementType(weightsType);
  SmallVector<double> scales;
  for (int64_t n = 0, e = weights.getNumChannels(); n < e; ++n) {
    scales.push_back(numerics::accumulatorScale(
        input.getScale(0), weights.getScale(n), roundToF32));
    if (!std::isfinite(scales.back()) || scales.back() <= 0)
      return nullptr;
  }
  Storage storage = Storage::getFull(32, /*isSigned=*/true);
  FloatType expressed = input.getExpressedType();
  auto type = cast<ShapedType>(outputType);
  Type element;
  if (weights.isPerTensor())
    element = PerTensorType::get(storage, expressed, scales.front(), 0);
  else
    element = PerAxisType::get(storage, expressed, /*axis=*/type.getRank() - 1,
                               scales, SmallVector<int32_t>(scales.size(), 0));
  return type.clone(element);
}

namespace {

struct FoldZeroPoints
    : public qnn::impl::QnnFoldZeroPointsBase<FoldZeroPoints> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([&](Operation *op) {
      LogicalResult folded = success();
      if (auto fullyConnected = dyn_cast<FullyConnectedOp>(op))
        folded = fold(fullyConnected);
      else if (auto convolution = dyn_cast<Conv2DOp>(op))
        folded = fold(convolution);
      return failed(folded) ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }

  LogicalResult fold(FullyConnectedOp op);
  LogicalResult fold(Conv2DOp op);
  FailureOr<FoldedOperands> foldOperands(OpBuilder &builder,
                                         FullyConnectedOp op);
};

} // namespace

FailureOr<FoldedOperands> FoldZeroPoints::foldOperands(OpBuilder &builder,
                                                       FullyConnectedOp op) {
  QuantizedTypeInterface type =
      getQuantizedElementType(op.getWeights().getType());
  DenseIntElementsAttr weights = getConstantStorage(op.getWeights());
  if (!weights) {
    if (type.getStorage().width != 8)
      return op.emitOpError("expected constant weights, or weights with 8-bit "
                            "storage, but got ")
             << type.getStorage().width << " bits";
    return foldVariableWeights(builder, op);
  }
  AbsorbedWeights absorbed = absorbZeroPoints(weights, type);
  DenseIntElementsAttr bias;
  if (op.getBias())
    matchPattern(op.getBias(), m_Constant(&bias));
  if (warnIfAccumulatorMayWrap(op, absorbed, bias))
    ++numMayWrap;
  return foldConstantWeights(builder, op, absorbed);
}

LogicalResult FoldZeroPoints::fold(FullyConnectedOp op) {
  Type accumulatorType =
      getAccumulatorType(op.getInput().getType(), op.getWeights().getType(),
                         op.getOutput().getType(), op.getF32AccumulatorScale());
  if (!accumulatorType)
    return op.emitOpError("expected the product of the scales of input and "
                          "weights to be positive and finite");
  OpBuilder builder(op);
  Location loc = op.getLoc();
  FailureOr<FoldedOperands> operands = foldOperands(builder, op);
  if (failed(operands))
    return failure();

  auto inputType = cast<ShapedType>(op.getInput().getType());
  Storage inputStorage = getQuantizedElementType(inputType).getStorage();
  Signedness inputSignedness =
      inputStorage.isSigned ? Signedness::Signed : Signedness::Unsigned;
  Value input = StorageCastOp::create(
      builder, loc, getStorageTensorType(inputType), op.getInput());
  Value rowSums;
  if (operands->weightZeroPoints) {
    auto type =
        RankedTensorType::get({inputType.getDimSize(0)}, builder.getI32Type());
    rowSums = RowSumOp::create(builder, loc, type, input, inputSignedness);
    ++numRowSums;
  }
  Value dot = DotOp::create(builder, loc, getStorageTensorType(accumulatorType),
                            input, operands->weights, operands->bias, rowSums,
                            operands->weightZeroPoints, inputSignedness,
                            operands->weightsSignedness);
  Value accumulator = StorageCastOp::create(builder, loc, accumulatorType, dot);
  ClampAttr clamp;
  if (op.getActivation() || op.getClamp())
    clamp = getResultBounds(op);
  Value result = RequantizeOp::create(builder, loc, op.getOutput().getType(),
                                      accumulator, op.getRoundingAttr(), clamp);
  Operation *weights = op.getWeights().getDefiningOp();
  op.getOutput().replaceAllUsesWith(result);
  op.erase();
  if (weights && isOpTriviallyDead(weights))
    weights->erase();
  ++numFolded;
  return success();
}

LogicalResult FoldZeroPoints::fold(Conv2DOp op) {
  bool mayWrap = false;
  if (failed(foldConvolution(op, mayWrap)))
    return failure();
  ++numFolded;
  if (mayWrap)
    ++numMayWrap;
  return success();
}
