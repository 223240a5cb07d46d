//===- TileRequest.cpp - Permission to use tile registers -----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TileRequest.h"
#include "../CachedFunction.h"

using namespace mlir;
using namespace mlir::qnn;

static constexpr StringLiteral kRequestName("qnn.request_tiles");

/// What remembers that tiles are granted: 0 at first.
static constexpr StringLiteral kGrantName("qnn.has_tiles");

bool qnn::usesTiles(ModuleOp module) {
  return module
      .walk([](LLVM::CallIntrinsicOp op) {
        return op.getIntrin() == "llvm.x86.ldtilecfg" ? WalkResult::interrupt()
                                                      : WalkResult::advance();
      })
      .wasInterrupted();
}

Value qnn::emitTileRequest(OpBuilder &builder, Location loc) {
  constexpr int64_t kArchPrctl = 158;
  constexpr int64_t kRequestPermission = 0x1023; // ARCH_REQ_XCOMP_PERM
  constexpr int64_t kTileDataFeature = 18;
  Type i64 = builder.getI64Type();
  SmallVector<Value> operands;
  for (int64_t number : {kArchPrctl, kRequestPermission, kTileDataFeature})
    operands.push_back(LLVM::ConstantOp::create(builder, loc, i64, number));
  Value status = LLVM::InlineAsmOp::create(
                     builder, loc, i64, operands, "syscall",
                     "={ax},0,{di},{si},~{rcx},~{r11},~{memory}",
                     /*has_side_effects=*/true, /*is_align_stack=*/false,
                     LLVM::TailCallKind::None, /*asm_dialect=*/nullptr,
                     /*operand_attrs=*/nullptr)
                     .getResult(0);
  Value zero = LLVM::ConstantOp::create(builder, loc, i64, 0);
  return LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq, status,
                              zero);
}

LLVM::LLVMFuncOp qnn::emitTileRequestFunction(ModuleOp module) {
  return emitCachedFunction(
      module, kRequestName, kGrantName, [&](OpBuilder &builder) -> Value {
        Location loc = module.getLoc();
        Value isGranted = emitTileRequest(builder, loc);
        return LLVM::ZExtOp::create(builder, loc, builder.getI32Type(),
                                    isGranted);
      });
}
