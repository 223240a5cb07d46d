//===- consumer.cpp - A project that uses qnn as a package ------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Transforms/Passes.h"

/// Folds the zero points of the module in a file, and prints the result.
int main(int argc, char **argv) {
  mlir::MLIRContext context;
  context.loadDialect<mlir::func::FuncDialect, mlir::qnn::QnnDialect>();
  auto module = mlir::parseSourceFile<mlir::ModuleOp>(argv[1], &context);
  mlir::PassManager pm(&context);
  pm.addPass(mlir::qnn::createQnnFoldZeroPoints());
  if (!module || failed(pm.run(*module)))
    return 1;
  module->print(llvm::outs());
  return 0;
}
