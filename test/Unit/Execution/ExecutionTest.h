//===- ExecutionTest.h - Fixture of the execution tests ---------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_EXECUTION_EXECUTIONTEST_H
#define QNN_TEST_UNIT_EXECUTION_EXECUTIONTEST_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "qnn/IR/Qnn.h"
#include "gtest/gtest.h"

namespace mlir::qnn {

/// Parses modules in the LLVM dialect and collects errors.
class ExecutionTest : public testing::Test {
protected:
  ExecutionTest()
      : handler(&context, [this](Diagnostic &diagnostic) {
          errors.push_back(diagnostic.str());
        }) {
    context.loadDialect<QnnDialect, LLVM::LLVMDialect>();
  }

  ModuleOp parse(const Twine &ir) {
    module = parseSourceString<ModuleOp>(ir.str(), &context);
    EXPECT_TRUE(module) << testing::PrintToString(errors);
    return module ? *module : ModuleOp::create(UnknownLoc::get(&context));
  }

  /// A module with `body` for a target of this triple and these features.
  static std::string getModule(StringRef body, StringRef triple = "",
                               StringRef features = "") {
    return ("module attributes {qnn.target = #qnn.target<\"test\", triple = "
            "\"" +
            triple + "\", features = \"" + features + "\">} {" + body + "}")
        .str();
  }

  /// The only error so far.
  std::string getError() {
    return errors.size() == 1 ? errors.front() : testing::PrintToString(errors);
  }

  MLIRContext context;
  std::vector<std::string> errors;

private:
  OwningOpRef<ModuleOp> module;
  ScopedDiagnosticHandler handler;
};

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_EXECUTION_EXECUTIONTEST_H
