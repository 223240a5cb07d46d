//===- LowerRequantization.cpp - Scales to multipliers ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "qnn/IR/Numerics.h"
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

static LogicalResult lowerRequantize(RequantizeOp op) {
  if (!op.getRounding())
    return op.emitOpError(
        "expected a rounding mode; run qnn-assign-rounding first");
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
  Location loc = op.getLoc();
  SmallVector<int32_t> mantissas, shifts;
  for (numerics::FixedPointMultiplier m : *multipliers) {
    mantissas.push_back(m.multiplier);
    shifts.push_back(m.shift);
  }
  std::optional<int64_t> axis =
      from.isPerTensor() ? to.getQuantizedAxis() : from.getQuantizedAxis();
  Storage storage = to.getStorage();
  ClampAttr clamp = op.getClamp().value_or(
      ClampAttr::get(op.getContext(), storage.min, storage.max));

  Value input = StorageCastOp::create(
      builder, loc, getStorageTensorType(op.getInput().getType()),
      op.getInput());
  Value rescaled = RescaleOp::create(
      builder, loc, getStorageTensorType(op.getOutput().getType()), input,
      from.getStorage().isSigned ? Signedness::Signed : Signedness::Unsigned,
      getParameter(builder, mantissas), getParameter(builder, shifts),
      getZeroPointParameter(builder, from), getZeroPointParameter(builder, to),
      axis ? builder.getI64IntegerAttr(*axis) : IntegerAttr(), clamp,
      *op.getRounding());
  Value output =
      StorageCastOp::create(builder, loc, op.getOutput().getType(), rescaled);
  op.replaceAllUsesWith(output);
  op.erase();
  return success();
}

namespace {

struct LowerRequantization
    : public qnn::impl::QnnLowerRequantizationBase<LowerRequantization> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([&](RequantizeOp op) {
      if (failed(lowerRequantize(op)))
        return WalkResult::interrupt();
      ++numLowered;
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
