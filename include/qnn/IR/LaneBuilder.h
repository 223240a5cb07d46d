//===- LaneBuilder.h - Short spelling of integer arithmetic -----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_LANEBUILDER_H
#define QNN_IR_LANEBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/TypeUtilities.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Numerics/FixedPoint.h"

namespace mlir::qnn {

/// Emits arith ops at one place, on scalars and vectors alike, so that the
/// formulas of docs/Numerics.md can be read in the lowerings. A number in place
/// of a value is a constant, splat to the type of the other operand.
class LaneBuilder {
public:
  LaneBuilder(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  Value constant(Type type, int64_t value) {
    unsigned width = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
    return constant(type, APInt(width, static_cast<uint64_t>(value),
                                /*isSigned=*/false, /*implicitTrunc=*/true));
  }
  Value constant(Type type, const APInt &value) {
    TypedAttr element =
        builder.getIntegerAttr(getElementTypeOrSelf(type), value);
    return splat(type, element);
  }
  Value constantF32(Type type, float value) {
    return splat(type, builder.getF32FloatAttr(value));
  }

  Value add(Value a, Value b) { return create<arith::AddIOp>(a, b); }
  Value add(Value a, int64_t b) { return add(a, constant(a.getType(), b)); }
  Value sub(Value a, Value b) { return create<arith::SubIOp>(a, b); }
  Value sub(int64_t a, Value b) { return sub(constant(b.getType(), a), b); }
  Value sub(Value a, int64_t b) { return sub(a, constant(a.getType(), b)); }
  Value mul(Value a, Value b) { return create<arith::MulIOp>(a, b); }
  Value divU(Value a, Value b) { return create<arith::DivUIOp>(a, b); }
  /// The magnitude; that of the least number wraps to itself.
  Value abs(Value a) { return create<arith::MaxSIOp>(a, sub(int64_t(0), a)); }
  Value bitAnd(Value a, int64_t b) {
    return create<arith::AndIOp>(a, constant(a.getType(), b));
  }
  Value bitXor(Value a, Value b) { return create<arith::XOrIOp>(a, b); }
  Value shl(Value a, Value b) { return create<arith::ShLIOp>(a, b); }
  Value shl(Value a, int64_t b) { return shl(a, constant(a.getType(), b)); }
  /// Arithmetic shift right.
  Value asr(Value a, Value b) { return create<arith::ShRSIOp>(a, b); }
  Value asr(Value a, int64_t b) { return asr(a, constant(a.getType(), b)); }
  /// Logical shift right.
  Value lsr(Value a, Value b) { return create<arith::ShRUIOp>(a, b); }
  Value lsr(Value a, int64_t b) { return lsr(a, constant(a.getType(), b)); }
  Value maxS(Value a, int64_t b) {
    return create<arith::MaxSIOp>(a, constant(a.getType(), b));
  }
  Value minS(Value a, int64_t b) {
    return create<arith::MinSIOp>(a, constant(a.getType(), b));
  }
  Value min(Value a, Value b, bool isSigned) {
    return isSigned ? create<arith::MinSIOp>(a, b)
                    : create<arith::MinUIOp>(a, b);
  }
  Value max(Value a, Value b, bool isSigned) {
    return isSigned ? create<arith::MaxSIOp>(a, b)
                    : create<arith::MaxUIOp>(a, b);
  }
  Value minU(Value a, int64_t b) {
    return create<arith::MinUIOp>(a, constant(a.getType(), b));
  }

  Value compare(arith::CmpIPredicate predicate, Value a, int64_t b) {
    return arith::CmpIOp::create(builder, loc, predicate, a,
                                 constant(a.getType(), b));
  }
  Value select(Value condition, Value a, Value b) {
    return arith::SelectOp::create(builder, loc, condition, a, b);
  }

  /// The product of two i32 in 64 bits.
  Value mulToI64(Value a, Value b) {
    Value wideA = extendToI64(a);
    Value wideB = extendToI64(b);
    return mul(wideA, wideB);
  }
  /// (a * b + 2^30) >> 31: gemmlowp's SaturatingRoundingDoublingHighMul, unless
  /// both are the least i32 (docs/Numerics.md).
  Value roundingDoublingHighMul(Value a, Value b) {
    Value product = add(mulToI64(a, b), int64_t(1) << 30);
    return truncateToI32(asr(product, 31));
  }
  /// The fixed-point multiplication of the rounding mode. `isBounded` promises
  /// that |a| < 2^30, `isNonNegative` that a >= 0.
  Value rescale(Value a, Value multiplier, Value shift, RoundingMode rounding,
                bool isBounded = false, bool isShiftNegative = false,
                bool isNonNegative = false) {
    return ApplyMultiplierOp::create(builder, loc, a, multiplier, shift,
                                     /*zero_point=*/nullptr, rounding,
                                     isBounded, isShiftNegative, isNonNegative);
  }
  Value rescale(Value a, numerics::FixedPointMultiplier m,
                RoundingMode rounding, bool isBounded = false) {
    Value multiplier = constant(a.getType(), m.multiplier);
    Value shift = constant(a.getType(), m.shift);
    return rescale(a, multiplier, shift, rounding, isBounded, m.shift < 0);
  }

  /// Any op of one result, from the arguments of its builder.
  template <typename OpTy, typename... ArgumentsT>
  Value create(ArgumentsT &&...arguments) {
    return OpTy::create(builder, loc, std::forward<ArgumentsT>(arguments)...);
  }

  /// `type` with elements of `element`.
  static Type withElement(Type type, Type element) {
    if (auto vector = dyn_cast<VectorType>(type))
      return vector.clone(element);
    return element;
  }
  /// The number that an integer of fewer bits stands for.
  Value extend(Value a, Type element, bool isSigned) {
    Type type = withElement(a.getType(), element);
    if (type == a.getType())
      return a;
    if (isSigned)
      return arith::ExtSIOp::create(builder, loc, type, a);
    return arith::ExtUIOp::create(builder, loc, type, a);
  }
  Value extendToI16(Value a, bool isSigned) {
    return extend(a, builder.getI16Type(), isSigned);
  }
  Value extendToI32(Value a, bool isSigned) {
    return extend(a, builder.getI32Type(), isSigned);
  }
  Value truncate(Value a, Type element) {
    Type type = withElement(a.getType(), element);
    if (type == a.getType())
      return a;
    return arith::TruncIOp::create(builder, loc, type, a);
  }
  Value extendToI64(Value a) {
    return arith::ExtSIOp::create(
        builder, loc, withElement(a.getType(), builder.getI64Type()), a);
  }
  Value truncateToI32(Value a) { return truncate(a, builder.getI32Type()); }

private:
  Value splat(Type type, TypedAttr element) {
    if (auto vector = dyn_cast<VectorType>(type))
      return arith::ConstantOp::create(
          builder, loc, DenseElementsAttr::get(vector, Attribute(element)));
    return arith::ConstantOp::create(builder, loc, element);
  }

  OpBuilder &builder;
  Location loc;
};

} // namespace mlir::qnn

#endif // QNN_IR_LANEBUILDER_H
