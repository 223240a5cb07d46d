//===- Pipelines.cpp - From quantized IR to LLVM --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Pipelines/Pipelines.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/Conversion/Passes.h"
#include "qnn/Transforms/Passes.h"

using namespace mlir;
using namespace mlir::qnn;

/// The names in `list`, which are parted by commas, with the name of the host's
/// target for `native`.
static SmallVector<std::string> getTargetNames(StringRef list) {
  SmallVector<std::string> names;
  for (StringRef name : llvm::split(list, ",")) {
    const Target *target = lookupTargetOrNative(name);
    names.push_back(target ? target->name.str() : name.str());
  }
  return names;
}

void qnn::buildQnnToIntegerPipeline(OpPassManager &pm,
                                    const QnnToLLVMOptions &options) {
  SmallVector<std::string> targets = getTargetNames(options.target);
  // Nothing here depends on the target: several are set when code is cloned.
  if (targets.size() == 1)
    pm.addPass(createQnnSetTarget({targets.front()}));
  pm.addPass(createInlinerPass());
  pm.addPass(createSymbolDCEPass());
  pm.addPass(createQnnAssignRounding({options.rounding}));
  pm.addPass(createQnnFoldActivations());
  pm.addPass(createQnnDecomposeTransposeConv());
  pm.addPass(createQnnFoldZeroPoints());
  pm.addPass(createQnnLowerElementwise());
  pm.addPass(createQnnLowerPools());
  pm.addPass(createQnnLowerNormalizations());
  pm.addPass(createQnnLowerResizes());
  pm.addPass(createQnnLowerBatchMatmul());
  pm.addPass(createQnnLowerRequantization());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

void qnn::buildIntegerToBuffersPipeline(OpPassManager &pm,
                                        MemoryPlanObserver observer) {
  // Flips of the sign move into rescales before those are fused.
  pm.addPass(createQnnSelectTiles());
  pm.addPass(createCSEPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createQnnPackContractions());
  pm.addPass(createCSEPass());
  pm.addPass(createQnnVectorizeContractions());
  pm.addPass(createQnnConvertToLinalg());
  pm.addPass(createConvertElementwiseToLinalgPass());
  pm.addPass(createQnnFuseElementwise());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createQnnStripMine());
  pm.addPass(createQnnAssignDestinations());
  pm.addPass(createQnnVectorizeElementwise());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createQnnBufferize());
  pm.addPass(createCSEPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createQnnPlanMemory(std::move(observer)));
}

void qnn::buildBuffersToLLVMPipeline(OpPassManager &pm,
                                     std::optional<uint64_t> workPerTask) {
  if (workPerTask) {
    QnnParallelizeLoopsOptions options;
    options.workPerTask = *workPerTask;
    pm.addPass(createQnnParallelizeLoops(options));
  }
  pm.addPass(createQnnSplitFunctions());
  pm.addPass(createQnnLowerTiles());
  pm.addPass(createQnnLowerCopies());
  pm.addPass(createConvertLinalgToLoopsPass());
  // Vectors whose elements are apart in memory, such as those of slices, become
  // loops over scalars; only the others have a lowering to LLVM.
  pm.addPass(createConvertVectorToSCFPass());
  pm.addPass(createQnnLowerMultipliers());
  pm.addPass(createQnnLowerLookups());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createSCFToControlFlowPass());
  pm.addPass(memref::createExpandStridedMetadataPass());
  pm.addPass(createLowerAffinePass());
  pm.addPass(createConvertVectorToLLVMPass());
  pm.addPass(createArithToLLVMConversionPass());
  pm.addPass(createConvertMathToLLVMPass());
  pm.addPass(createFinalizeMemRefToLLVMConversionPass());
  ConvertFuncToLLVMPassOptions functions;
  functions.useBarePtrCallConv = true;
  pm.addPass(createConvertFuncToLLVMPass(functions));
  pm.addPass(createConvertControlFlowToLLVMPass());
  pm.addPass(createUBToLLVMConversionPass());
  pm.addPass(createReconcileUnrealizedCastsPass());
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
  pm.addPass(createQnnEmitInvoke());
  if (workPerTask)
    pm.addPass(createQnnEmitParallelFor());
}

void qnn::buildQnnToLLVMPipeline(OpPassManager &pm,
                                 const QnnToLLVMOptions &options) {
  buildQnnToIntegerPipeline(pm, options);
  std::optional<uint64_t> workPerTask;
  if (options.parallel)
    workPerTask = options.workPerTask;
  SmallVector<std::string> targets = getTargetNames(options.target);
  if (targets.size() == 1) {
    buildIntegerToBuffersPipeline(pm, options.memoryPlanObserver);
    buildBuffersToLLVMPipeline(pm, workPerTask);
    return;
  }
  pm.addPass(createQnnCloneForTargets({targets}));
  auto &each = pm.nest<ModuleOp>();
  buildIntegerToBuffersPipeline(each, options.memoryPlanObserver);
  buildBuffersToLLVMPipeline(each, workPerTask);
  pm.addPass(createQnnEmitDispatch());
}

void qnn::registerPipelines() {
  PassPipelineRegistration<QnnToLLVMOptions>(
      "qnn-to-integer",
      "Lower the quantized tier to integer contractions and rescales",
      buildQnnToIntegerPipeline);
  PassPipelineRegistration<>(
      "qnn-integer-to-buffers",
      "Lower the integer tier to loops on buffers in one arena",
      [](OpPassManager &pm) { buildIntegerToBuffersPipeline(pm); });
  PassPipelineRegistration<>(
      "qnn-buffers-to-llvm", "Lower buffers to the LLVM dialect",
      [](OpPassManager &pm) { buildBuffersToLLVMPipeline(pm); });
  PassPipelineRegistration<QnnToLLVMOptions>(
      "qnn-to-llvm", "Lower the quantized tier to the LLVM dialect",
      buildQnnToLLVMPipeline);
}
