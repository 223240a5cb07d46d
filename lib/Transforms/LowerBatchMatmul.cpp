//===- LowerBatchMatmul.cpp - Products of activations to integers ---------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERBATCHMATMUL
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// An element less its zero point, by way of i16, which holds it: products of
/// pairs of i16 are what vector units add up.
static Value emitFactor(LaneBuilder &b, Value element,
                        QuantizedTypeInterface type) {
  Value centred = b.sub(b.extendToI16(element, type.getStorage().isSigned),
                        type.getZeroPoint(0));
  return b.extendToI32(centred, /*isSigned=*/true);
}

/// acc[b, m, n] = sum_k (lhs[b, m, k] - Zl) * (rhs[b, n, k] - Zr)
static Value createContraction(OpBuilder &builder, BatchMatmulOp op) {
  Location loc = op.getLoc();
  MLIRContext *context = op.getContext();
  auto type = cast<RankedTensorType>(op.getOutput().getType());
  int64_t rank = type.getRank();
  QuantizedTypeInterface lhs = getQuantizedElementType(op.getLhs().getType());
  QuantizedTypeInterface rhs = getQuantizedElementType(op.getRhs().getType());

  auto getMap = [&](int64_t row, int64_t column) {
    SmallVector<AffineExpr> indices;
    for (int64_t axis = 0; axis < rank - 2; ++axis)
      indices.push_back(getAffineDimExpr(axis, context));
    indices.push_back(getAffineDimExpr(row, context));
    indices.push_back(getAffineDimExpr(column, context));
    return AffineMap::get(rank + 1, 0, indices, context);
  };
  int64_t m = rank - 2, n = rank - 1, k = rank;
  Value lhsStorage = castToStorage(builder, loc, op.getLhs());
  Value rhsStorage = castToStorage(builder, loc, op.getRhs());
  return createReduction(builder, loc, type.clone(builder.getI32Type()),
                         /*init=*/0, {lhsStorage, rhsStorage},
                         {getMap(m, k), getMap(n, k), getMap(m, n)},
                         [&](LaneBuilder &b, ValueRange args) {
                           Value l = emitFactor(b, args[0], lhs);
                           Value r = emitFactor(b, args[1], rhs);
                           return b.add(args[2], b.mul(l, r));
                         });
}

static LogicalResult lower(BatchMatmulOp op) {
  QuantizedTypeInterface output =
      getQuantizedElementType(op.getOutput().getType());
  double scale = numerics::accumulatorScale(
      getQuantizedElementType(op.getLhs().getType()).getScale(0),
      getQuantizedElementType(op.getRhs().getType()).getScale(0),
      /*roundToF32=*/true);
  auto multiplier = getMultiplier(op, scale / output.getScale(0));
  if (failed(multiplier))
    return failure();
  OpBuilder builder(op);
  Value sums = createContraction(builder, op);
  replaceWithStorage(op, createRescale(builder, op.getLoc(), sums,
                                       /*inputZeroPoint=*/0, *multiplier,
                                       *op.getRounding(), output,
                                       getResultBounds(op)));
  return success();
}

namespace {

struct LowerBatchMatmul
    : public qnn::impl::QnnLowerBatchMatmulBase<LowerBatchMatmul> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([&](BatchMatmulOp op) {
      return failed(lower(op)) ? WalkResult::interrupt()
                               : WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
