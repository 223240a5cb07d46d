//===- Tile.cpp - The table of instruction tiles --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Tile.h"

using namespace mlir;
using namespace mlir::qnn;

/// An AMX tile of bytes of the given signedness: one instruction for 16 rows,
/// 16 lanes and 16 steps, which takes 16 cycles. Each of its registers can hold
/// sums, inputs or weights; four are for sums.
static constexpr Tile getAMXTile(llvm::StringLiteral name, Signedness input,
                                 Signedness weights) {
  return {name,
          "amx-int8",
          /*lanes=*/16,
          /*depth=*/4,
          /*elementWidth=*/8,
          input,
          weights,
          /*stepsPerRead=*/1,
          /*numRegisters=*/4,
          /*numScratchRegisters=*/0,
          /*cyclesPerStep=*/16,
          /*latency=*/52,
          /*cyclesPerInput=*/0,
          /*emitStep=*/nullptr,
          /*emitTwoSteps=*/nullptr,
          /*emitPairs=*/nullptr,
          /*addPairs=*/nullptr,
          /*rowsPerStep=*/1,
          /*rows=*/16,
          /*steps=*/16};
}

/// One instruction for 32 products of bytes: two rows of eight inputs, two
/// channels of eight weights, added to a matrix of i32. Scratch: weights of two
/// panels. All figures of AArch64 are those of Neoverse N1 (Arm, Software
/// Optimization Guide), or here of N2. To pair rows ahead takes a load, an
/// instruction that interleaves, and a store, in a loop.
static constexpr Tile getMMLATile(llvm::StringLiteral name, Signedness input,
                                  Value (*emitStep)(OpBuilder &, Location,
                                                    Value, Value, Value),
                                  bool pairsAhead) {
  return {name,
          "i8mm",
          /*lanes=*/4,
          /*depth=*/8,
          /*elementWidth=*/8,
          input,
          Signedness::Signed,
          /*stepsPerRead=*/pairsAhead ? 4 : 2,
          /*numRegisters=*/32,
          /*numScratchRegisters=*/4,
          /*cyclesPerStep=*/0.5,
          /*latency=*/1,
          /*cyclesPerInput=*/pairsAhead ? 0 : 0.25,
          emitStep,
          /*emitTwoSteps=*/nullptr,
          /*emitPairs=*/nullptr,
          /*addPairs=*/nullptr,
          /*rowsPerStep=*/2,
          /*rows=*/1,
          /*steps=*/1,
          /*cyclesPerPair=*/pairsAhead ? 1.5 : 0};
}

static const Tile kTiles[] = {
    getAMXTile("x86.tdpbssd", Signedness::Signed, Signedness::Signed),
    getAMXTile("x86.tdpbusd", Signedness::Unsigned, Signedness::Signed),
    getAMXTile("x86.tdpbsud", Signedness::Signed, Signedness::Unsigned),
    getAMXTile("x86.tdpbuud", Signedness::Unsigned, Signedness::Unsigned),
    // One instruction for 64 or 32 products of bytes, four to a lane, added to
    // i32 without saturation. Scratch: x.
    {"x86.vpdpbusd.512", "avx512vnni", /*lanes=*/16, /*depth=*/4,
     /*elementWidth=*/8, Signedness::Unsigned, Signedness::Signed,
     /*stepsPerRead=*/1, /*numRegisters=*/32, /*numScratchRegisters=*/1,
     /*cyclesPerStep=*/0.5,
     /*latency=*/5, /*cyclesPerInput=*/0, emitVPDPBUSD},
    {"x86.vpdpbusd.256", "avxvnni", /*lanes=*/8, /*depth=*/4,
     /*elementWidth=*/8, Signedness::Unsigned, Signedness::Signed,
     /*stepsPerRead=*/1, /*numRegisters=*/16, /*numScratchRegisters=*/2,
     /*cyclesPerStep=*/0.5,
     /*latency=*/5, /*cyclesPerInput=*/0, emitVPDPBUSD},
    // Two instructions for 32 products: bytes are multiplied and added in pairs
    // to i16, saturating, then pairs of those are added to i32 by a vpmaddwd
    // with ones. Scratch: x, a product, the ones.
    {"x86.vpmaddubsw", "avx2", /*lanes=*/8, /*depth=*/4, /*elementWidth=*/8,
     Signedness::Unsigned, Signedness::Signed,
     /*stepsPerRead=*/1,
     /*numRegisters=*/16,
     /*numScratchRegisters=*/3, /*cyclesPerStep=*/1, /*latency=*/1,
     /*cyclesPerInput=*/0, emitVPMADDUBSW, /*emitTwoSteps=*/nullptr,
     emitPairsVPMADDUBSW, addPairsVPMADDWD},
    // One instruction for 16 products of i16. Scratch: x, a product.
    {"x86.vpmaddwd", "avx2", /*lanes=*/8, /*depth=*/2, /*elementWidth=*/16,
     std::nullopt, Signedness::Signed,
     /*stepsPerRead=*/1,
     /*numRegisters=*/16,
     /*numScratchRegisters=*/2, /*cyclesPerStep=*/0.67, /*latency=*/1,
     /*cyclesPerInput=*/0, emitVPMADDWD},
    getMMLATile("aarch64.smmla.paired", Signedness::Signed, emitSMMLA,
                /*pairsAhead=*/true),
    getMMLATile("aarch64.smmla", Signedness::Signed, emitSMMLA,
                /*pairsAhead=*/false),
    getMMLATile("aarch64.usmmla.paired", Signedness::Unsigned, emitUSMMLA,
                /*pairsAhead=*/true),
    getMMLATile("aarch64.usmmla", Signedness::Unsigned, emitUSMMLA,
                /*pairsAhead=*/false),
    // One instruction for 16 products of bytes, four to a lane, added to i32.
    // It takes x as one of four elements of a vector. Scratch: weights that are
    // read ahead.
    {"aarch64.sdot", "dotprod", /*lanes=*/4, /*depth=*/4, /*elementWidth=*/8,
     Signedness::Signed, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/1, /*cyclesPerStep=*/0.5,
     /*latency=*/1, /*cyclesPerInput=*/0, emitSDOT},
    // Three instructions for two steps of 8 products of bytes: to i16, added
    // there, and from there to i32 by adding pairs. A step that is left over is
    // one of the next tile. Scratch: two steps' weights of two panels, and five
    // products, as they take some cycles.
    {"aarch64.smlal.8h", "neon", /*lanes=*/4, /*depth=*/2, /*elementWidth=*/8,
     Signedness::Signed, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/9, /*cyclesPerStep=*/1,
     /*latency=*/1, /*cyclesPerInput=*/0.5, emitSMULL8H, emitSMLAL8H},
    // Two instructions for 8 products of bytes: to i16, and from there to i32
    // by adding pairs. Scratch: x and three products, as they take some cycles.
    {"aarch64.smull.8h", "neon", /*lanes=*/4, /*depth=*/2, /*elementWidth=*/8,
     Signedness::Signed, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/4, /*cyclesPerStep=*/1,
     /*latency=*/1, /*cyclesPerInput=*/0.5, emitSMULL8H},
    // Four instructions for 8 products of i16. Scratch: x, two products.
    {"aarch64.smull.4s", "neon", /*lanes=*/4, /*depth=*/2, /*elementWidth=*/16,
     std::nullopt, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/3, /*cyclesPerStep=*/2,
     /*latency=*/2, /*cyclesPerInput=*/0.5, emitSMULL4S},
};

ArrayRef<Tile> qnn::getTiles() { return kTiles; }

const Tile *qnn::lookupTile(StringRef name) {
  const Tile *tile =
      llvm::find_if(kTiles, [&](const Tile &t) { return t.name == name; });
  return tile == std::end(kTiles) ? nullptr : tile;
}
