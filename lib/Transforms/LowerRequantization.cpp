//===- LowerRequantization.cpp - Scales to multipliers ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERREQUANTIZATION
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// A parameter of qnn.rescale; one element where all channels agree.
static ElementsAttr getParameter(Builder &builder, ArrayRef<int32_t> values) {
  return builder.getI32TensorAttr(llvm::all_equal(values) ? values.take_front()
                                                          : values);
}

static ElementsAttr getZeroPointParameter(Builder &builder,
                                          QuantizedTypeInterface type) {
  return getParameter(
      builder, llvm::to_vector(type.getZeroPoints().getValues<int32_t>()));
}

/// One result for each byte.
static Value createTable(OpBuilder &builder, RequantizeOp op, Value input,
                         numerics::FixedPointMultiplier multiplier) {
  QuantizedTypeInterface from =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface to = getQuantizedElementType(op.getOutput().getType());
  ClampAttr clamp = op.getClamp().value_or(getStorageBounds(to));
  numerics::Rounding rounding = toNumerics(*op.getRounding());
  return createLookup(
      builder, op.getLoc(), input, from.getStorage().isSigned, [&](int32_t q) {
        auto centred = static_cast<int32_t>(q - from.getZeroPoint(0));
        int64_t result = to.getZeroPoint(0) +
                         numerics::rescale(centred, multiplier, rounding);
        return std::clamp(result, clamp.getMin(), clamp.getMax());
      });
}

static Value
createRescale(OpBuilder &builder, RequantizeOp op, Value input,
              ArrayRef<numerics::FixedPointMultiplier> multipliers) {
  QuantizedTypeInterface from =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface to = getQuantizedElementType(op.getOutput().getType());
  SmallVector<int32_t> mantissas, shifts;
  for (numerics::FixedPointMultiplier m : multipliers) {
    mantissas.push_back(m.multiplier);
    shifts.push_back(m.shift);
  }
  std::optional<int64_t> axis =
      from.isPerTensor() ? to.getQuantizedAxis() : from.getQuantizedAxis();
  return RescaleOp::create(
      builder, op.getLoc(), getStorageTensorType(op.getOutput().getType()),
      input, getSignedness(from), getParameter(builder, mantissas),
      getParameter(builder, shifts), getZeroPointParameter(builder, from),
      getZeroPointParameter(builder, to),
      axis ? builder.getI64IntegerAttr(*axis) : IntegerAttr(),
      op.getClamp().value_or(getStorageBounds(to)), *op.getRounding());
}

static bool isByte(QuantizedTypeInterface type) {
  return type.isPerTensor() && type.getStorage().width == 8;
}

static LogicalResult lower(RequantizeOp op) {
  if (failed(verifyRounding(op)))
    return failure();
  QuantizedTypeInterface from =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface to = getQuantizedElementType(op.getOutput().getType());
  for (QuantizedTypeInterface type : {from, to})
    if (type.getStorage().width < 8)
      return op.emitOpError("expected storage of at least 8 bits, but got ")
             << type.getStorage().width << " bits";
  auto multipliers = getRequantizeMultipliers(from, to, *op.getRounding());
  if (failed(multipliers))
    return op.emitOpError("expected ratios of scales below 2^30, which have a "
                          "fixed-point multiplier");

  OpBuilder builder(op);
  Value input = castToStorage(builder, op.getLoc(), op.getInput());
  replaceWithStorage(op,
                     isByte(from) && isByte(to)
                         ? createTable(builder, op, input, multipliers->front())
                         : createRescale(builder, op, input, *multipliers));
  return success();
}

namespace {

struct LowerRequantization
    : public qnn::impl::QnnLowerRequantizationBase<LowerRequantization> {
  void runOnOperation() override {
    if (failed(lowerAll<RequantizeOp>(getOperation(), numLowered,
                                      [](auto op) { return lower(op); })))
      signalPassFailure();
  }
};

} // namespace
