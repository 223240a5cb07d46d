//===- LowerFloatMultipliers.cpp - Rescaling by AVX-512 -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../VectorInstructions.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "qnn/CodeGen/MultiplierLowering.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

/// Lanes of the registers whose instructions name a rounding mode.
static constexpr int64_t kNumLanes = 16;

/// The rounding modes of instructions, and the bit that goes with them.
enum RoundingControl { NearestEven = 0, TowardZero = 3 };
static constexpr int32_t kNoExceptions = 8;

/// The result of a register of each operand.
static Value emitRegister(OpBuilder &builder, ApplyFloatMultiplierOp op,
                          ValueRange operands) {
  Location loc = op.getLoc();
  Value high = operands[1], low = operands[2], offset = operands[3];
  Type floats = high.getType();
  // What the processor's control register says makes no difference.
  auto getRounding = [&](RoundingControl mode) -> Value {
    return LLVM::ConstantOp::create(
        builder, loc, builder.getI32IntegerAttr(mode | kNoExceptions));
  };
  auto multiplyAdd = [&](Value a, Value b, Value c) {
    return callIntrinsic(builder, loc, "llvm.x86.avx512.vfmadd.ps.512", floats,
                         {a, b, c, getRounding(TowardZero)});
  };
  Value v = callIntrinsic(builder, loc, "llvm.x86.avx512.sitofp.round", floats,
                          {operands[0], getRounding(NearestEven)});
  if (!op.getClampedAtZero())
    offset = math::CopySignOp::create(builder, loc, offset, v);
  Value rest = multiplyAdd(v, low, offset);
  Value sum = multiplyAdd(v, high, rest);
  return arith::FPToSIOp::create(builder, loc, operands[0].getType(), sum);
}

static LogicalResult lowerFloatMultiplier(ApplyFloatMultiplierOp op,
                                          PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Type type = op.getType();
  auto vector = dyn_cast<VectorType>(type);
  if (vector && vector.isScalable())
    return rewriter.notifyMatchFailure(op, "no vector of fixed size");

  // As vectors of rank 1.
  int64_t size = vector ? vector.getNumElements() : 1;
  SmallVector<Value> operands(op.getOperands());
  for (Value &operand : operands) {
    auto flat = VectorType::get(size, getElementTypeOrSelf(operand.getType()));
    operand = vector ? vector::ShapeCastOp::create(rewriter, loc, flat, operand)
                           .getResult()
                     : vector::BroadcastOp::create(rewriter, loc, flat, operand)
                           .getResult();
  }
  Value result =
      mapRegisters(rewriter, loc, kNumLanes, operands, [&](ValueRange parts) {
        return emitRegister(rewriter, op, parts);
      });
  result =
      vector
          ? vector::ShapeCastOp::create(rewriter, loc, type, result).getResult()
          : vector::ExtractOp::create(rewriter, loc, result, 0).getResult();
  rewriter.replaceOp(op, result);
  return success();
}

void qnn::populateAVX512FloatMultiplierLowering(RewritePatternSet &patterns) {
  patterns.add(lowerFloatMultiplier);
}
