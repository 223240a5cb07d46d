//===- FeatureTests.cpp - Code that asks what an AArch64 CPU can do -------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Linux lets user space read the identification registers: the instruction
// traps, and the kernel puts in its place what all cores have and processes may
// use (Documentation/arch/arm64/cpu-feature-registers.rst).

#include "qnn/CodeGen/FeatureTests.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// A feature and the field of four bits that is not 0 if there is the feature.
struct Feature {
  StringLiteral name;
  StringLiteral idRegister;
  unsigned bit;
};

} // namespace

/// By LLVM's names.
static constexpr Feature kFeatures[] = {
    {"dotprod", "ID_AA64ISAR0_EL1", 44},
    {"i8mm", "ID_AA64ISAR1_EL1", 52},
};

/// The calling convention passes vectors in registers that NEON has.
static constexpr StringLiteral kBaseline("neon");

static Value emitRead(OpBuilder &builder, Location loc, StringRef idRegister) {
  return LLVM::InlineAsmOp::create(
             builder, loc, builder.getI64Type(), ValueRange(),
             ("mrs $0, " + idRegister).str(), "=r",
             /*has_side_effects=*/false, /*is_align_stack=*/false,
             LLVM::TailCallKind::None, /*asm_dialect=*/nullptr,
             /*operand_attrs=*/nullptr)
      .getResult(0);
}

static Value emitTest(OpBuilder &builder, Location loc,
                      const Feature &feature) {
  Type i64 = builder.getI64Type();
  Value word = emitRead(builder, loc, feature.idRegister);
  Value mask = LLVM::ConstantOp::create(
      builder, loc, i64, static_cast<int64_t>(0xf) << feature.bit);
  Value field = LLVM::AndOp::create(builder, loc, word, mask);
  Value zero = LLVM::ConstantOp::create(builder, loc, i64, 0);
  return LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ne, field,
                              zero);
}

FeatureTests qnn::emitAArch64FeatureTests(OpBuilder &builder, Location loc) {
  return [&builder, loc](StringRef name) -> Value {
    if (name == kBaseline)
      return LLVM::ConstantOp::create(builder, loc, builder.getI1Type(), 1);
    const Feature *feature = llvm::find_if(
        kFeatures, [&](const Feature &f) { return f.name == name; });
    if (feature == std::end(kFeatures))
      return nullptr;
    return emitTest(builder, loc, *feature);
  };
}
