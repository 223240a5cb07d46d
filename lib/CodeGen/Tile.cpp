//===- Tile.cpp - The table of instruction tiles --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Tile.h"
#include "qnn/IR/LaneBuilder.h"

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
          /*cyclesPerSum=*/0,
          /*latency=*/52,
          /*cyclesPerInput=*/0,
          /*emitStep=*/nullptr,
          /*narrow=*/std::nullopt,
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
          /*cyclesPerSum=*/0,
          /*latency=*/1,
          /*cyclesPerInput=*/pairsAhead ? 0 : 0.25,
          emitStep,
          /*narrow=*/std::nullopt,
          /*rowsPerStep=*/2,
          /*rows=*/1,
          /*steps=*/1,
          /*cyclesPerPair=*/pairsAhead ? 1.5 : 0};
}

/// Bytes are multiplied and added in pairs to i16, saturating, by one
/// instruction, and to those of steps before by another; once for all `steps`,
/// pairs of sums are added to i32 by a vpmaddwd with ones. Of these, three
/// start in a cycle. Scratch: x, a product, the ones, and weights of several
/// steps.
static constexpr Tile getVPMADDUBSW(llvm::StringLiteral name, int64_t steps) {
  return {
      name,
      "avx2",
      /*lanes=*/8,
      /*depth=*/4,
      /*elementWidth=*/8,
      Signedness::Unsigned,
      Signedness::Signed,
      /*stepsPerRead=*/1,
      /*numRegisters=*/16,
      /*numScratchRegisters=*/steps == 1 ? 3 : 3 + steps,
      /*cyclesPerStep=*/2.0 / 3,
      /*cyclesPerSum=*/1.0 / 3,
      /*latency=*/1,
      /*cyclesPerInput=*/0,
      /*emitStep=*/nullptr,
      NarrowSums{/*elements=*/2, steps, emitPairsVPMADDUBSW, addPairsVPMADDWD}};
}

/// Of signed inputs, magnitudes are multiplied with weights of which the sign
/// is that of the product: one instruction more for each step, and sums of
/// pairs that fit, as |x| is at most 128. The magnitudes are made once for all
/// panels. Cycles are those of Zen 4 (measured), where a step takes 1.4 times
/// as long as two of vpmaddwd. Scratch: as above,
/// |x|, and a weight.
static constexpr Tile getVPSIGNB(llvm::StringLiteral name, int64_t steps) {
  Tile tile = getVPMADDUBSW(name, steps);
  tile.inputSignedness = Signedness::Signed;
  tile.leastWeight = -127;
  tile.numScratchRegisters += 2;
  tile.cyclesPerStep = 4.0 / 3;
  tile.cyclesPerSum = 2.0 / 3;
  tile.narrow->emit = emitPairsVPSIGNB;
  return tile;
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
     /*cyclesPerStep=*/0.5, /*cyclesPerSum=*/0,
     /*latency=*/5, /*cyclesPerInput=*/0, emitVPDPBUSD},
    {"x86.vpdpbusd.256", "avxvnni", /*lanes=*/8, /*depth=*/4,
     /*elementWidth=*/8, Signedness::Unsigned, Signedness::Signed,
     /*stepsPerRead=*/1, /*numRegisters=*/16, /*numScratchRegisters=*/2,
     /*cyclesPerStep=*/0.5, /*cyclesPerSum=*/0,
     /*latency=*/5, /*cyclesPerInput=*/0, emitVPDPBUSD},
    getVPMADDUBSW("x86.vpmaddubsw", 1),
    getVPMADDUBSW("x86.vpmaddubsw.3", 3),
    getVPSIGNB("x86.vpsignb", 1),
    getVPSIGNB("x86.vpsignb.2", 2),
    getVPSIGNB("x86.vpsignb.3", 3),
    // One instruction for 16 products of i16. Scratch: x, a product.
    {"x86.vpmaddwd", "avx2", /*lanes=*/8, /*depth=*/2, /*elementWidth=*/16,
     std::nullopt, Signedness::Signed,
     /*stepsPerRead=*/1,
     /*numRegisters=*/16,
     /*numScratchRegisters=*/2, /*cyclesPerStep=*/0.67, /*cyclesPerSum=*/0,
     /*latency=*/1,
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
     /*cyclesPerSum=*/0,
     /*latency=*/1, /*cyclesPerInput=*/0, emitSDOT},
    // Two instructions for 8 products of bytes: to i16, added there to those of
    // a step before, and once for two steps from there to i32 by adding pairs.
    // Scratch: two steps' weights of two panels, and five products, as they
    // take some cycles.
    {"aarch64.smlal.8h", "neon", /*lanes=*/4, /*depth=*/2, /*elementWidth=*/8,
     Signedness::Signed, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/9, /*cyclesPerStep=*/1,
     /*cyclesPerSum=*/0, /*latency=*/1, /*cyclesPerInput=*/0.5,
     /*emitStep=*/nullptr,
     NarrowSums{/*elements=*/1, /*steps=*/2, emitProductsSMULL,
                addProductsSADALP}},
    // The same for each step: more than the port that does not multiply has
    // time for. Scratch: x and three products.
    {"aarch64.smull.8h", "neon", /*lanes=*/4, /*depth=*/2, /*elementWidth=*/8,
     Signedness::Signed, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/4, /*cyclesPerStep=*/1,
     /*cyclesPerSum=*/0.125, /*latency=*/1, /*cyclesPerInput=*/0.5,
     /*emitStep=*/nullptr,
     NarrowSums{/*elements=*/1, /*steps=*/1, emitProductsSMULL,
                addProductsSADALP}},
    // Four instructions for 8 products of i16. Scratch: x, two products.
    {"aarch64.smull.4s", "neon", /*lanes=*/4, /*depth=*/2, /*elementWidth=*/16,
     std::nullopt, Signedness::Signed,
     /*stepsPerRead=*/4,
     /*numRegisters=*/32, /*numScratchRegisters=*/3, /*cyclesPerStep=*/2,
     /*cyclesPerSum=*/0,
     /*latency=*/2, /*cyclesPerInput=*/0.5, emitSMULL4S},
};

Value Tile::emitSteps(OpBuilder &builder, Location loc, Value acc,
                      ArrayRef<Value> x, ArrayRef<Value> w) const {
  if (!narrow) {
    for (auto [input, weights] : llvm::zip_equal(x, w))
      acc = emitStep(builder, loc, acc, input, weights);
    return acc;
  }
  Value sums;
  for (auto [input, weights] : llvm::zip_equal(x, w)) {
    Value products = narrow->emit(builder, loc, input, weights);
    sums = sums ? LaneBuilder(builder, loc).add(sums, products) : products;
  }
  return narrow->add(builder, loc, acc, sums);
}

ArrayRef<Tile> qnn::getTiles() { return kTiles; }

const Tile *qnn::lookupTile(StringRef name) {
  const Tile *tile =
      llvm::find_if(kTiles, [&](const Tile &t) { return t.name == name; });
  return tile == std::end(kTiles) ? nullptr : tile;
}
