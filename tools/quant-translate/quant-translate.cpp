//===- quant-translate.cpp - Translates to and from MLIR --------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/ImportOptions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/InitAllTranslations.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "qnn/IR/Qnn.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;

static void registerImportTFLite() {
  static llvm::cl::OptionCategory category("Options of --import-tflite");
  static qnn::ImportCommandLine commandLine(category);
  TranslateToMLIRRegistration registration(
      "import-tflite", "Import a TensorFlow Lite model",
      [](llvm::SourceMgr &sourceMgr, MLIRContext *context) {
        const llvm::MemoryBuffer *file =
            sourceMgr.getMemoryBuffer(sourceMgr.getMainFileID());
        return OwningOpRef<Operation *>(qnn::tflite::importModel(
            file->getMemBufferRef(), context, commandLine.get()));
      },
      [](DialectRegistry &registry) {
        registry
            .insert<arith::ArithDialect, func::FuncDialect, qnn::QnnDialect>();
      },
      /*inputAlignment=*/llvm::Align(8));
}

/// Upstream's translation of this name does not parse `qnn.target`, which
/// lowered modules still have.
static void registerToLLVMIR() {
  TranslateFromMLIRRegistration registration(
      "mlir-to-llvmir", "Translate MLIR to LLVMIR",
      [](Operation *op, raw_ostream &os) {
        llvm::LLVMContext context;
        std::unique_ptr<llvm::Module> module =
            translateModuleToLLVMIR(op, context);
        if (!module)
          return failure();
        module->print(os, /*AAW=*/nullptr);
        return success();
      },
      [](DialectRegistry &registry) {
        registry.insert<DLTIDialect, func::FuncDialect, qnn::QnnDialect>();
        registerAllToLLVMIRTranslations(registry);
      });
}

int main(int argc, char **argv) {
  registerImportTFLite();
  registerToLLVMIR();
  // The rest of upstream's.
  registerFromLLVMIRTranslation();
  registerFromSPIRVTranslation();
  registerFromWasmTranslation();
  registerIRDLToCppTranslation();
  registerToCppTranslation();
  registerToSPIRVTranslation();
  smt::registerExportSMTLIBTranslation();
  return failed(mlirTranslateMain(argc, argv, "qnn translation driver"));
}
