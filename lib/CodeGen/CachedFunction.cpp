//===- CachedFunction.cpp - Functions that remember their result ----------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CachedFunction.h"

using namespace mlir;
using namespace mlir::qnn;

LLVM::LLVMFuncOp
qnn::emitCachedFunction(ModuleOp module, StringRef name, StringRef variableName,
                        function_ref<Value(OpBuilder &)> emitValue) {
  constexpr unsigned kAlignment = 4;
  Location loc = module.getLoc();
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  Type i32 = builder.getI32Type();
  auto variable = LLVM::GlobalOp::create(
      builder, loc, i32, /*isConstant=*/false, LLVM::Linkage::Internal,
      variableName, builder.getI32IntegerAttr(0));
  auto function = LLVM::LLVMFuncOp::create(builder, loc, name,
                                           LLVM::LLVMFunctionType::get(i32, {}),
                                           LLVM::Linkage::Internal);
  Block *entry = function.addEntryBlock(builder);
  Block *unknown = function.addBlock();
  Block *done = function.addBlock();
  Value result = done->addArgument(i32, loc);

  builder.setInsertionPointToEnd(entry);
  Value address = LLVM::AddressOfOp::create(builder, loc, variable);
  Value known = LLVM::LoadOp::create(
      builder, loc, i32, address, kAlignment, /*isVolatile=*/false,
      /*isNonTemporal=*/false, /*isInvariant=*/false,
      /*isInvariantGroup=*/false, LLVM::AtomicOrdering::monotonic);
  Value zero = LLVM::ConstantOp::create(builder, loc, i32, 0);
  Value isKnown =
      LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ne, known, zero);
  LLVM::CondBrOp::create(builder, loc, isKnown, done, known, unknown,
                         ValueRange());

  builder.setInsertionPointToEnd(unknown);
  Value value = emitValue(builder);
  LLVM::StoreOp::create(builder, loc, value, address, kAlignment,
                        /*isVolatile=*/false, /*isNonTemporal=*/false,
                        /*isInvariantGroup=*/false,
                        LLVM::AtomicOrdering::monotonic);
  LLVM::BrOp::create(builder, loc, value, done);

  builder.setInsertionPointToEnd(done);
  LLVM::ReturnOp::create(builder, loc, result);
  return function;
}
