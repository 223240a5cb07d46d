//===- LookupLowering.h - How qnn.lookup is lowered -------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_LOOKUPLOWERING_H
#define QNN_CODEGEN_LOOKUPLOWERING_H

#include "mlir/IR/PatternMatch.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// Emits the lookup of each of `bytes`, one vector register, in `table`.
using ByteLookup = llvm::function_ref<Value(
    OpBuilder &builder, Location loc, Value bytes, ArrayRef<int8_t> table)>;

/// Replaces a lookup of bytes in bytes by what `emit` makes of registers of
/// `registerSize` bytes.
LogicalResult lowerByteLookup(LookupOp op, PatternRewriter &rewriter,
                              int64_t registerSize, ByteLookup emit);

/// Lowers `qnn.lookup` from vectors of bytes to vectors of bytes, by shuffles
/// that AVX2 has.
void populateAVX2LookupLowering(RewritePatternSet &patterns);

/// The same, by tables in registers of AArch64.
void populateNEONLookupLowering(RewritePatternSet &patterns);

} // namespace mlir::qnn

#endif // QNN_CODEGEN_LOOKUPLOWERING_H
