//===- LowerNarrowing.cpp - Narrowing with saturation on NEON -------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../VectorInstructions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "qnn/CodeGen/MultiplierLowering.h"
#include "qnn/IR/LaneBuilder.h"

using namespace mlir;
using namespace mlir::qnn;

/// i32 and i16 lanes of a vector register.
static constexpr int64_t kNumWords = 4, kNumHalves = 8;

/// The numbers in [low, high].
struct Clamp {
  Value input;
  int64_t low, high;
};

/// The clamp that `value`, of i32, is the result of.
static FailureOr<Clamp> matchClamp(Value value) {
  auto min = value.getDefiningOp<arith::MinSIOp>();
  auto max = min ? min.getLhs().getDefiningOp<arith::MaxSIOp>() : nullptr;
  APInt low, high;
  if (!max || !matchPattern(max.getRhs(), m_ConstantInt(&low)) ||
      !matchPattern(min.getRhs(), m_ConstantInt(&high)))
    return failure();
  return Clamp{max.getLhs(), low.getSExtValue(), high.getSExtValue()};
}

/// The elements of `value`, vectors of i32, in 8 bits: to i16 with saturation,
/// then from there.
static Value emitNarrowing(OpBuilder &builder, Location loc, Value value,
                           bool isSigned) {
  auto narrow = [&](int64_t numLanes, Type element, StringRef name) {
    auto type = VectorType::get(numLanes, element);
    value = mapRegisters(builder, loc, numLanes, value, [&](ValueRange part) {
      return callIntrinsic(builder, loc, name, type, part);
    });
  };
  narrow(kNumWords, builder.getI16Type(), "llvm.aarch64.neon.sqxtn.v4i16");
  narrow(kNumHalves, builder.getI8Type(),
         isSigned ? "llvm.aarch64.neon.sqxtn.v8i8"
                  : "llvm.aarch64.neon.sqxtun.v8i8");
  return value;
}

/// Makes the bounds of a clamp that bytes have anyway part of the narrowing.
static LogicalResult lowerNarrowing(arith::TruncIOp op,
                                    PatternRewriter &rewriter) {
  auto type = dyn_cast<VectorType>(op.getIn().getType());
  if (!type || type.getRank() != 1 || type.isScalable() ||
      !type.getElementType().isInteger(32) ||
      !getElementTypeOrSelf(op.getType()).isInteger(8))
    return rewriter.notifyMatchFailure(op, "no vector of i32 to i8");
  FailureOr<Clamp> clamp = matchClamp(op.getIn());
  if (failed(clamp))
    return rewriter.notifyMatchFailure(op, "no clamp");
  bool isSigned = clamp->low >= INT8_MIN && clamp->high <= INT8_MAX;
  int64_t least = isSigned ? INT8_MIN : 0;
  int64_t greatest = isSigned ? INT8_MAX : UINT8_MAX;
  if (clamp->low < least || clamp->high > greatest)
    return rewriter.notifyMatchFailure(op, "a clamp to more than bytes");

  LaneBuilder b(rewriter, op.getLoc());
  Value value = clamp->input;
  if (clamp->low > least)
    value = b.maxS(value, clamp->low);
  if (clamp->high < greatest)
    value = b.minS(value, clamp->high);
  rewriter.replaceOp(op, emitNarrowing(rewriter, op.getLoc(), value, isSigned));
  return success();
}

void qnn::populateNEONNarrowingLowering(RewritePatternSet &patterns) {
  patterns.add(lowerNarrowing);
}
