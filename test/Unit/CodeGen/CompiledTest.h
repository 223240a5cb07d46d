//===- CompiledTest.h - Functions compiled and called -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_CODEGEN_COMPILEDTEST_H
#define QNN_TEST_UNIT_CODEGEN_COMPILEDTEST_H

#include "Machine.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Pass/PassManager.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Pipelines/Pipelines.h"
#include "gtest/gtest.h"

namespace mlir::qnn {

/// A test for each target. Those that nothing here runs are skipped.
class CompiledTest : public testing::TestWithParam<const Target *> {
protected:
  CompiledTest() : context(getRegistry()) {
    context.loadAllAvailableDialects();
  }

  void SetUp() override {
    machine = Machine::create(*GetParam());
    if (!machine)
      GTEST_SKIP() << "nothing runs code for " << GetParam()->name.str();
  }

  /// Compiles function `f` of `module`, to be called once.
  void add(ModuleOp module, std::vector<std::vector<char>> inputs,
           std::vector<size_t> outputSizes) {
    PassManager passes(&context);
    QnnToLLVMOptions options;
    options.target = GetParam()->name.str();
    buildQnnToLLVMPipeline(passes, options);
    ASSERT_TRUE(succeeded(passes.run(module)));
    Call call{std::move(inputs), std::move(outputSizes),
              GuardedBuffer::Edge::End};
    ASSERT_TRUE(succeeded(machine->add(module, "f", {std::move(call)})));
  }

  MLIRContext context;
  std::unique_ptr<Machine> machine;

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
