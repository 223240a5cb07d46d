//===- LowerLookups.cpp - Table lookups on AArch64 ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// tbl looks up bytes in a table of 64, in four registers, and gives 0 for
// indices beyond; tbx leaves what was there. So a quarter of the table after
// the other is looked up, at indices that count from its beginning and wrap
// below.

#include "../VectorInstructions.h"
#include "qnn/CodeGen/LookupLowering.h"
#include "qnn/IR/LaneBuilder.h"

using namespace mlir;
using namespace mlir::qnn;

/// Bytes of a vector register, and of the table of one instruction.
static constexpr int64_t kRegisterSize = 16;
static constexpr int64_t kQuarterSize = 64;

/// One register of bytes, looked up.
static Value emitLookup(OpBuilder &builder, Location loc, Value bytes,
                        ArrayRef<int8_t> table) {
  LaneBuilder b(builder, loc);
  auto type = cast<VectorType>(bytes.getType());
  Value result;
  for (size_t begin = 0; begin < table.size(); begin += kQuarterSize) {
    SmallVector<Value> operands;
    if (result)
      operands.push_back(result);
    for (int64_t i = 0; i < kQuarterSize; i += kRegisterSize)
      operands.push_back(arith::ConstantOp::create(
          builder, loc,
          DenseElementsAttr::get(type, table.slice(begin + i, kRegisterSize))));
    operands.push_back(b.sub(bytes, static_cast<int64_t>(begin)));
    StringRef name = result ? "llvm.aarch64.neon.tbx4.v16i8"
                            : "llvm.aarch64.neon.tbl4.v16i8";
    result = callIntrinsic(builder, loc, name, type, operands);
  }
  return result;
}

static LogicalResult lowerLookup(LookupOp op, PatternRewriter &rewriter) {
  return lowerByteLookup(op, rewriter, kRegisterSize, emitLookup);
}

void qnn::populateNEONLookupLowering(RewritePatternSet &patterns) {
  patterns.add(lowerLookup);
}
