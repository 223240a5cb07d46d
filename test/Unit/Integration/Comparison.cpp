//===- Comparison.cpp - Compiled code against the reference ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Comparison.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "qnn/Pipelines/Pipelines.h"
#include "qnn/Reference/Evaluator.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

static LogicalResult lower(ModuleOp module, const Target &target,
                           RoundingMode rounding) {
  PassManager passes(module->getName());
  QnnToLLVMOptions options;
  options.target = target.name.str();
  options.rounding = rounding;
  buildQnnToLLVMPipeline(passes, options);
  return passes.run(module);
}

/// The first element of a result whose bytes in `actual` are others.
static std::string findDifference(const Tensor &expected,
                                  ArrayRef<char> actual) {
  std::vector<char> bytes = toBytes(expected);
  auto [byte, _] = std::mismatch(bytes.begin(), bytes.end(), actual.begin());
  if (byte == bytes.end())
    return "";
  size_t index =
      (byte - bytes.begin()) * expected.type.getNumElements() / bytes.size();
  Tensor tensor = reference::fromBytes(expected.type, actual);
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "element " << index << ": expected ";
  if (expected.type.getElementType().isF32())
    os << llvm::format("%a, but got %a", expected.reals[index],
                       tensor.reals[index]);
  else
    os << expected.integers[index] << ", but got " << tensor.integers[index];
  return text;
}

static std::string findDifference(ArrayRef<Tensor> expected,
                                  const CallResult &actual) {
  if (!actual.error.empty())
    return actual.error;
  for (auto [i, output] : llvm::enumerate(actual.outputs)) {
    std::string difference = ::findDifference(expected[i], output);
    if (!difference.empty())
      return "result " + std::to_string(i) + ", " + difference;
  }
  return "";
}

/// Calls on buffers that end at a guard page, and on some that begin at one.
static std::vector<Call> createCalls(ArrayRef<Tensor> inputs,
                                     ArrayRef<Tensor> outputs) {
  Call call;
  for (const Tensor &input : inputs)
    call.inputs.push_back(toBytes(input));
  for (const Tensor &output : outputs)
    call.outputSizes.push_back(reference::getNumBytes(output.type));
  std::vector<Call> calls(2, call);
  calls[0].edge = GuardedBuffer::Edge::End;
  calls[1].edge = GuardedBuffer::Edge::Begin;
  return calls;
}

Comparison::Entry Comparison::compile(const Network &network,
                                      RoundingMode rounding) {
  std::string errors;
  ScopedDiagnosticHandler handler(
      network.module.get().getContext(), [&](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
          errors += diagnostic.str() + "; ";
      });
  if (failed(verify(*network.module)))
    return {"invalid network: " + errors, {}};
  OwningOpRef<ModuleOp> clone = network.module.get().clone();
  if (failed(lower(*clone, target, rounding)))
    return {"lowering failed: " + errors, {}};

  reference::EvaluateOptions options;
  options.rounding = rounding;
  Entry entry;
  std::vector<Call> calls;
  for (const std::vector<Tensor> &inputs : network.calls) {
    auto outputs = reference::evaluate(network.getFunction(), inputs, options);
    if (failed(outputs))
      return {"evaluation failed: " + errors, {}};
    llvm::append_range(calls, createCalls(inputs, *outputs));
    entry.expected.push_back(std::move(*outputs));
  }
  if (failed(machine->add(*clone, kNetworkEntry, std::move(calls))))
    return {"code generation failed: " + errors, {}};
  return entry;
}

void Comparison::add(const Network &network, RoundingMode rounding) {
  entries.push_back(compile(network, rounding));
}

std::vector<std::string> Comparison::run() {
  std::vector<CallResult> results = machine->run();
  auto result = results.begin();
  std::vector<std::string> differences;
  for (const Entry &entry : entries) {
    std::string &difference = differences.emplace_back(entry.error);
    for (ArrayRef<Tensor> expected : entry.expected)
      for (auto end = result + 2; result != end; ++result)
        if (difference.empty())
          difference = ::findDifference(expected, *result);
  }
  entries.clear();
  return differences;
}

std::string qnn::findDifference(const Network &network, const Target &target,
                                RoundingMode rounding) {
  Comparison comparison(target);
  comparison.add(network, rounding);
  return comparison.run().front();
}
