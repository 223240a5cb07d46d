//===- Bufferize.cpp - Tensors to buffers of the caller -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotModuleBufferize.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNBUFFERIZE
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Callers keep their inputs.
static void markArgumentsReadOnly(func::FuncOp function) {
  Builder builder(function.getContext());
  for (unsigned i = 0, e = function.getNumArguments(); i < e; ++i)
    function.setArgAttr(i,
                        bufferization::BufferizationDialect::kWritableAttrName,
                        builder.getBoolAttr(false));
}

static LogicalResult bufferize(ModuleOp module) {
  bufferization::OneShotBufferizationOptions options;
  options.bufferizeFunctionBoundaries = true;
  options.setFunctionBoundaryTypeConversion(
      bufferization::LayoutMapOption::IdentityLayoutMap);
  bufferization::BufferizationState state;
  return bufferization::runOneShotModuleBufferize(module, options, state);
}

/// Copies what `op` returns for the second time, so that every result has a
/// buffer of its own.
static void copyRepeatedResults(func::ReturnOp op) {
  OpBuilder builder(op);
  llvm::SmallPtrSet<Value, 4> returned;
  for (OpOperand &operand : op->getOpOperands()) {
    Value value = operand.get();
    auto type = dyn_cast<MemRefType>(value.getType());
    if (!type || !type.hasStaticShape() || returned.insert(value).second)
      continue;
    Value copy = memref::AllocOp::create(builder, op.getLoc(), type);
    memref::CopyOp::create(builder, op.getLoc(), value, copy);
    operand.set(copy);
  }
}

static LogicalResult turnResultsIntoArguments(ModuleOp module) {
  bufferization::BufferResultsToOutParamsOpts options;
  options.addResultAttribute = true;
  options.hoistStaticAllocs = true;
  options.modifyPublicFunctions = true;
  return bufferization::promoteBufferResultsToOutParams(module, options);
}

namespace {

struct Bufferize : public qnn::impl::QnnBufferizeBase<Bufferize> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPublic())
        markArgumentsReadOnly(function);
    if (failed(bufferize(module)))
      return signalPassFailure();
    module.walk(copyRepeatedResults);
    if (failed(turnResultsIntoArguments(module)))
      return signalPassFailure();
    for (auto function : module.getOps<func::FuncOp>())
      for (unsigned i = 0, e = function.getNumArguments(); i < e; ++i)
        function.removeArgAttr(
            i, bufferization::BufferizationDialect::kWritableAttrName);
  }
};

} // namespace
