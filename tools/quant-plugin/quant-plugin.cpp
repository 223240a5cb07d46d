//===- quant-plugin.cpp - The dialect and passes as a plugin ----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Tools/Plugins/DialectPlugin.h"
#include "mlir/Tools/Plugins/PassPlugin.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/Conversion/Passes.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Pipelines/Pipelines.h"
#include "qnn/Transforms/Passes.h"

using namespace mlir;

DialectPluginLibraryInfo mlirGetDialectPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "Qnn", QNN_VERSION,
          [](DialectRegistry *registry) {
            registry->insert<qnn::QnnDialect>();
          }};
}

PassPluginLibraryInfo mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "Qnn", QNN_VERSION, [] {
            qnn::registerQnnCodeGenPasses();
            qnn::registerQnnConversionPasses();
            qnn::registerQnnTransformsPasses();
            qnn::registerPipelines();
          }};
}
