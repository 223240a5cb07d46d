//===- LowerMultipliers.cpp - Multipliers on AArch64 ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// sqrdmulh is the product of double rounding; a multiplier above INT32_MIN
// never makes it saturate. srshl shifts to the right by negative amounts and
// rounds, in 64-bit lanes as well; the sum that it rounds does not overflow. It
// rounds ties up.

#include "../VectorInstructions.h"
#include "qnn/CodeGen/MultiplierLowering.h"
#include "qnn/IR/LaneBuilder.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

/// i32 lanes of a vector register.
static constexpr int64_t kNumLanes = 4;

/// Ties of negative numbers are to be rounded down, so 1 is taken off those
/// that are shifted at all; others of them round up to what they did before.
static Value emitDoubleRound(OpBuilder &builder, Location loc, Value x, Value m,
                             Value shift) {
  LaneBuilder b(builder, loc);
  Type type = x.getType();
  Value left = b.maxS(shift, 0);
  Value negatedRight = b.minS(shift, 0);
  Value high = callIntrinsic(builder, loc, "llvm.aarch64.neon.sqrdmulh.v4i32",
                             type, {b.shl(x, left), m});
  // The sign of both: -1 or 0.
  Value sign = b.asr(b.create<arith::AndIOp>(high, negatedRight), 31);
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.srshl.v4i32", type,
                       {b.add(high, sign), negatedRight});
}

/// The same for a negative shift and x >= 0, or any x where what is negative
/// need only not become positive.
static Value emitNonNegativeDoubleRound(OpBuilder &builder, Location loc,
                                        Value x, Value m, Value shift) {
  Value high = callIntrinsic(builder, loc, "llvm.aarch64.neon.sqrdmulh.v4i32",
                             x.getType(), {x, m});
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.srshl.v4i32",
                       x.getType(), {high, shift});
}

static Value emitSingleRound(OpBuilder &builder, Location loc, Value x, Value m,
                             Value shift) {
  LaneBuilder b(builder, loc);
  Value product = b.mulToI64(x, m);
  Value amount = b.extendToI64(b.sub(shift, 31));
  Value shifted = mapRegisters(
      builder, loc, kNumLanes / 2, {product, amount}, [&](ValueRange halves) {
        return callIntrinsic(builder, loc, "llvm.aarch64.neon.srshl.v2i64",
                             halves.front().getType(), halves);
      });
  return b.truncateToI32(shifted);
}

/// fcvtns rounds to nearest, ties to even, and saturates.
static Value emitHalfEvenF32(OpBuilder &builder, Location loc, Value x, Value m,
                             Value shift) {
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.fcvtns.v4i32.v4f32",
                       x.getType(), emitF32Product(builder, loc, x, m, shift));
}

static Value emitMultiplier(OpBuilder &builder, ApplyMultiplierOp op, Value x,
                            Value m, Value shift) {
  Location loc = op.getLoc();
  switch (op.getRounding()) {
  case RoundingMode::DoubleRound:
    if (op.getNegativeShift() && (op.getNonNegative() || op.getClampedAtZero()))
      return emitNonNegativeDoubleRound(builder, loc, x, m, shift);
    return emitDoubleRound(builder, loc, x, m, shift);
  case RoundingMode::SingleRound:
    return emitSingleRound(builder, loc, x, m, shift);
  case RoundingMode::HalfEvenF32:
    return emitHalfEvenF32(builder, loc, x, m, shift);
  }
  llvm_unreachable("unknown rounding mode");
}

static LogicalResult lowerMultiplier(ApplyMultiplierOp op,
                                     PatternRewriter &rewriter) {
  auto type = dyn_cast<VectorType>(op.getOutput().getType());
  if (!type || type.getRank() != 1 || type.isScalable())
    return rewriter.notifyMatchFailure(op, "no rank-1 vector of fixed size");
  Location loc = op.getLoc();
  rewriter.replaceOp(
      op, mapRegisters(rewriter, loc, kNumLanes, op->getOperands(),
                       [&](ValueRange operands) -> Value {
                         Value product =
                             emitMultiplier(rewriter, op, operands[0],
                                            operands[1], operands[2]);
                         if (!op.getZeroPoint())
                           return product;
                         return arith::AddIOp::create(rewriter, loc, product,
                                                      operands[3]);
                       }));
  return success();
}

void qnn::populateNEONMultiplierLowering(RewritePatternSet &patterns) {
  patterns.add(lowerMultiplier, /*benefit=*/2);
}
