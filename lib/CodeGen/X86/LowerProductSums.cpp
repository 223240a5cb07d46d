//===- LowerProductSums.cpp - Sums of two products on x86 -----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// vpmaddwd multiplies i16 and adds pairs of products to i32: one instruction
// for a * x + b * y where the elements of x and y alternate. Bytes are
// interleaved before they are widened, within 128 bits, and so stay in order.

#include "../VectorInstructions.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"
#include "qnn/CodeGen/MultiplierLowering.h"
#include "qnn/IR/LaneBuilder.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Widened bytes, times a constant of 16 bits.
struct Product {
  Value bytes;
  bool isSigned;
  int16_t factor;
};

/// a * x + b * y, of bytes of one signedness in vectors of fixed size.
struct LowerProductSum : public OpRewritePattern<arith::AddIOp> {
  LowerProductSum(MLIRContext *context, int64_t numLanes)
      : OpRewritePattern(context), numLanes(numLanes) {}

  LogicalResult matchAndRewrite(arith::AddIOp op,
                                PatternRewriter &rewriter) const override;

  /// i32 lanes of a register.
  int64_t numLanes;
};

} // namespace

static std::optional<Product> matchProduct(Value value) {
  auto mul = value.getDefiningOp<arith::MulIOp>();
  APInt factor;
  if (!mul || !matchPattern(mul.getRhs(), m_ConstantInt(&factor)) ||
      !factor.isSignedIntN(16))
    return std::nullopt;
  Operation *extension = mul.getLhs().getDefiningOp();
  if (!isa_and_nonnull<arith::ExtSIOp, arith::ExtUIOp>(extension))
    return std::nullopt;
  Value bytes = extension->getOperand(0);
  if (!getElementTypeOrSelf(bytes.getType()).isInteger(8))
    return std::nullopt;
  return Product{bytes, isa<arith::ExtSIOp>(extension),
                 static_cast<int16_t>(factor.getSExtValue())};
}

/// The sums of one register.
static Value emitProductSum(OpBuilder &builder, Location loc, ValueRange bytes,
                            const Product &lhs, const Product &rhs) {
  LaneBuilder b(builder, loc);
  int64_t size = cast<VectorType>(bytes[0].getType()).getNumElements();
  Value pairs = vector::InterleaveOp::create(builder, loc, bytes[0], bytes[1]);
  Value words = b.extendToI16(pairs, lhs.isSigned);
  SmallVector<int16_t> factors;
  for (int64_t i = 0; i < size; ++i)
    factors.append({lhs.factor, rhs.factor});
  Value factorPairs = arith::ConstantOp::create(
      builder, loc,
      DenseElementsAttr::get(cast<VectorType>(words.getType()),
                             ArrayRef<int16_t>(factors)));
  StringRef name =
      size == 16 ? "llvm.x86.avx512.pmaddw.d.512" : "llvm.x86.avx2.pmadd.wd";
  return callIntrinsic(builder, loc, name,
                       VectorType::get(size, builder.getI32Type()),
                       {words, factorPairs});
}

LogicalResult
LowerProductSum::matchAndRewrite(arith::AddIOp op,
                                 PatternRewriter &rewriter) const {
  auto type = dyn_cast<VectorType>(op.getType());
  if (!type || type.getRank() != 1 || type.isScalable() ||
      !type.getElementType().isInteger(32))
    return rewriter.notifyMatchFailure(op, "no i32 in rank-1 vectors");
  std::optional<Product> lhs = matchProduct(op.getLhs());
  std::optional<Product> rhs = matchProduct(op.getRhs());
  if (!lhs || !rhs || lhs->isSigned != rhs->isSigned)
    return rewriter.notifyMatchFailure(op, "no products of bytes by constants");
  Location loc = op.getLoc();
  rewriter.replaceOp(
      op, mapRegisters(rewriter, loc, numLanes, {lhs->bytes, rhs->bytes},
                       [&](ValueRange bytes) {
                         return emitProductSum(rewriter, loc, bytes, *lhs,
                                               *rhs);
                       }));
  return success();
}

void qnn::populateX86ProductSumLowering(RewritePatternSet &patterns,
                                        int64_t numLanes) {
  patterns.add<LowerProductSum>(patterns.getContext(), numLanes);
}
