//===- Model.cpp - Models from files --------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/Model.h"

#include "common/Error.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "qnn/Pipelines/Pipelines.h"
#include "qnn/Reference/Tensor.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::qnn;

void qnn::registerModelDialects(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registry.insert<QnnDialect>();
}

OwningOpRef<ModuleOp> qnn::loadModel(StringRef path,
                                     const tflite::ImportOptions &options,
                                     llvm::SourceMgr &sourceMgr,
                                     MLIRContext *context) {
  auto file = llvm::MemoryBuffer::getFile(path);
  if (!file) {
    (void)reportError(llvm::createFileError(path, file.getError()));
    return nullptr;
  }
  if (path.ends_with(".tflite"))
    return tflite::importModel((*file)->getMemBufferRef(), context, options);
  sourceMgr.AddNewSourceBuffer(std::move(*file), llvm::SMLoc());
  return parseSourceFile<ModuleOp>(sourceMgr, ParserConfig(context));
}

static func::FuncOp lookUpEntry(ModuleOp module, StringRef name) {
  if (name.empty()) {
    SmallVector<func::FuncOp> candidates;
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPublic() && !function.isExternal())
        candidates.push_back(function);
    if (candidates.size() == 1)
      return candidates.front();
    name = "main";
  }
  auto function = module.lookupSymbol<func::FuncOp>(name);
  if (!function || function.isExternal()) {
    module.emitError("expected a function '")
        << name << "' with a body; see --entry";
    return nullptr;
  }
  return function;
}

func::FuncOp qnn::findEntry(ModuleOp module, StringRef name) {
  func::FuncOp function = lookUpEntry(module, name);
  if (!function)
    return nullptr;
  for (Type type : llvm::concat<const Type>(function.getArgumentTypes(),
                                            function.getResultTypes()))
    if (failed(reference::verifyTensorType(
            type, [&] { return function.emitError(); })))
      return nullptr;
  return function;
}

void qnn::isolateEntry(func::FuncOp entry) {
  for (auto function :
       entry->getParentOfType<ModuleOp>().getOps<func::FuncOp>())
    function.setPrivate();
  entry.setPublic();
}

LogicalResult qnn::lower(ModuleOp module, StringRef target,
                         RoundingMode rounding, MemoryPlanObserver observer,
                         std::optional<uint64_t> workPerTask) {
  PassManager passes(module->getName());
  if (failed(applyPassManagerCLOptions(passes)))
    return failure();
  QnnToLLVMOptions options;
  options.target = target.str();
  options.rounding = rounding;
  options.memoryPlanObserver = std::move(observer);
  options.parallel = workPerTask.has_value();
  if (workPerTask)
    options.workPerTask = *workPerTask;
  buildQnnToLLVMPipeline(passes, options);
  return passes.run(module);
}
