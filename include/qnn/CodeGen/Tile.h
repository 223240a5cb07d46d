//===- Tile.h - The table of instruction tiles ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_TILE_H
#define QNN_CODEGEN_TILE_H

#include "mlir/IR/Builders.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// How a sequence adds products in 16 bits before it adds them to accumulators:
///
///   sum[i] = sum_s,e x[s][i*elements + e] * w[s][i*elements + e],
///     s < steps, e < elements
///
/// Each sum, and each part of it over fewer steps, must be in i16.
struct NarrowSums {
  int64_t elements;
  /// At most, of steps that follow each other in a run.
  int64_t steps;
  /// Emits the sums of one step (vector<lanes*depth/elements x i16>).
  Value (*emit)(OpBuilder &builder, Location loc, Value x, Value w);
  /// Adds such sums to `acc`.
  Value (*add)(OpBuilder &builder, Location loc, Value acc, Value sums);
};

/// An instruction sequence that adds products to a vector of i32 accumulators:
///
///   acc[l] += sum_d x[l*depth + d] * w[l*depth + d],  l < lanes, d < depth
///
/// In products of matrices, `x` is `depth` inputs repeated for all lanes. One
/// entry describes it to the passes, which know nothing else about an
/// instruction set.
///
/// Instructions on registers that are tables take several rows and steps at
/// once
/// (`isMatrix`): for r < `rows`, s < `steps`,
///
///   acc[r][l] += sum_s,d x[r][s*depth + d] * w[s][l*depth + d]
struct Tile {
  llvm::StringLiteral name;
  /// The LLVM feature that the target must have.
  llvm::StringLiteral feature;
  int64_t lanes;
  int64_t depth;
  /// Bits of an element of `x` and of `w`.
  unsigned elementWidth;
  /// The signedness that bytes of the input must have; nullopt if the elements
  /// are wider than a byte and hold either.
  std::optional<Signedness> inputSignedness;
  /// How bytes of the weights are read.
  Signedness weightsSignedness;
  /// Steps whose inputs are read as one vector, where there are as many: a
  /// power of two. More than one where an instruction takes `x` as an element
  /// of a vector, or where a broadcast from memory is no cheaper than one from
  /// there. With `cyclesPerPair` each step reads its own, and this is how many
  /// an iteration takes.
  int64_t stepsPerRead;
  /// Vector registers that the target has.
  int64_t numRegisters;
  /// Registers that one step needs beside accumulators, weights, and inputs of
  /// further steps.
  int64_t numScratchRegisters;
  /// Cycles that one step takes of the ports that compute, and cycles from an
  /// accumulator to its next value (Fog, instruction tables; uops.info).
  double cyclesPerStep;
  /// Cycles of the same ports for what happens once in all steps of a narrow
  /// sum.
  double cyclesPerSum;
  double latency;
  /// Cycles of the same ports to bring the inputs that one row has for a step
  /// to where `x` has them; 0 where loads or the multiplication do that.
  double cyclesPerInput;
  /// Emits the sequence on `acc` (vector<lanes x i32>), `x` and `w` (both
  /// vector<lanes*depth>); returns the new accumulators. Null where sums are
  /// narrow.
  Value (*emitStep)(OpBuilder &builder, Location loc, Value acc, Value x,
                    Value w) = nullptr;
  std::optional<NarrowSums> narrow = std::nullopt;
  /// Rows of the input that the sequence multiplies. If there are two, it is on
  /// half a panel: `acc` is a matrix of two rows and half of the lanes, `x` the
  /// inputs of two rows, and `w` the weights of half of the lanes (both
  /// vector<lanes*depth/2>).
  int64_t rowsPerStep = 1;
  /// Rows of the input and steps that one instruction takes, at most. Where
  /// there are several, `emitStep` is null, and registers are counted by those
  /// that hold sums.
  int64_t rows = 1;
  int64_t steps = 1;
  /// Where a step takes two rows: cycles to bring `depth` inputs of both
  /// together ahead of the loops that multiply, which then read them as one
  /// vector. 0 if those loops do it.
  double cyclesPerPair = 0;
  /// Signed weights must not be below.
  int64_t leastWeight = INT16_MIN;

  bool isMatrix() const { return rows > 1; }
  bool pairsRowsAhead() const { return cyclesPerPair > 0; }
  /// True if what is added in 16 bits can leave them, for some weights.
  bool canOverflow() const {
    return narrow && narrow->elements * narrow->steps > 1;
  }
  int64_t getStepsPerSum() const { return narrow ? narrow->steps : 1; }

  /// Emits one step for each of `x` and `w`, at most `getStepsPerSum()`.
  Value emitSteps(OpBuilder &builder, Location loc, Value acc,
                  ArrayRef<Value> x, ArrayRef<Value> w) const;
};

/// All tiles; of those that a target has, the first is preferred.
ArrayRef<Tile> getTiles();

/// The tile called `name`; null if there is none.
const Tile *lookupTile(StringRef name);

/// Attribute of a `qnn.dot`: the name of its tile.
inline constexpr llvm::StringLiteral kTileAttrName = "qnn.tile";

/// x86 (lib/CodeGen/X86/Tiles.cpp).
Value emitPairsVPMADDUBSW(OpBuilder &builder, Location loc, Value x, Value w);
Value emitPairsVPSIGNB(OpBuilder &builder, Location loc, Value x, Value w);
Value addPairsVPMADDWD(OpBuilder &builder, Location loc, Value acc,
                       Value pairs);
Value emitVPMADDWD(OpBuilder &builder, Location loc, Value acc, Value x,
                   Value w);
Value emitVPDPBUSD(OpBuilder &builder, Location loc, Value acc, Value x,
                   Value w);

/// AArch64 (lib/CodeGen/AArch64/Tiles.cpp).
Value emitSDOT(OpBuilder &builder, Location loc, Value acc, Value x, Value w);
Value emitSMMLA(OpBuilder &builder, Location loc, Value acc, Value x, Value w);
Value emitUSMMLA(OpBuilder &builder, Location loc, Value acc, Value x, Value w);
Value emitProductsSMULL(OpBuilder &builder, Location loc, Value x, Value w);
Value addProductsSADALP(OpBuilder &builder, Location loc, Value acc,
                        Value products);
Value emitSMULL4S(OpBuilder &builder, Location loc, Value acc, Value x,
                  Value w);

} // namespace mlir::qnn

#endif // QNN_CODEGEN_TILE_H
