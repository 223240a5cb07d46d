//===- LowerLookups.cpp - Table lookups on AVX2 ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// vpshufb looks up bytes in a table of 16, by their low four bits, and gives 0
// for bytes whose high bit is set. With x a byte below 128, T_h the rows of 16
// of the table's lower half, x / 16 = h and
//
//   D_0 = T_0,  D_j = T_j xor T_(j-1)
//
// the result is the xor of D_0 to D_h: those D_j for which x - 16j, whose low
// bits are x's own, has no high bit. Bytes from 128 on shall contribute
// nothing, so the subtraction saturates: they stay negative. The upper half of
// the table is the same for x xor 128.

#include "../VectorInstructions.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "qnn/CodeGen/LookupLowering.h"
#include "qnn/IR/LaneBuilder.h"

using namespace mlir;
using namespace mlir::qnn;

/// Bytes of a vector register, and of a row of the table.
static constexpr int64_t kRegisterSize = 32;
static constexpr int64_t kRowSize = 16;

/// The entries of D_j, once for each half of a register, as vpshufb never
/// crosses the middle.
static Value createRow(OpBuilder &builder, Location loc, ArrayRef<int8_t> row,
                       ArrayRef<int8_t> previous) {
  SmallVector<int8_t> entries;
  for (int64_t i = 0; i < kRegisterSize; ++i) {
    int64_t k = i % kRowSize;
    entries.push_back(previous.empty() ? row[k] : row[k] ^ previous[k]);
  }
  auto type = VectorType::get(kRegisterSize, builder.getI8Type());
  return arith::ConstantOp::create(
      builder, loc, DenseElementsAttr::get(type, ArrayRef<int8_t>(entries)));
}

/// The bytes of `bytes` below 128, looked up in `half`; 0 for the others.
static Value emitHalf(OpBuilder &builder, Location loc, Value bytes,
                      ArrayRef<int8_t> half) {
  Type type = bytes.getType();
  LaneBuilder b(builder, loc);
  Value sixteen = b.constant(type, kRowSize);
  Value result;
  for (size_t begin = 0; begin < half.size(); begin += kRowSize) {
    ArrayRef<int8_t> previous;
    if (begin > 0) {
      previous = half.slice(begin - kRowSize, kRowSize);
      bytes = LLVM::SSubSat::create(builder, loc, type, bytes, sixteen);
    }
    Value row = createRow(builder, loc, half.slice(begin, kRowSize), previous);
    Value found = callIntrinsic(builder, loc, "llvm.x86.avx2.pshuf.b", type,
                                {row, bytes});
    result = result ? b.bitXor(result, found) : found;
  }
  return result;
}

/// One register of bytes, looked up.
static Value emitLookup(OpBuilder &builder, Location loc, Value bytes,
                        ArrayRef<int8_t> table) {
  LaneBuilder b(builder, loc);
  Value flipped = b.bitXor(bytes, b.constant(bytes.getType(), 0x80));
  Value below = emitHalf(builder, loc, bytes, table.take_front(128));
  Value above = emitHalf(builder, loc, flipped, table.take_back(128));
  return b.bitXor(below, above);
}

static LogicalResult lowerLookup(LookupOp op, PatternRewriter &rewriter) {
  return lowerByteLookup(op, rewriter, kRegisterSize, emitLookup);
}

void qnn::populateAVX2LookupLowering(RewritePatternSet &patterns) {
  patterns.add(lowerLookup);
}
