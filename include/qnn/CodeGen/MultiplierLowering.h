//===- MultiplierLowering.h - Lowering of multipliers -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_MULTIPLIERLOWERING_H
#define QNN_CODEGEN_MULTIPLIERLOWERING_H

#include "mlir/IR/PatternMatch.h"

namespace mlir::qnn {

class LaneBuilder;

/// x / 2^exponent on i32, to nearest, ties away from zero:
/// (t >> n) + ((t >> n-1) & 1) with t = x + (x >> 31). `exponent` in [0, 31], x
/// above INT32_MIN.
Value emitRoundingDivideByPOT(LaneBuilder &b, Value x, Value exponent);

/// float(x) * float(m * 2^(shift - 31)), rounded to float32.
Value emitF32Product(OpBuilder &builder, Location loc, Value x, Value m,
                     Value shift);

/// Lowers every `qnn.apply_multiplier`, with 64-bit arithmetic.
void populateGenericMultiplierLowering(RewritePatternSet &patterns);

/// Lowers `qnn.apply_multiplier` on vectors, by instructions that AVX2 has.
/// Preferred to the generic lowering where both match.
void populateAVX2MultiplierLowering(RewritePatternSet &patterns);

/// Lowers `qnn.apply_float_multiplier`, by instructions of AVX-512 that round
/// as they say themselves.
void populateAVX512FloatMultiplierLowering(RewritePatternSet &patterns);

/// Lowers sums of two products of bytes by constants of 16 bits to `vpmaddwd`,
/// on vectors with `numLanes` i32: 8 for AVX2, 16 for AVX512BW.
void populateX86ProductSumLowering(RewritePatternSet &patterns,
                                   int64_t numLanes);

/// The same, by instructions that AArch64 has.
void populateNEONMultiplierLowering(RewritePatternSet &patterns);

/// Lowers clamped vectors of i32 that become bytes to `sqxtn` and `sqxtun`,
/// which clamp to the range of bytes themselves.
void populateNEONNarrowingLowering(RewritePatternSet &patterns);

} // namespace mlir::qnn

#endif // QNN_CODEGEN_MULTIPLIERLOWERING_H
