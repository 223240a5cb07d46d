//===- Peaks.cpp - What the machine can do --------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Peaks.h"

#include "mlir/Parser/Parser.h"
#include "qnn/CodeGen/Invoke.h"
#include "llvm/Support/FormatVariadic.h"
#include <array>

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// A way to multiply and add vectors.
struct Instruction {
  llvm::StringLiteral name;
  /// LLVM feature that has it.
  llvm::StringLiteral feature;
  llvm::StringLiteral operandType;
  llvm::StringLiteral accumulatorType;
  int64_t vectorBytes;
  int64_t numProducts;
  /// Vectors that one iteration loads; each meets `kRows` others, which stay in
  /// registers. Their products are accumulators: enough to hide the latency.
  int64_t numVectors;
  /// IR of the new accumulator %y{0} from the old one, %a{0}, and operands
  /// %x{1} and %w{2}.
  const char *step;
};

} // namespace

/// As in a block of a matrix product, where a vector of weights serves several
/// rows: with one, loads would be what limits.
static constexpr int64_t kRows = 2;

static constexpr Instruction kInstructions[] = {
    {"vpmaddwd", "avx2", "vector<16xi16>", "vector<8xi32>", 32, 16, 4,
     R"(
  %p{0} = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%x{1}, %w{2})
      : (vector<16xi16>, vector<16xi16>) -> vector<8xi32>
  %y{0} = llvm.add %a{0}, %p{0} : vector<8xi32>
)"},
    {"vpmaddubsw", "avx2", "vector<32xi8>", "vector<8xi32>", 32, 32, 4,
     R"(
  %p{0} = llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"(%x{1}, %w{2})
      : (vector<32xi8>, vector<32xi8>) -> vector<16xi16>
  %one{0} = llvm.mlir.constant(dense<1> : vector<16xi16>) : vector<16xi16>
  %q{0} = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%p{0}, %one{0})
      : (vector<16xi16>, vector<16xi16>) -> vector<8xi32>
  %y{0} = llvm.add %a{0}, %q{0} : vector<8xi32>
)"},
    {"vpdpbusd ymm", "avxvnni", "vector<32xi8>", "vector<8xi32>", 32, 32, 6,
     R"(
  %y{0} = llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.256"
      (%a{0}, %x{1}, %w{2})
      : (vector<8xi32>, vector<32xi8>, vector<32xi8>) -> vector<8xi32>
)"},
    {"vpdpbusd zmm", "avx512vnni", "vector<64xi8>", "vector<16xi32>", 64, 64, 6,
     R"(
  %y{0} = llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"
      (%a{0}, %x{1}, %w{2})
      : (vector<16xi32>, vector<64xi8>, vector<64xi8>) -> vector<16xi32>
)"},
};

/// Long enough that calling the loop takes no time beside it.
static constexpr int64_t kIterations = 10000;

/// What the loop reads again and again, in bytes: part of the first-level
/// cache. A power of two.
static constexpr int64_t kOperandBytes = 8192;

/// Compiles `text`, a function @peak_invoke, for `target`.
static FailureOr<Compiled> compile(StringRef text, const Target &target,
                                   MLIRContext *context) {
  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(text, context, "peak");
  if (!module)
    return failure();
  (*module)->setAttr(kTargetAttrName, getTargetAttr(context, target));
  return Compiled::create(*module, "peak", {}, {});
}

/// {0}: types of the accumulators, {1}: zeros for them, {2}: their declaration,
/// {3}: loads of the rows, {4}: the steps, {5}: the new accumulators, {6}:
/// stores of them, {7}: accumulator type, {8}: bytes per iteration, {9}:
/// iterations, {10}: the arena's size, {11}: mask of offsets.
static constexpr const char *kVectorLoop = R"(
llvm.func @peak_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
    %arena: !llvm.ptr) -> i32 attributes {{qnn.arena_size = {10} : i64} {{
  %success = llvm.mlir.constant(0 : i32) : i32
  %begin = llvm.mlir.constant(0 : i64) : i64
  %end = llvm.mlir.constant({9} : i64) : i64
  %one = llvm.mlir.constant(1 : i64) : i64
  %bytes = llvm.mlir.constant({8} : i64) : i64
  %mask = llvm.mlir.constant({11} : i64) : i64
  %zero = llvm.mlir.zero : {7}
{3}
  llvm.br ^loop(%begin, {1} : i64, {0})
^loop(%i: i64, {2}):
  %distance = llvm.mul %i, %bytes : i64
  %offset = llvm.and %distance, %mask : i64
  %from = llvm.getelementptr %arena[%offset] : (!llvm.ptr, i64) -> !llvm.ptr, i8
{4}
  %next = llvm.add %i, %one : i64
  %again = llvm.icmp "ult" %next, %end : i64
  llvm.cond_br %again, ^loop(%next, {5} : i64, {0}), ^done
^done:
{6}
  llvm.return %success : i32
}
)";

static FailureOr<Compiled> createVectorLoop(const Instruction &instruction,
                                            const Target &target,
                                            MLIRContext *context) {
  std::string types, zeros, declarations, rows, steps, results, stores;
  // Volatile, so that they are not known to be equal.
  for (int64_t r = 0; r < kRows; ++r)
    rows += llvm::formatv("  %x{0} = llvm.load volatile %arena"
                          " : !llvm.ptr -> {1}\n",
                          r, instruction.operandType);
  for (int64_t v = 0; v < instruction.numVectors; ++v)
    steps +=
        llvm::formatv("  %from{0} = llvm.getelementptr %from[{1}]"
                      " : (!llvm.ptr) -> !llvm.ptr, i8\n"
                      "  %w{0} = llvm.load %from{0} {{alignment = 32 : i64}"
                      " : !llvm.ptr -> {2}\n",
                      v, v * instruction.vectorBytes, instruction.operandType);
  int64_t numAccumulators = kRows * instruction.numVectors;
  for (int64_t a = 0; a < numAccumulators; ++a) {
    StringRef comma = a == 0 ? "" : ", ";
    types += (comma + instruction.accumulatorType).str();
    zeros += (comma + "%zero").str();
    declarations +=
        llvm::formatv("{0}%a{1}: {2}", comma, a, instruction.accumulatorType);
    steps += llvm::formatv(instruction.step, a, a % kRows, a / kRows);
    results += llvm::formatv("{0}%y{1}", comma, a);
    // Volatile, so that the loop is not removed.
    stores += llvm::formatv("  llvm.store volatile %y{0}, %arena"
                            " : {1}, !llvm.ptr\n",
                            a, instruction.accumulatorType);
  }
  int64_t bytes = instruction.vectorBytes * instruction.numVectors;
  // An iteration may begin at the last offset.
  int64_t arenaSize = kOperandBytes + bytes;
  int64_t mask = kOperandBytes - kArenaAlignment;
  return compile(llvm::formatv(kVectorLoop, types, zeros, declarations, rows,
                               steps, results, stores,
                               instruction.accumulatorType, bytes, kIterations,
                               arenaSize, mask)
                     .str(),
                 target, context);
}

/// AMX: 2x2 tiles of 16x16 sums each, of tiles of 16x64 bytes. {0}: iterations,
/// {1}: what ldtilecfg reads, in bytes: palette 1; at 16, the 2-byte widths in
/// bytes of the eight tiles; at 48, their heights.
static constexpr const char *kTileLoop = R"(
llvm.func @peak_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
    %arena: !llvm.ptr) -> i32 attributes {{qnn.arena_size = 64 : i64} {{
  %success = llvm.mlir.constant(0 : i32) : i32
  %begin = llvm.mlir.constant(0 : i64) : i64
  %end = llvm.mlir.constant({0} : i64) : i64
  %one = llvm.mlir.constant(1 : i64) : i64
  %config = llvm.mlir.constant(dense<[{1}]> : vector<64xi8>) : vector<64xi8>
  %t0 = llvm.mlir.constant(0 : i8) : i8
  %t1 = llvm.mlir.constant(1 : i8) : i8
  %t2 = llvm.mlir.constant(2 : i8) : i8
  %t3 = llvm.mlir.constant(3 : i8) : i8
  %t4 = llvm.mlir.constant(4 : i8) : i8
  %t5 = llvm.mlir.constant(5 : i8) : i8
  %t6 = llvm.mlir.constant(6 : i8) : i8
  %t7 = llvm.mlir.constant(7 : i8) : i8
  llvm.store volatile %config, %arena : vector<64xi8>, !llvm.ptr
  llvm.call_intrinsic "llvm.x86.ldtilecfg"(%arena) : (!llvm.ptr) -> ()
  llvm.br ^loop(%begin : i64)
^loop(%i: i64):
  llvm.call_intrinsic "llvm.x86.tdpbssd"(%t0, %t4, %t6) : (i8, i8, i8) -> ()
  llvm.call_intrinsic "llvm.x86.tdpbssd"(%t1, %t4, %t7) : (i8, i8, i8) -> ()
  llvm.call_intrinsic "llvm.x86.tdpbssd"(%t2, %t5, %t6) : (i8, i8, i8) -> ()
  llvm.call_intrinsic "llvm.x86.tdpbssd"(%t3, %t5, %t7) : (i8, i8, i8) -> ()
  %next = llvm.add %i, %one : i64
  %again = llvm.icmp "ult" %next, %end : i64
  llvm.cond_br %again, ^loop(%next : i64), ^done
^done:
  llvm.call_intrinsic "llvm.x86.tilerelease"() : () -> ()
  llvm.return %success : i32
}
)";

static FailureOr<Peak> createTilePeak(const Target &target,
                                      MLIRContext *context) {
  std::array<int, 64> config = {1};
  for (int tile = 0; tile < 8; ++tile) {
    config[16 + 2 * tile] = 64;
    config[48 + tile] = 16;
  }
  std::string bytes;
  llvm::raw_string_ostream os(bytes);
  llvm::interleaveComma(config, os);
  FailureOr<Compiled> loop = compile(
      llvm::formatv(kTileLoop, kIterations, bytes).str(), target, context);
  if (failed(loop))
    return failure();
  return Peak{"tdpbssd", std::move(*loop),
              2. * 4 * (16 * 16 * 64) * kIterations};
}

FailureOr<SmallVector<Peak, 0>> qnn::createComputePeaks(const Target &target,
                                                        MLIRContext *context) {
  TargetAttr attr = getTargetAttr(context, target);
  SmallVector<Peak, 0> peaks;
  if (hasFeature(attr, "amx-int8")) {
    FailureOr<Peak> peak = createTilePeak(target, context);
    if (failed(peak))
      return failure();
    peaks.push_back(std::move(*peak));
    return peaks;
  }

  // The last one that the target has is the fastest.
  StringRef feature;
  for (const Instruction &instruction : kInstructions)
    if (hasFeature(attr, instruction.feature))
      feature = instruction.feature;
  for (const Instruction &instruction : kInstructions) {
    if (instruction.feature != feature)
      continue;
    FailureOr<Compiled> loop = createVectorLoop(instruction, target, context);
    if (failed(loop))
      return failure();
    double work = 2. * instruction.numProducts * kRows *
                  instruction.numVectors * kIterations;
    peaks.push_back({instruction.name.str(), std::move(*loop), work});
  }
  return peaks;
}

/// {0}: bytes read, {1}: of all bytes, {2}: iterations, {3}: bytes read per
/// iteration, {4}: bytes written per iteration, {5}: loads that define %v, {6}:
/// stores of it.
static constexpr const char *kMemoryLoop = R"(
llvm.func @peak_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
    %arena: !llvm.ptr) -> i32 attributes {{qnn.arena_size = {1} : i64} {{
  %success = llvm.mlir.constant(0 : i32) : i32
  %begin = llvm.mlir.constant(0 : i64) : i64
  %end = llvm.mlir.constant({2} : i64) : i64
  %one = llvm.mlir.constant(1 : i64) : i64
  %read = llvm.mlir.constant({3} : i64) : i64
  %written = llvm.mlir.constant({4} : i64) : i64
  %v0 = llvm.mlir.zero : vector<64xi8>
  %output = llvm.getelementptr %arena[{0}]
      : (!llvm.ptr) -> !llvm.ptr, i8
  llvm.br ^loop(%begin : i64)
^loop(%i: i64):
  %from = llvm.mul %i, %read : i64
  %p = llvm.getelementptr %arena[%from] : (!llvm.ptr, i64) -> !llvm.ptr, i8
  %to = llvm.mul %i, %written : i64
  %q = llvm.getelementptr %output[%to] : (!llvm.ptr, i64) -> !llvm.ptr, i8
{5}{6}
  %next = llvm.add %i, %one : i64
  %again = llvm.icmp "ult" %next, %end : i64
  llvm.cond_br %again, ^loop(%next : i64), ^done
^done:
  llvm.return %success : i32
}
)";

FailureOr<Peak> qnn::createMemoryPeak(const Target &target,
                                      const Case &benchmarkCase,
                                      MLIRContext *context) {
  constexpr int64_t kVectorBytes = 64;
  int64_t read = benchmarkCase.getBytesRead();
  int64_t written = benchmarkCase.getBytesWritten();
  std::string loads, stores;
  for (int64_t r = 0; r < read; ++r)
    loads += llvm::formatv("  %p{0} = llvm.getelementptr %p[{1}]"
                           " : (!llvm.ptr) -> !llvm.ptr, i8\n"
                           "  %w{0} = llvm.load %p{0} {{alignment = 64 : i64}"
                           " : !llvm.ptr -> vector<64xi8>\n"
                           "  %v{2} = llvm.xor %v{0}, %w{0} : vector<64xi8>\n",
                           r, r * kVectorBytes, r + 1);
  for (int64_t w = 0; w < written; ++w)
    stores += llvm::formatv("  %q{0} = llvm.getelementptr %q[{1}]"
                            " : (!llvm.ptr) -> !llvm.ptr, i8\n"
                            "  llvm.store %v{2}, %q{0} {{alignment = 64 : i64}"
                            " : vector<64xi8>, !llvm.ptr\n",
                            w, w * kVectorBytes, read);
  int64_t numElements = benchmarkCase.getNumInputs();
  int64_t allBytes = numElements * (read + written);
  FailureOr<Compiled> loop =
      compile(llvm::formatv(kMemoryLoop, numElements * read, allBytes,
                            numElements / kVectorBytes, read * kVectorBytes,
                            written * kVectorBytes, loads, stores)
                  .str(),
              target, context);
  if (failed(loop))
    return failure();
  return Peak{"memory", std::move(*loop), double(allBytes)};
}
