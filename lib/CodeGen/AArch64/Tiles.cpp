//===- Tiles.cpp - Tiles of AArch64 ---------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Names and semantics of the instructions: Arm Architecture Reference Manual
// for A-profile architecture, chapter C7.

#include "../VectorInstructions.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "qnn/CodeGen/Tile.h"
#include "qnn/IR/LaneBuilder.h"

using namespace mlir;
using namespace mlir::qnn;

/// The last operand can be an element of a vector, which a broadcast becomes.
Value qnn::emitSDOT(OpBuilder &builder, Location loc, Value acc, Value x,
                    Value w) {
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.sdot.v4i32.v16i8",
                       acc.getType(), {acc, w, x});
}

Value qnn::emitSMMLA(OpBuilder &builder, Location loc, Value acc, Value x,
                     Value w) {
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.smmla.v4i32.v16i8",
                       acc.getType(), {acc, x, w});
}

Value qnn::emitUSMMLA(OpBuilder &builder, Location loc, Value acc, Value x,
                      Value w) {
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.usmmla.v4i32.v16i8",
                       acc.getType(), {acc, x, w});
}

/// Each product fits i16, as the largest is -128 * -128 = 2^14. An addition to
/// others makes it an smlal.
Value qnn::emitProductsSMULL(OpBuilder &builder, Location loc, Value x,
                             Value w) {
  Type i16x8 = VectorType::get(8, builder.getI16Type());
  return callIntrinsic(builder, loc, "llvm.aarch64.neon.smull.v8i16", i16x8,
                       {x, w});
}

/// Adds pairs of products in 32 bits; with the addition, this is one sadalp.
Value qnn::addProductsSADALP(OpBuilder &builder, Location loc, Value acc,
                             Value products) {
  Value sums =
      callIntrinsic(builder, loc, "llvm.aarch64.neon.saddlp.v4i32.v8i16",
                    acc.getType(), products);
  return LaneBuilder(builder, loc).add(acc, sums);
}

Value qnn::emitSMULL4S(OpBuilder &builder, Location loc, Value acc, Value x,
                       Value w) {
  auto emitHalf = [&](int64_t first) {
    auto slice = [&](Value value) -> Value {
      return vector::ExtractStridedSliceOp::create(
          builder, loc, value, /*offsets=*/first, /*sizes=*/4, /*strides=*/1);
    };
    Value a = slice(x), b = slice(w);
    return callIntrinsic(builder, loc, "llvm.aarch64.neon.smull.v4i32",
                         acc.getType(), {a, b});
  };
  Value low = emitHalf(0);
  Value high = emitHalf(4);
  Value sums = callIntrinsic(builder, loc, "llvm.aarch64.neon.addp.v4i32",
                             acc.getType(), {low, high});
  return LaneBuilder(builder, loc).add(acc, sums);
}
