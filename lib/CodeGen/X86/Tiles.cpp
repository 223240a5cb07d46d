//===- Tiles.cpp - Tiles of x86 -------------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Names and semantics of the instructions: Intel 64 and IA-32 Architectures
// Software Developer's Manual, volume 2.

#include "../VectorInstructions.h"
#include "qnn/CodeGen/Tile.h"
#include "qnn/IR/LaneBuilder.h"

using namespace mlir;
using namespace mlir::qnn;

Value qnn::emitPairsVPMADDUBSW(OpBuilder &builder, Location loc, Value x,
                               Value w) {
  return callIntrinsic(builder, loc, "llvm.x86.avx2.pmadd.ub.sw",
                       VectorType::get(16, builder.getI16Type()), {x, w});
}

Value qnn::emitPairsVPSIGNB(OpBuilder &builder, Location loc, Value x,
                            Value w) {
  // |-128| wraps to -128, which is 128 as an unsigned byte.
  Value magnitude = LaneBuilder(builder, loc).abs(x);
  Value product =
      callIntrinsic(builder, loc, "llvm.x86.avx2.psign.b", w.getType(), {w, x});
  return emitPairsVPMADDUBSW(builder, loc, magnitude, product);
}

Value qnn::addPairsVPMADDWD(OpBuilder &builder, Location loc, Value acc,
                            Value pairs) {
  LaneBuilder b(builder, loc);
  Value ones = b.constant(pairs.getType(), 1);
  return emitVPMADDWD(builder, loc, acc, pairs, ones);
}

Value qnn::emitVPMADDWD(OpBuilder &builder, Location loc, Value acc, Value x,
                        Value w) {
  LaneBuilder b(builder, loc);
  Value sums = callIntrinsic(builder, loc, "llvm.x86.avx2.pmadd.wd",
                             acc.getType(), {x, w});
  return b.add(acc, sums);
}

Value qnn::emitVPDPBUSD(OpBuilder &builder, Location loc, Value acc, Value x,
                        Value w) {
  auto type = cast<VectorType>(acc.getType());
  StringRef name = type.getNumElements() == 16 ? "llvm.x86.avx512.vpdpbusd.512"
                                               : "llvm.x86.avx512.vpdpbusd.256";
  return callIntrinsic(builder, loc, name, type, {acc, x, w});
}
