//===- LowerMultipliers.cpp - Multipliers on AVX2 -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// AVX2 multiplies the even 32-bit lanes of two vectors to 64 bits (vpmuldq) and
// shifts 64-bit lanes right, but only logically. So the odd lanes are moved to
// even places for a second product, and of each product only those bits are
// brought into place that end up in the result.

#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "qnn/CodeGen/MultiplierLowering.h"
#include "qnn/IR/LaneBuilder.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

/// The 64-bit products of the even and of the odd lanes of two i32 vectors.
struct LaneProducts {
  Value even, odd;
};

static Value bitcast(OpBuilder &builder, Location loc, Type element,
                     int64_t size, Value value) {
  return vector::BitCastOp::create(builder, loc, VectorType::get(size, element),
                                   value);
}

/// The odd lanes of an i32 vector, each in place of the even one before it too.
/// If a loop does not change the factor that is taken from there, LLVM moves
/// the extension back to its product, but no shift by 32.
static Value repeatOdd(OpBuilder &builder, Location loc, Value value) {
  int64_t size = cast<VectorType>(value.getType()).getNumElements();
  SmallVector<int64_t> mask;
  for (int64_t i = 0; i < size; ++i)
    mask.push_back(i | 1);
  return vector::ShuffleOp::create(builder, loc, value, value, mask);
}

static LaneProducts emitProducts(OpBuilder &builder, Location loc, Value x,
                                 Value m) {
  LaneBuilder b(builder, loc);
  int64_t pairs = cast<VectorType>(x.getType()).getNumElements() / 2;
  auto asPairs = [&](Value value) {
    return bitcast(builder, loc, builder.getI64Type(), pairs, value);
  };
  // Both factors are sign-extended from 32 bits, which makes this a vpmuldq.
  auto evenLanes = [&](Value value) {
    return b.asr(b.shl(asPairs(value), 32), 32);
  };
  Value evenX = evenLanes(x), evenM = evenLanes(m);
  Value even = b.mul(evenX, evenM);
  Value oddX = b.asr(asPairs(x), 32);
  Value oddM = evenLanes(repeatOdd(builder, loc, m));
  Value odd = b.mul(oddX, oddM);
  return {even, odd};
}

/// The i32 vector that alternates half `half` of `even` and of `odd`.
static Value interleave(OpBuilder &builder, Location loc, Value even, Value odd,
                        int64_t half) {
  int64_t size = 2 * cast<VectorType>(even.getType()).getNumElements();
  Type i32 = builder.getI32Type();
  SmallVector<int64_t> mask;
  for (int64_t i = 0; i < size; i += 2)
    mask.append({i + half, size + i + half});
  even = bitcast(builder, loc, i32, size, even);
  odd = bitcast(builder, loc, i32, size, odd);
  return vector::ShuffleOp::create(builder, loc, even, odd, mask);
}

/// The i32 vector that alternates the low halves of `even` and `odd`. The odd
/// ones are moved by a shuffle: LLVM would merge a shift into the product's
/// factor, which then is no 32-bit number any more.
static Value interleaveLow(OpBuilder &builder, Location loc, Value even,
                           Value odd) {
  return interleave(builder, loc, even, odd, /*half=*/0);
}

/// The same of the high halves.
static Value interleaveHigh(OpBuilder &builder, Location loc, Value even,
                            Value odd) {
  return interleave(builder, loc, even, odd, /*half=*/1);
}

/// RDBPOT((x << left) * m + 2^30 >> 31, right), with left and right the
/// positive and negative part of the shift.
static Value emitDoubleRound(OpBuilder &builder, Location loc, Value x, Value m,
                             Value shift) {
  LaneBuilder b(builder, loc);
  Value left = b.maxS(shift, 0);
  Value right = b.maxS(b.sub(int64_t(0), shift), 0);
  LaneProducts products = emitProducts(builder, loc, b.shl(x, left), m);
  auto emitHigh = [&](Value product) {
    return b.lsr(b.add(product, int64_t(1) << 30), 31);
  };
  Value even = emitHigh(products.even);
  Value odd = emitHigh(products.odd);
  Value high = interleaveLow(builder, loc, even, odd);
  return emitRoundingDivideByPOT(b, high, right);
}

/// The same for |x| < 2^30, of which the double has 32 bits: the product of
/// that has the result of the first rounding in its high half. The second one
/// does not overflow: RDBPOT(h, r) = (h - (h < 0) + 2^(r - 1)) >> r for r > 0.
/// The zero point comes as `addend`, 2 * zero_point + 1: that times 2^(r - 1)
/// rounds, and adds the zero point at once. Without h < 0, what is negative
/// does not become positive.
static Value emitBoundedDoubleRound(OpBuilder &builder, Location loc, Value x,
                                    Value m, Value shift, Value addend,
                                    bool isClampedAtZero) {
  LaneBuilder b(builder, loc);
  LaneProducts products = emitProducts(builder, loc, b.shl(x, 1), m);
  Value even = b.add(products.even, int64_t(1) << 31);
  Value odd = b.add(products.odd, int64_t(1) << 31);
  Value high = interleaveHigh(builder, loc, even, odd);
  Value right = b.sub(int64_t(0), shift);
  Value half = b.shl(addend, b.sub(right, 1));
  if (!isClampedAtZero)
    high = b.add(high, b.asr(high, 31));
  return b.asr(b.add(high, half), right);
}

/// The same for x >= 0, by unsigned products, again of a double: that of m,
/// which loops change less often than x. RDBPOT(h, r) = (h + 2^(r - 1)) >> r.
static Value emitNonNegativeDoubleRound(OpBuilder &builder, Location loc,
                                        Value x, Value m, Value shift) {
  LaneBuilder b(builder, loc);
  int64_t pairs = cast<VectorType>(x.getType()).getNumElements() / 2;
  auto asPairs = [&](Value value) {
    return bitcast(builder, loc, builder.getI64Type(), pairs, value);
  };
  auto evenLanes = [&](Value value) {
    return b.bitAnd(asPairs(value), UINT32_MAX);
  };
  auto emitProduct = [&](Value lhs, Value rhs) {
    return b.add(b.mul(lhs, rhs), int64_t(1) << 31);
  };
  Value twice = b.shl(m, 1);
  Value evenX = evenLanes(x), evenM = evenLanes(twice);
  Value even = emitProduct(evenX, evenM);
  Value oddX = b.lsr(asPairs(x), 32);
  Value oddM = evenLanes(repeatOdd(builder, loc, twice));
  Value odd = emitProduct(oddX, oddM);
  Value high = interleaveHigh(builder, loc, even, odd);
  Value right = b.sub(int64_t(0), shift);
  Value one = b.constant(x.getType(), 1);
  Value half = b.shl(one, b.sub(right, one));
  return b.lsr(b.add(high, half), right);
}

/// (x * m + 2^(r - 1)) >> r with r = 31 - shift in [1, 62]. As an arithmetic
/// shift it is a logical one of the number plus 2^63, less 2^(63 - r); that
/// last term is 0 modulo 2^32 unless r > 31.
static Value emitSingleRound(OpBuilder &builder, Location loc, Value x, Value m,
                             Value shift) {
  LaneBuilder b(builder, loc);
  LaneProducts products = emitProducts(builder, loc, x, m);
  int64_t pairs = cast<VectorType>(x.getType()).getNumElements() / 2;
  Value right = b.sub(31, shift);
  Value rightPairs = bitcast(builder, loc, builder.getI64Type(), pairs, right);
  Value evenRight = b.lsr(b.shl(rightPairs, 32), 32);
  Value oddRight = b.lsr(rightPairs, 32);
  auto emitShift = [&](Value product, Value amount) {
    Value one = b.constant(amount.getType(), 1);
    Value half = b.shl(one, b.sub(amount, one));
    Value biased = b.add(half, b.constant(amount.getType(), INT64_MIN));
    return b.lsr(b.add(product, biased), amount);
  };
  Value even = emitShift(products.even, evenRight);
  Value odd = emitShift(products.odd, oddRight);
  Value result = interleaveLow(builder, loc, even, odd);

  // 2^(63 - r) modulo 2^32, in 64-bit lanes, where 63 - r is in [1, 62].
  auto emitCorrection = [&](Value amount) {
    Value one = b.constant(amount.getType(), 1);
    return b.shl(one, b.sub(63, amount));
  };
  even = emitCorrection(evenRight);
  odd = emitCorrection(oddRight);
  Value correction = interleaveLow(builder, loc, even, odd);
  return b.sub(result, correction);
}

/// The same for negative shifts, r > 31: the high half of the sum, shifted by
/// r - 32. `addend` as above.
static Value emitHighSingleRound(OpBuilder &builder, Location loc, Value x,
                                 Value m, Value shift, Value addend) {
  LaneBuilder b(builder, loc);
  LaneProducts products = emitProducts(builder, loc, x, m);
  int64_t pairs = cast<VectorType>(x.getType()).getNumElements() / 2;
  auto asPairs = [&](Value value) {
    return bitcast(builder, loc, builder.getI64Type(), pairs, value);
  };
  // The exponent r - 1 = 30 - shift of each lane.
  Value exponents = asPairs(b.sub(30, shift)), addends = asPairs(addend);
  auto emitRounded = [&](Value product, Value half, Value exponent) {
    return b.add(product, b.shl(half, exponent));
  };
  Value evenAddends = b.asr(b.shl(addends, 32), 32);
  Value evenExponents = b.lsr(b.shl(exponents, 32), 32);
  Value even = emitRounded(products.even, evenAddends, evenExponents);
  Value oddAddends = b.asr(addends, 32);
  Value oddExponents = b.lsr(exponents, 32);
  Value odd = emitRounded(products.odd, oddAddends, oddExponents);
  Value high = interleaveHigh(builder, loc, even, odd);
  return b.asr(high, b.sub(-1, shift));
}

/// `zeroPoint` may be null.
static Value emitMultiplier(OpBuilder &builder, ApplyMultiplierOp op, Value x,
                            Value m, Value shift, Value zeroPoint) {
  Location loc = op.getLoc();
  LaneBuilder b(builder, loc);
  bool isShiftNegative = op.getNegativeShift();
  Value addend = b.constant(x.getType(), 1);
  if (zeroPoint)
    addend = b.add(b.shl(zeroPoint, 1), 1);
  if (op.getRounding() == RoundingMode::SingleRound)
    return isShiftNegative
               ? emitHighSingleRound(builder, loc, x, m, shift, addend)
               : emitSingleRound(builder, loc, x, m, shift);
  if (op.getBounded() && isShiftNegative)
    return emitBoundedDoubleRound(builder, loc, x, m, shift, addend,
                                  op.getClampedAtZero());
  if (op.getNonNegative() && isShiftNegative)
    return emitNonNegativeDoubleRound(builder, loc, x, m, shift);
  return emitDoubleRound(builder, loc, x, m, shift);
}

/// `value` with lanes of 0 appended up to a multiple of 8, a vector register.
static Value padToRegister(OpBuilder &builder, Location loc, Value value) {
  auto type = cast<VectorType>(value.getType());
  auto padded = VectorType::get(llvm::alignTo(type.getNumElements(), 8),
                                type.getElementType());
  if (padded == type)
    return value;
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(padded));
  return vector::InsertStridedSliceOp::create(
      builder, loc, value, zero, ArrayRef<int64_t>{0}, ArrayRef<int64_t>{1});
}

static LogicalResult lowerMultiplier(ApplyMultiplierOp op,
                                     PatternRewriter &rewriter) {
  auto type = dyn_cast<VectorType>(op.getOutput().getType());
  if (!type || type.getRank() != 1 || type.isScalable())
    return rewriter.notifyMatchFailure(op, "no rank-1 vector of fixed size");
  if (op.getRounding() == RoundingMode::HalfEvenF32)
    return rewriter.notifyMatchFailure(op, "generic code is as good");

  Location loc = op.getLoc();
  Value x = padToRegister(rewriter, loc, op.getInput());
  Value m = padToRegister(rewriter, loc, op.getMultiplier());
  Value shift = padToRegister(rewriter, loc, op.getShift());
  Value zeroPoint = op.getZeroPoint();
  if (zeroPoint)
    zeroPoint = padToRegister(rewriter, loc, zeroPoint);
  Value result = emitMultiplier(rewriter, op, x, m, shift, zeroPoint);
  if (result.getType() != type)
    result = vector::ExtractStridedSliceOp::create(
        rewriter, loc, result, ArrayRef<int64_t>{0}, type.getShape(),
        ArrayRef<int64_t>{1});
  rewriter.replaceOp(op, result);
  return success();
}

void qnn::populateAVX2MultiplierLowering(RewritePatternSet &patterns) {
  patterns.add(lowerMultiplier, /*benefit=*/2);
}
