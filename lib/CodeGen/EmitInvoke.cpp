//===- EmitInvoke.cpp - C entry points ------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "X86/TileRequest.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNEMITINVOKE
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Makes `function` internal and tells LLVM what the contract of the entry
/// point says about its pointers.
static void internalize(LLVM::LLVMFuncOp function) {
  OpBuilder builder(function.getContext());
  function.setLinkage(LLVM::Linkage::Internal);
  for (unsigned i = 0, e = function.getNumArguments(); i < e; ++i) {
    function.setArgAttrs(i, DictionaryAttr::get(function.getContext()));
    function.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(),
                        builder.getUnitAttr());
  }
  unsigned arena = function.getNumArguments() - 1;
  function.setArgAttr(arena, LLVM::LLVMDialect::getAlignAttrName(),
                      builder.getI64IntegerAttr(kArenaAlignment));
}

static LogicalResult verifyPlanned(LLVM::LLVMFuncOp function) {
  LLVM::LLVMFunctionType type = function.getFunctionType();
  if (function.isExternal() || type.isVarArg() || type.getNumParams() == 0 ||
      !llvm::all_of(type.getParams(), llvm::IsaPred<LLVM::LLVMPointerType>) ||
      !isa<LLVM::LLVMVoidType>(type.getReturnType()))
    return function.emitOpError("expected a definition that takes pointers, "
                                "the arena last, and returns nothing, but "
                                "got ")
           << type;
  return success();
}

/// Asks the system for tile registers. Where it refuses them, the function
/// returns 1; else it goes on at the new place of `builder`.
static void returnWithoutTiles(OpBuilder &builder, Location loc) {
  Value isGranted = emitTileRequest(builder, loc);
  Block *entry = builder.getInsertionBlock();
  Block *refused = builder.createBlock(entry->getParent());
  Value failure =
      LLVM::ConstantOp::create(builder, loc, builder.getI32Type(), 1);
  LLVM::ReturnOp::create(builder, loc, failure);
  Block *granted = builder.createBlock(entry->getParent());
  builder.setInsertionPointToEnd(entry);
  LLVM::CondBrOp::create(builder, loc, isGranted, granted, refused);
  builder.setInsertionPointToEnd(granted);
}

static void emitInvoke(LLVM::LLVMFuncOp function) {
  OpBuilder builder(function);
  builder.setInsertionPointAfter(function);
  Location loc = function.getLoc();
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  auto type = LLVM::LLVMFunctionType::get(builder.getI32Type(),
                                          {pointer, pointer, pointer});
  auto invoke = LLVM::LLVMFuncOp::create(
      builder, loc, (function.getName() + kInvokeSuffix).str(), type);
  invoke.setTargetFeaturesAttr(function.getTargetFeaturesAttr());
  invoke->setAttr(kArenaSizeAttrName, function->removeAttr(kArenaSizeAttrName));
  builder.setInsertionPointToStart(invoke.addEntryBlock(builder));
  if (usesTiles(function->getParentOfType<ModuleOp>()))
    returnWithoutTiles(builder, loc);

  auto loadPointer = [&](Value array, int32_t index) -> Value {
    Value address = LLVM::GEPOp::create(builder, loc, pointer, pointer, array,
                                        ArrayRef<LLVM::GEPArg>{index});
    return LLVM::LoadOp::create(builder, loc, pointer, address);
  };
  SmallVector<Value> arguments;
  int32_t numInputs = 0, numOutputs = 0;
  for (unsigned i = 0, e = function.getNumArguments() - 1; i < e; ++i)
    arguments.push_back(function.getArgAttr(i, kResultAttrName)
                            ? loadPointer(invoke.getArgument(1), numOutputs++)
                            : loadPointer(invoke.getArgument(0), numInputs++));
  arguments.push_back(invoke.getArgument(2));
  LLVM::CallOp::create(builder, loc, function, arguments);
  Value success =
      LLVM::ConstantOp::create(builder, loc, builder.getI32Type(), 0);
  LLVM::ReturnOp::create(builder, loc, success);
}

namespace {

struct EmitInvoke : public qnn::impl::QnnEmitInvokeBase<EmitInvoke> {
  void runOnOperation() override {
    TargetAttr target = getTargetOf(getOperation());
    if (!target.getTriple().empty())
      getOperation()->setAttr(
          LLVM::LLVMDialect::getTargetTripleAttrName(),
          StringAttr::get(&getContext(), target.getTriple()));
    SmallVector<LLVM::LLVMFuncOp> functions;
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>()) {
      if (!target.getFeatures().empty())
        function.setTargetFeaturesAttr(
            LLVM::TargetFeaturesAttr::get(&getContext(), target.getFeatures()));
      if (function->hasAttr(kArenaSizeAttrName))
        functions.push_back(function);
    }
    for (LLVM::LLVMFuncOp function : functions) {
      if (failed(verifyPlanned(function)))
        return signalPassFailure();
      emitInvoke(function);
      internalize(function);
    }
  }
};

} // namespace
