//===- Outlining.cpp - Operations as functions of their own ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Outlining.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "qnn/CodeGen/Invoke.h"

using namespace mlir;
using namespace mlir::qnn;

bool qnn::isPlanned(func::FuncOp function) {
  return function->hasAttr(kArenaSizeAttrName) &&
         function.getBody().hasOneBlock() && function.getNumResults() == 0 &&
         function.getNumArguments() > 0 &&
         llvm::all_of(function.getArgumentTypes(), llvm::IsaPred<MemRefType>);
}

func::FuncOp qnn::createOutlined(func::FuncOp function, FunctionType type,
                                 SymbolTable &symbols) {
  auto outlined =
      func::FuncOp::create(function.getLoc(), function.getName(), type);
  outlined.setPrivate();
  OpBuilder builder(function.getContext());
  unsigned numArguments = function.getNumArguments();
  for (unsigned i = 0; i < numArguments; ++i)
    outlined.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(),
                        builder.getUnitAttr());
  outlined.setArgAttr(numArguments - 1, LLVM::LLVMDialect::getAlignAttrName(),
                      builder.getI64IntegerAttr(kArenaAlignment));
  outlined->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
  outlined->setAttr(
      "llvm.linkage",
      LLVM::LinkageAttr::get(builder.getContext(), LLVM::Linkage::Internal));
  symbols.insert(outlined, function->getIterator());
  outlined.addEntryBlock();
  return outlined;
}
