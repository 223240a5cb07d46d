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
#include "qnn/CodeGen/Invoke.h"
#include "qnn/Execution/GuardedBuffer.h"
#include "qnn/Execution/Jit.h"
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

/// Makes one call, on buffers that touch a guard page at `edge`.
static std::string findDifference(const Jit &jit, ArrayRef<Tensor> inputs,
                                  ArrayRef<Tensor> expected,
                                  GuardedBuffer::Edge edge) {
  std::vector<GuardedBuffer> buffers;
  auto allocate = [&](size_t size, size_t alignment) {
    buffers.push_back(
        llvm::cantFail(GuardedBuffer::create(size, alignment, edge)));
    return buffers.back().data();
  };
  std::vector<const void *> inputPointers;
  std::vector<void *> outputPointers;
  for (const Tensor &input : inputs) {
    std::vector<char> bytes = toBytes(input);
    char *data = allocate(bytes.size(), /*alignment=*/1);
    llvm::copy(bytes, data);
    inputPointers.push_back(data);
  }
  for (const Tensor &output : expected)
    outputPointers.push_back(
        allocate(reference::getNumBytes(output.type), /*alignment=*/1));
  void *arena = allocate(jit.getArenaSize(), kArenaAlignment);

  if (int status =
          jit.invoke(inputPointers.data(), outputPointers.data(), arena))
    return "the call returned " + std::to_string(status);
  for (unsigned i = 0; i < inputs.size(); ++i)
    if (toBytes(inputs[i]) !=
        ArrayRef(buffers[i].data(), buffers[i].size()).vec())
      return "input " + std::to_string(i) + " was written to";
  for (unsigned i = 0; i < expected.size(); ++i) {
    const GuardedBuffer &buffer = buffers[inputs.size() + i];
    std::string difference =
        findDifference(expected[i], ArrayRef(buffer.data(), buffer.size()));
    if (!difference.empty())
      return "result " + std::to_string(i) + ", " + difference;
  }
  return "";
}

std::string qnn::findDifference(const Network &network, const Target &target,
                                RoundingMode rounding) {
  std::string errors;
  ScopedDiagnosticHandler handler(
      network.module.get().getContext(), [&](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
          errors += diagnostic.str() + "; ";
      });
  if (failed(verify(*network.module)))
    return "invalid network: " + errors;
  OwningOpRef<ModuleOp> clone = network.module.get().clone();
  if (failed(lower(*clone, target, rounding)))
    return "lowering failed: " + errors;
  FailureOr<Jit> jit = Jit::create(*clone, kNetworkEntry);
  if (failed(jit))
    return "code generation failed: " + errors;

  reference::EvaluateOptions options;
  options.rounding = rounding;
  for (const std::vector<Tensor> &inputs : network.calls) {
    auto expected = reference::evaluate(network.getFunction(), inputs, options);
    if (failed(expected))
      return "evaluation failed: " + errors;
    for (auto edge : {GuardedBuffer::Edge::End, GuardedBuffer::Edge::Begin}) {
      std::string difference = ::findDifference(*jit, inputs, *expected, edge);
      if (!difference.empty())
        return difference;
    }
  }
  return "";
}
