//===- LowerNormalizations.cpp - Normalizations of rows to integers -------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "qnn/Numerics/Softmax.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERNORMALIZATIONS
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

namespace {

/// Emits loops over the rows of a tensor of storage integers, along its last
/// axis. What there is one of per row is a tensor without that axis.
class RowBuilder {
public:
  /// The rows of the operand of `op`.
  explicit RowBuilder(Operation *op);

  /// Elements of a row.
  int64_t getSize() const { return type.getShape().back(); }
  /// One element for each row, from a reduction: `body` receives an element,
  /// its row's elements of `perRow`, and what it updates.
  Value reduce(ValueRange perRow, Type elementType, int64_t init, Body body);
  /// One element for each row, from its element of `perRow`.
  Value map(Value perRow, Type elementType, Body body);
  /// Elements of the result's storage, each from one of the input and its row's
  /// elements of `perRow`.
  Value createResult(ValueRange perRow, Body body);

private:
  RankedTensorType getPerRowType(Type elementType) const {
    return RankedTensorType::get(type.getShape().drop_back(), elementType);
  }
  /// The maps of the input and of `perRow`.
  SmallVector<AffineMap> getMaps(ValueRange perRow) const;
  SmallVector<Value> getInputs(ValueRange perRow) const;

  OpBuilder builder;
  Location loc;
  Value input;
  RankedTensorType type;
  Type resultElementType;
};

} // namespace

RowBuilder::RowBuilder(Operation *op) : builder(op), loc(op->getLoc()) {
  input = castToStorage(builder, loc, op->getOperand(0));
  type = cast<RankedTensorType>(input.getType());
  resultElementType =
      getQuantizedElementType(op->getResult(0).getType()).getStorageType();
}

SmallVector<AffineMap> RowBuilder::getMaps(ValueRange perRow) const {
  AffineMap identity =
      AffineMap::getMultiDimIdentityMap(type.getRank(), type.getContext());
  SmallVector<AffineMap> maps = {identity};
  maps.append(perRow.size(), identity.dropResult(type.getRank() - 1));
  return maps;
}

SmallVector<Value> RowBuilder::getInputs(ValueRange perRow) const {
  SmallVector<Value> inputs = {input};
  llvm::append_range(inputs, perRow);
  return inputs;
}

Value RowBuilder::reduce(ValueRange perRow, Type elementType, int64_t init,
                         Body body) {
  SmallVector<AffineMap> maps = getMaps(perRow);
  maps.push_back(maps.front().dropResult(type.getRank() - 1));
  return createReduction(builder, loc, getPerRowType(elementType), init,
                         getInputs(perRow), maps, body);
}

Value RowBuilder::map(Value perRow, Type elementType, Body body) {
  return createElementwise(builder, loc, getPerRowType(elementType), perRow,
                           body);
}

Value RowBuilder::createResult(ValueRange perRow, Body body) {
  return createElementwise(
      builder, loc, cast<RankedTensorType>(type.clone(resultElementType)),
      getInputs(perRow), getMaps(perRow), body);
}

//===----------------------------------------------------------------------===//
// Softmax
//===----------------------------------------------------------------------===//

/// Fractional bits of a sum of exponentials.
static constexpr int kSumFractionalBits = 19;

/// A table of i32, by x - max as a byte, from `function` of the difference.
static DenseElementsAttr
createTable(MLIRContext *context,
            llvm::function_ref<int32_t(int32_t)> function) {
  SmallVector<int32_t> entries;
  for (int32_t byte = 0; byte < 256; ++byte)
    entries.push_back(function(byte == 0 ? 0 : byte - 256));
  return DenseElementsAttr::get(
      RankedTensorType::get({256}, IntegerType::get(context, 32)),
      ArrayRef<int32_t>(entries));
}

/// The entry for `element` of a row with maximum `max`.
static Value emitLookup(LaneBuilder &b, Value element, Value max,
                        DenseElementsAttr table) {
  return b.create<LookupOp>(table.getElementType(), b.sub(element, max), table);
}

static Value createMax(RowBuilder &rows, QuantizedTypeInterface type) {
  Storage storage = type.getStorage();
  return rows.reduce({}, type.getStorageType(), storage.min,
                     [&](LaneBuilder &b, ValueRange args) {
                       return b.max(args[0], args[1], storage.isSigned);
                     });
}

/// The storage integer for the probability `value` in the output's units.
static Value emitProbability(LaneBuilder &b, Value value,
                             QuantizedTypeInterface type) {
  Storage storage = type.getStorage();
  value = b.minU(value, storage.max - storage.min);
  value = b.truncate(value, type.getStorageType());
  return storage.min == 0 ? value : b.add(value, storage.min);
}

/// 1 / (1 + x) in Q0.31 for sum = 2^n * (1 + x), the reciprocal of
/// numerics::softmaxReciprocal.
static Value emitReciprocal(LaneBuilder &b, Value sum) {
  // (1 + x) / 2 in Q0.31, rounded down, from 1 + x with 31 fractional bits.
  Value zeros = b.create<math::CountLeadingZerosOp>(sum);
  Value onePlusX = b.lsr(b.shl(sum, zeros), 32);
  Value denominator = b.truncateToI32(b.lsr(onePlusX, 1));

  constexpr int64_t kOne = 1 << 29; // Numbers between are Q2.29.
  constexpr int64_t kEstimate = 1515870810, kSlope = -1010580540;
  Type i32 = denominator.getType();
  Value y =
      b.add(b.roundingDoublingHighMul(denominator, b.constant(i32, kSlope)),
            kEstimate);
  for (int step = 0; step < 3; ++step) {
    Value error = b.sub(kOne, b.roundingDoublingHighMul(denominator, y));
    y = b.add(y, b.shl(b.roundingDoublingHighMul(y, error), 2));
  }
  // y is 2 / (1 + x), and so the same bits are half of it in Q1.30; 1
  // saturates.
  Value isOne = b.compare(arith::CmpIPredicate::sge, y, int64_t(1) << 30);
  return b.select(isOne, b.constant(i32, INT32_MAX), b.shl(y, 1));
}

/// The shift that takes an exponential, times the reciprocal, to units of
/// 2^-width of the sum. From 32 on, nothing is left.
static Value emitRightShift(LaneBuilder &b, Value sum, int64_t width) {
  Value zeros = b.truncateToI32(b.create<math::CountLeadingZerosOp>(sum));
  return b.sub(63 - kSumFractionalBits + 31 - width, zeros);
}

static FailureOr<Value> createFixedPoint(SoftmaxOp op) {
  QuantizedTypeInterface inputType =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface outputType =
      getQuantizedElementType(op.getOutput().getType());
  double beta = op.getBeta().convertToDouble();
  std::optional<numerics::SoftmaxParameters> parameters =
      numerics::getSoftmaxParameters(inputType.getScale(0), beta);
  if (!parameters)
    return op.emitOpError(
               "expected beta times input scale above 2^-26, but got ")
           << beta * inputType.getScale(0);
  auto getExp = [&](int32_t difference) {
    return numerics::softmaxExp(*parameters, difference);
  };
  MLIRContext *context = op.getContext();
  DenseElementsAttr exps = createTable(context, getExp);
  DenseElementsAttr summands = createTable(context, [&](int32_t difference) {
    return numerics::roundingDivideByPOT(getExp(difference),
                                         31 - kSumFractionalBits);
  });

  RowBuilder rows(op);
  Type i32 = IntegerType::get(context, 32), i64 = IntegerType::get(context, 64);
  Value max = createMax(rows, inputType);
  // A summand is at most 1.
  bool isShort = rows.getSize() < int64_t(1) << (32 - kSumFractionalBits);
  Type sumType = isShort ? i32 : i64;
  Value sum =
      rows.reduce(max, sumType, 0, [&](LaneBuilder &b, ValueRange args) {
        Value summand = emitLookup(b, args[0], args[1], summands);
        return b.add(args[2], b.extend(summand, sumType, /*isSigned=*/false));
      });

  int64_t width = outputType.getStorage().width;
  Value reciprocal = rows.map(sum, i32, [&](LaneBuilder &b, ValueRange args) {
    Value wideSum = b.extend(args[0], i64, /*isSigned=*/false);
    Value isSmall = b.compare(arith::CmpIPredicate::sle,
                              emitRightShift(b, wideSum, width), 31);
    return b.select(isSmall, emitReciprocal(b, wideSum), b.constant(i32, 0));
  });
  Value shift = rows.map(sum, i32, [&](LaneBuilder &b, ValueRange args) {
    Value wideSum = b.extend(args[0], i64, /*isSigned=*/false);
    return b.sub(int64_t(0), b.minS(emitRightShift(b, wideSum, width), 31));
  });
  return rows.createResult({max, reciprocal, shift}, [&](LaneBuilder &b,
                                                         ValueRange args) {
    Value exp = emitLookup(b, args[0], args[1], exps);
    Value quotient = b.rescale(exp, args[2], args[3], RoundingMode::DoubleRound,
                               /*isBounded=*/false, /*isShiftNegative=*/true,
                               /*isNonNegative=*/true);
    return emitProbability(b, quotient, outputType);
  });
}

/// A float32 in [0, 2^23) to the nearest i32, ties upward.
static Value emitRoundHalfUp(LaneBuilder &b, Value value) {
  Type f32 = value.getType(), i32 = IntegerType::get(value.getContext(), 32);
  Value truncated = b.create<arith::FPToSIOp>(i32, value);
  // Exact, as both are close.
  Value fraction =
      b.create<arith::SubFOp>(value, b.create<arith::SIToFPOp>(f32, truncated));
  Value isUp = b.create<arith::CmpFOp>(arith::CmpFPredicate::OGE, fraction,
                                       b.constantF32(f32, 0.5f));
  return b.add(truncated, b.extendToI32(isUp, /*isSigned=*/false));
}

static Value createFloat(SoftmaxOp op) {
  QuantizedTypeInterface inputType =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface outputType =
      getQuantizedElementType(op.getOutput().getType());
  numerics::SoftmaxTable floats = numerics::getSoftmaxTable(
      inputType.getScale(0), op.getBeta().convertToDouble());
  DenseElementsAttr exps =
      createTable(op.getContext(), [&](int32_t difference) {
        return llvm::bit_cast<int32_t>(floats[-difference]);
      });

  RowBuilder rows(op);
  Type f32 = Float32Type::get(op.getContext());
  auto emitExp = [&](LaneBuilder &b, Value element, Value max) {
    return b.create<arith::BitcastOp>(f32, emitLookup(b, element, max, exps));
  };
  Value max = createMax(rows, inputType);
  Value sum = rows.reduce(max, f32, 0, [&](LaneBuilder &b, ValueRange args) {
    return b.create<arith::AddFOp>(args[2], emitExp(b, args[0], args[1]));
  });
  Value factor = rows.map(sum, f32, [&](LaneBuilder &b, ValueRange args) {
    Value scaled =
        b.create<arith::MulFOp>(args[0], b.constantF32(f32, 0x1p-8f));
    return b.create<arith::DivFOp>(b.constantF32(f32, 1.0f), scaled);
  });
  return rows.createResult({max, factor}, [&](LaneBuilder &b, ValueRange args) {
    Value exp = emitExp(b, args[0], args[1]);
    Value product = b.create<arith::MulFOp>(exp, args[2]);
    return emitProbability(b, emitRoundHalfUp(b, product), outputType);
  });
}

static LogicalResult lower(SoftmaxOp op) {
  FailureOr<Value> result =
      op.getFlavour() == Flavour::TFLM ? createFixedPoint(op) : createFloat(op);
  if (failed(result))
    return failure();
  replaceWithStorage(op, *result);
  return success();
}

//===----------------------------------------------------------------------===//
// L2 normalization
//===----------------------------------------------------------------------===//

/// The k for which sum * 4^k is in [2^27, 2^29).
static Value emitExponent(LaneBuilder &b, Value sum) {
  return b.asr(b.sub(b.create<math::CountLeadingZerosOp>(sum), 3), 1);
}

/// The multiplier of numerics::inverseSqrt(sum), by five steps of Newton's
/// method.
static Value emitInverseSqrt(LaneBuilder &b, Value sum) {
  // sum * 4^k / 2 is a number in [1/4, 1) in Q3.28.
  Value exponent = emitExponent(b, sum);
  Value shift = b.add(b.shl(exponent, 1), 2);
  Value half = b.lsr(b.add(b.lsr(b.shl(sum, shift), 3), 1), 1);

  Type i32 = sum.getType();
  Value threeHalves = b.constant(i32, 3 << 27);
  Value y = b.constant(i32, 1 << 28);
  for (int step = 0; step < 5; ++step) {
    // y comes from below and never reaches 2, so that its cube fits.
    Value square = b.roundingDoublingHighMul(y, y);
    Value cube = b.shl(b.roundingDoublingHighMul(square, y), 6);
    y = b.shl(b.sub(b.roundingDoublingHighMul(threeHalves, y),
                    b.roundingDoublingHighMul(half, cube)),
              3);
  }
  constexpr int64_t kHalfSqrt2 = 1518500250; // In Q0.31.
  Value result = b.roundingDoublingHighMul(y, b.constant(i32, kHalfSqrt2));
  result = b.shl(result, b.maxS(b.sub(exponent, 11), 0));
  Value isAtMostOne = b.compare(arith::CmpIPredicate::sle, sum, 1);
  return b.select(isAtMostOne, b.constant(i32, INT32_MAX), result);
}

static LogicalResult lower(L2NormalizationOp op) {
  QuantizedTypeInterface inputType =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface outputType =
      getQuantizedElementType(op.getOutput().getType());
  RowBuilder rows(op);
  Type i32 = IntegerType::get(op.getContext(), 32);
  Value sum = rows.reduce({}, i32, 0, [&](LaneBuilder &b, ValueRange args) {
    Value x = emitCentred(b, args[0], inputType);
    return b.add(args[1], b.mul(x, x));
  });
  Value multiplier = rows.map(sum, i32, [](LaneBuilder &b, ValueRange args) {
    return emitInverseSqrt(b, args[0]);
  });
  // The result is in units of 2^-7.
  Value shift = rows.map(sum, i32, [](LaneBuilder &b, ValueRange args) {
    return b.add(b.minS(b.sub(emitExponent(b, args[0]), 11), 0), 7);
  });
  Value result = rows.createResult(
      {multiplier, shift}, [&](LaneBuilder &b, ValueRange args) {
        Value x = emitCentred(b, args[0], inputType);
        Value v = b.rescale(x, args[1], args[2], RoundingMode::DoubleRound);
        return emitStore(b, v, outputType, getStorageBounds(outputType));
      });
  replaceWithStorage(op, result);
  return success();
}

//===----------------------------------------------------------------------===//
// Pass
//===----------------------------------------------------------------------===//

namespace {

struct LowerNormalizations
    : public qnn::impl::QnnLowerNormalizationsBase<LowerNormalizations> {
  void runOnOperation() override {
    if (failed(lowerAll<SoftmaxOp, L2NormalizationOp>(
            getOperation(), numLowered, [](auto op) { return lower(op); })))
      signalPassFailure();
  }
};

} // namespace
