//===- FeatureTests.cpp - Code that asks what an x86 CPU can do -----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// CPUID tells which instructions a CPU has (Intel SDM, volume 2A), XGETBV for
// which registers the OS saves their contents: code must use neither YMM and
// ZMM registers nor tiles without (volume 1, 14.3 and 15.2).

#include "qnn/CodeGen/FeatureTests.h"
#include "TileRequest.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// A word in which features are bits: a leaf of CPUID, and a register.
enum Word { Leaf1ECX, Leaf7EBX, Leaf7ECX, Leaf7EDX, Leaf7Sub1EAX, NumWords };

struct Feature {
  StringLiteral name;
  Word word;
  unsigned bit;
  /// The bits of XCR0 of the registers that it needs.
  uint32_t state;
};

} // namespace

static constexpr uint32_t kTileData = 1 << 18;
static constexpr uint32_t kYMM = 0x6;
static constexpr uint32_t kZMM = kYMM | 0xe0;
static constexpr uint32_t kTiles = (1 << 17) | kTileData;

/// By LLVM's names. What LLVM implies, as AVX for AVX2, every CPU has that has
/// the feature.
static constexpr Feature kFeatures[] = {
    {"avx2", Leaf7EBX, 5, kYMM},        {"avxvnni", Leaf7Sub1EAX, 4, kYMM},
    {"avx512f", Leaf7EBX, 16, kZMM},    {"avx512dq", Leaf7EBX, 17, kZMM},
    {"avx512bw", Leaf7EBX, 30, kZMM},   {"avx512vl", Leaf7EBX, 31, kZMM},
    {"avx512vnni", Leaf7ECX, 11, kZMM}, {"amx-tile", Leaf7EDX, 24, kTiles},
    {"amx-int8", Leaf7EDX, 25, kTiles},
};

/// In Leaf1ECX: there is XGETBV, and the OS has set XCR0.
static constexpr unsigned kOSXSaveBit = 27;

namespace {

/// Emits operations of 32 bits.
struct Emitter {
  OpBuilder &builder;
  Location loc;
  /// The answer of the kernel, once something needs it.
  Value tilesGranted;

  Value constant(uint32_t value) {
    return LLVM::ConstantOp::create(builder, loc, builder.getI32Type(),
                                    static_cast<int32_t>(value));
  }
  Value bitAnd(Value x, Value y) {
    return LLVM::AndOp::create(builder, loc, x, y);
  }
  Value compare(LLVM::ICmpPredicate predicate, Value x, uint32_t y) {
    Value rhs = constant(y);
    return LLVM::ICmpOp::create(builder, loc, predicate, x, rhs);
  }
  /// True if `word` has all bits of `mask`.
  Value hasAll(Value word, uint32_t mask) {
    Value bits = bitAnd(word, constant(mask));
    return compare(LLVM::ICmpPredicate::eq, bits, mask);
  }
  /// `word`, or 0.
  Value onlyIf(Value condition, Value word) {
    Value zero = constant(0);
    return LLVM::SelectOp::create(builder, loc, condition, word, zero);
  }

  LLVM::InlineAsmOp inlineAsm(Type type, ValueRange operands, StringRef code,
                              StringRef constraints) {
    return LLVM::InlineAsmOp::create(
        builder, loc, type, operands, code, constraints,
        /*has_side_effects=*/true, /*is_align_stack=*/false,
        LLVM::TailCallKind::None, /*asm_dialect=*/nullptr,
        /*operand_attrs=*/nullptr);
  }

  /// EAX, EBX, ECX and EDX.
  SmallVector<Value> cpuid(uint32_t leaf, uint32_t subleaf);
  Value xgetbv();
  SmallVector<Value> readWords();
  Value readEnabledState(Value hasXGETBV);
  Value test(const Feature &feature, ArrayRef<Value> words, Value state);
};

} // namespace

SmallVector<Value> Emitter::cpuid(uint32_t leaf, uint32_t subleaf) {
  SmallVector<Type> words(4, builder.getI32Type());
  auto type = LLVM::LLVMStructType::getLiteral(builder.getContext(), words);
  SmallVector<Value> operands = {constant(leaf), constant(subleaf)};
  Value result =
      inlineAsm(type, operands, "cpuid", "={ax},={bx},={cx},={dx},0,2")
          .getResult(0);
  SmallVector<Value> values;
  for (int64_t i = 0; i < 4; ++i)
    values.push_back(LLVM::ExtractValueOp::create(builder, loc, result, i));
  return values;
}

/// The low half of XCR0.
Value Emitter::xgetbv() {
  Value xcr0 = constant(0);
  return inlineAsm(builder.getI32Type(), xcr0, "xgetbv", "={ax},{cx},~{dx}")
      .getResult(0);
}

/// What CPUID tells, with 0 for leaves that the CPU does not have.
SmallVector<Value> Emitter::readWords() {
  using LLVM::ICmpPredicate;
  Value numLeaves = cpuid(0, 0)[0];
  SmallVector<Value> leaf1 = cpuid(1, 0);
  // Intel's CPUs answer with another leaf to the number of one that they lack.
  Value hasLeaf7 = compare(ICmpPredicate::uge, numLeaves, 7);
  SmallVector<Value> leaf7 = cpuid(7, 0);
  for (Value &word : leaf7)
    word = onlyIf(hasLeaf7, word);
  Value hasSubleaf1 = compare(ICmpPredicate::uge, leaf7[0], 1);
  SmallVector<Value> words(NumWords);
  words[Leaf1ECX] = leaf1[2];
  words[Leaf7EBX] = leaf7[1];
  words[Leaf7ECX] = leaf7[2];
  words[Leaf7EDX] = leaf7[3];
  words[Leaf7Sub1EAX] = onlyIf(hasSubleaf1, cpuid(7, 1)[0]);
  return words;
}

/// XCR0, or 0 where it cannot be read. Ends the block.
Value Emitter::readEnabledState(Value hasXGETBV) {
  Value none = constant(0);
  Block *entry = builder.getInsertionBlock();
  Block *read = builder.createBlock(entry->getParent());
  Block *join = builder.createBlock(entry->getParent(), {},
                                    {builder.getI32Type()}, {loc});
  builder.setInsertionPointToEnd(entry);
  LLVM::CondBrOp::create(builder, loc, hasXGETBV, read, ValueRange(), join,
                         none);
  builder.setInsertionPointToEnd(read);
  LLVM::BrOp::create(builder, loc, xgetbv(), join);
  builder.setInsertionPointToEnd(join);
  return join->getArgument(0);
}

Value Emitter::test(const Feature &feature, ArrayRef<Value> words,
                    Value state) {
  Value present = hasAll(words[feature.word], 1u << feature.bit);
  Value enabled = hasAll(state, feature.state);
  Value usable = bitAnd(present, enabled);
  if (!(feature.state & kTileData))
    return usable;
  if (!tilesGranted)
    tilesGranted = emitTileRequest(builder, loc);
  return bitAnd(usable, tilesGranted);
}

FeatureTests qnn::emitX86FeatureTests(OpBuilder &builder, Location loc) {
  Emitter emitter{builder, loc, /*tilesGranted=*/nullptr};
  SmallVector<Value> words = emitter.readWords();
  Value hasXGETBV = emitter.hasAll(words[Leaf1ECX], 1u << kOSXSaveBit);
  Value state = emitter.readEnabledState(hasXGETBV);
  return [emitter, words, state](StringRef name) mutable -> Value {
    const Feature *feature = llvm::find_if(
        kFeatures, [&](const Feature &f) { return f.name == name; });
    if (feature == std::end(kFeatures))
      return nullptr;
    return emitter.test(*feature, words, state);
  };
}
