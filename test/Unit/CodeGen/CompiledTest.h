//===- CompiledTest.h - Functions compiled and called -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_CODEGEN_COMPILEDTEST_H
#define QNN_TEST_UNIT_CODEGEN_COMPILEDTEST_H

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Pass/PassManager.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/Execution/Host.h"
#include "qnn/Execution/Jit.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Pipelines/Pipelines.h"
#include "gtest/gtest.h"

namespace mlir::qnn {

/// A test for each target. Those that the machine cannot run are to be skipped.
class CompiledTest : public testing::TestWithParam<const Target *> {
protected:
  CompiledTest() : context(getRegistry()) {
    context.loadAllAvailableDialects();
    TargetAttr target = getTargetAttr(&context, *GetParam());
    ScopedDiagnosticHandler silence(&context, [](Diagnostic &) {});
    runsHere = succeeded(verifyRunsOnHost(
        target, [&] { return emitError(UnknownLoc::get(&context)); }));
  }

  /// Compiles function `f` of `module` and calls it.
  void run(ModuleOp module, ArrayRef<const void *> inputs,
           ArrayRef<void *> outputs) {
    PassManager passes(&context);
    QnnToLLVMOptions options;
    options.target = GetParam()->name.str();
    buildQnnToLLVMPipeline(passes, options);
    ASSERT_TRUE(succeeded(passes.run(module)));
    FailureOr<Jit> jit = Jit::create(module, "f");
    ASSERT_TRUE(succeeded(jit));
    std::vector<char> memory(jit->getArenaSize() + kArenaAlignment);
    auto arena = llvm::alignAddr(memory.data(), llvm::Align(kArenaAlignment));
    ASSERT_EQ(jit->invoke(inputs.data(), outputs.data(),
                          reinterpret_cast<void *>(arena)),
              0);
  }

  MLIRContext context;
  bool runsHere;

private:
  static const DialectRegistry &getRegistry() {
    static const DialectRegistry registry = [] {
      DialectRegistry result;
      registerAllDialects(result);
      registerAllExtensions(result);
      result.insert<QnnDialect>();
      return result;
    }();
    return registry;
  }
};

inline SmallVector<const Target *> getAllTargets() {
  return llvm::map_to_vector(getTargets(), [](const Target &t) { return &t; });
}

inline std::string
getTargetName(const testing::TestParamInfo<const Target *> &info) {
  std::string name = info.param->name.str();
  llvm::replace(name, '-', '_');
  return name;
}

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_CODEGEN_COMPILEDTEST_H
