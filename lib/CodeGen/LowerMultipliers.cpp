//===- LowerMultipliers.cpp - Fixed-point multipliers to arith ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/MultiplierLowering.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/IR/LaneBuilder.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERMULTIPLIERS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// The modes, on i32 scalars or vectors
//===----------------------------------------------------------------------===//

Value qnn::emitRoundingDivideByPOT(LaneBuilder &b, Value x, Value exponent) {
  Value t = b.add(x, b.asr(x, 31));
  // For exponent 0 the amount -1 becomes 31, whose bit corrects t's -1.
  Value half = b.asr(t, b.minU(b.sub(exponent, 1), 31));
  Value quotient = b.asr(t, exponent);
  return b.add(quotient, b.bitAnd(half, 1));
}

static Value emitDoubleRound(LaneBuilder &b, Value x, Value m, Value shift) {
  Value left = b.maxS(shift, 0);
  Value right = b.maxS(b.sub(int64_t(0), shift), 0);
  Value high = b.roundingDoublingHighMul(b.shl(x, left), m);
  return emitRoundingDivideByPOT(b, high, right);
}

static Value emitSingleRound(LaneBuilder &b, Value x, Value m, Value shift) {
  Value product = b.mulToI64(x, m);
  Value right = b.sub(31, b.extendToI64(shift));
  Value one = b.constant(right.getType(), 1);
  Value rounded = b.add(product, b.shl(one, b.sub(right, one)));
  return b.truncateToI32(b.asr(rounded, right));
}

Value qnn::emitF32Product(OpBuilder &builder, Location loc, Value x, Value m,
                          Value shift) {
  LaneBuilder b(builder, loc);
  Type f32 = LaneBuilder::withElement(x.getType(), builder.getF32Type());
  auto toFloat = [&](Value value) -> Value {
    return arith::SIToFPOp::create(builder, loc, f32, value);
  };
  // 2^(shift - 31), by its exponent field; always a normal number.
  Value power = arith::BitcastOp::create(builder, loc, f32,
                                         b.shl(b.add(shift, 127 - 31), 23));
  // Exact: m has 24 significant bits.
  Value scale = arith::MulFOp::create(builder, loc, toFloat(m), power);
  return arith::MulFOp::create(builder, loc, toFloat(x), scale);
}

/// The product to the nearest integer, ties to even.
static Value emitHalfEvenF32(OpBuilder &builder, Location loc, Value x, Value m,
                             Value shift) {
  LaneBuilder b(builder, loc);
  Type i32 = x.getType();
  Type f32 = LaneBuilder::withElement(i32, builder.getF32Type());
  auto compare = [&](arith::CmpFPredicate predicate, Value lhs,
                     float rhs) -> Value {
    return arith::CmpFOp::create(builder, loc, predicate, lhs,
                                 b.constantF32(f32, rhs));
  };
  Value product = emitF32Product(builder, loc, x, m, shift);

  // Below 2^23, adding 2^23 with the product's sign leaves no bits below 1, so
  // that the addition rounds; from there on a float32 is an integer.
  constexpr float kTwo23 = 8388608.0f, kTwo31 = 2147483648.0f;
  Value isNegative = compare(arith::CmpFPredicate::OLT, product, 0.0f);
  Value negativeMagic = b.constantF32(f32, -kTwo23);
  Value positiveMagic = b.constantF32(f32, kTwo23);
  Value magic = b.select(isNegative, negativeMagic, positiveMagic);
  Value nearest = arith::SubFOp::create(
      builder, loc, arith::AddFOp::create(builder, loc, product, magic), magic);
  Value magnitude = arith::SelectOp::create(
      builder, loc, isNegative, arith::NegFOp::create(builder, loc, product),
      product);
  Value hasFraction = compare(arith::CmpFPredicate::OLT, magnitude, kTwo23);
  Value rounded =
      arith::SelectOp::create(builder, loc, hasFraction, nearest, product);

  // Saturate; the largest float32 below 2^31 is 2^31 - 128. Not by
  // arith.maxnumf, of which LLVM makes calls of fmaxf in vectors of some sizes.
  Value tooSmall = compare(arith::CmpFPredicate::OLT, rounded, -kTwo31);
  Value tooLarge = compare(arith::CmpFPredicate::OGE, rounded, kTwo31);
  rounded = arith::SelectOp::create(builder, loc, tooSmall,
                                    b.constantF32(f32, -kTwo31), rounded);
  rounded = arith::SelectOp::create(
      builder, loc, tooLarge, b.constantF32(f32, kTwo31 - 128.0f), rounded);
  Value integer = arith::FPToSIOp::create(builder, loc, i32, rounded);
  return arith::SelectOp::create(builder, loc, tooLarge,
                                 b.constant(i32, INT32_MAX), integer);
}

//===----------------------------------------------------------------------===//
// Pass
//===----------------------------------------------------------------------===//

static Value emitMultiplier(OpBuilder &builder, ApplyMultiplierOp op) {
  LaneBuilder b(builder, op.getLoc());
  Value x = op.getInput(), m = op.getMultiplier(), shift = op.getShift();
  switch (op.getRounding()) {
  case RoundingMode::DoubleRound:
    return emitDoubleRound(b, x, m, shift);
  case RoundingMode::SingleRound:
    return emitSingleRound(b, x, m, shift);
  case RoundingMode::HalfEvenF32:
    return emitHalfEvenF32(builder, op.getLoc(), x, m, shift);
  }
  llvm_unreachable("unknown rounding mode");
}

static LogicalResult lowerMultiplier(ApplyMultiplierOp op,
                                     PatternRewriter &rewriter) {
  Value result = emitMultiplier(rewriter, op);
  if (Value zeroPoint = op.getZeroPoint())
    result = arith::AddIOp::create(rewriter, op.getLoc(), result, zeroPoint);
  rewriter.replaceOp(op, result);
  return success();
}

void qnn::populateGenericMultiplierLowering(RewritePatternSet &patterns) {
  patterns.add(lowerMultiplier);
}

namespace {

struct LowerMultipliers
    : public qnn::impl::QnnLowerMultipliersBase<LowerMultipliers> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateGenericMultiplierLowering(patterns);
    TargetAttr target = getTargetOf(getOperation());
    if (hasFeature(target, "avx2")) {
      populateAVX2MultiplierLowering(patterns);
      populateX86ProductSumLowering(
          patterns, /*numLanes=*/hasFeature(target, "avx512bw") ? 16 : 8);
    }
    if (hasFeature(target, "avx512f"))
      populateAVX512FloatMultiplierLowering(patterns);
    if (hasFeature(target, "neon")) {
      populateNEONMultiplierLowering(patterns);
      populateNEONNarrowingLowering(patterns);
    }
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    getOperation()->walk([&](ApplyFloatMultiplierOp op) {
      op.emitOpError("expected a target with 'avx512f', but got '")
          << target.getName() << "'";
      signalPassFailure();
    });
  }
};

} // namespace
