//===- EvaluatorTest.h - Fixture of the evaluator's tests -------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_REFERENCE_EVALUATORTEST_H
#define QNN_TEST_UNIT_REFERENCE_EVALUATORTEST_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Reference/Evaluator.h"
#include "gtest/gtest.h"

namespace mlir::qnn::reference {

using Integers = std::vector<int64_t>;
using Reals = std::vector<float>;

/// Evaluates the function `f` of modules given as text.
class EvaluatorTest : public testing::Test {
protected:
  EvaluatorTest()
      : context(getRegistry()), handler(&context, [this](Diagnostic &d) {
          errors.push_back(d.str());
        }) {}

  func::FuncOp parse(StringRef ir) {
    module = parseSourceString<ModuleOp>(ir, &context);
    EXPECT_TRUE(module) << testing::PrintToString(errors);
    return module ? module->lookupSymbol<func::FuncOp>("f") : nullptr;
  }

  /// A tensor of the type of argument `index`.
  static Tensor getInput(func::FuncOp function, unsigned index,
                         Integers integers, Reals reals = {}) {
    auto type = cast<RankedTensorType>(function.getArgumentTypes()[index]);
    return {type, std::move(integers), std::move(reals)};
  }

  /// The one result, a tensor of no elements if there is an error.
  static Tensor getResult(FailureOr<SmallVector<Tensor>> results) {
    if (failed(results) || results->size() != 1)
      return {};
    return results->front();
  }

  /// The integers that `f` computes from those of its inputs.
  Integers evaluate(StringRef ir, std::vector<Integers> inputs = {}) {
    func::FuncOp function = parse(ir);
    if (!function)
      return {};
    SmallVector<Tensor> tensors;
    for (auto [index, integers] : llvm::enumerate(inputs))
      tensors.push_back(getInput(function, index, integers));
    Tensor result = getResult(reference::evaluate(function, tensors, options));
    EXPECT_EQ(errors, std::vector<std::string>());
    return result.integers;
  }

  /// The only error of evaluating `f`.
  std::string getError(StringRef ir, std::vector<Integers> inputs = {}) {
    func::FuncOp function = parse(ir);
    if (!function)
      return "";
    SmallVector<Tensor> tensors;
    for (auto [index, integers] : llvm::enumerate(inputs))
      tensors.push_back(getInput(function, index, integers));
    EXPECT_TRUE(failed(reference::evaluate(function, tensors, options)));
    return errors.size() == 1 ? errors.front() : testing::PrintToString(errors);
  }

  MLIRContext context;
  std::vector<std::string> errors;
  OwningOpRef<ModuleOp> module;
  EvaluateOptions options;

private:
  static DialectRegistry getRegistry() {
    DialectRegistry registry;
    registry.insert<QnnDialect, arith::ArithDialect, func::FuncDialect>();
    return registry;
  }

  ScopedDiagnosticHandler handler;
};

} // namespace mlir::qnn::reference

#endif // QNN_TEST_UNIT_REFERENCE_EVALUATORTEST_H
