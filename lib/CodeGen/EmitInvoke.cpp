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

/// Returns 1 where `request`, which asks for tile registers, returns 0; else
/// goes on at the new place of `builder`.
static void returnWithoutTiles(OpBuilder &builder, Location loc,
                               LLVM::LLVMFuncOp request) {
  Value grant =
      LLVM::CallOp::create(builder, loc, request, ValueRange()).getResult();
  Value zero = LLVM::ConstantOp::create(builder, loc, grant.getType(), 0);
  Value isGranted =
      LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ne, grant, zero);
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

/// Emits the entry point that calls `function`, after `tileRequest` if that is
/// not null.
static void emitInvoke(LLVM::LLVMFuncOp function,
                       LLVM::LLVMFuncOp tileRequest) {
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
  if (tileRequest)
    returnWithoutTiles(builder, loc, tileRequest);

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
    LLVM::LLVMFuncOp tileRequest;
    if (!functions.empty() && usesTiles(getOperation()))
      tileRequest = emitTileRequestFunction(getOperation());
    for (LLVM::LLVMFuncOp function : functions) {
      if (failed(verifyPlanned(function)))
        return signalPassFailure();
      emitInvoke(function, tileRequest);
      internalize(function);
    }
  }
};

} // namespace
