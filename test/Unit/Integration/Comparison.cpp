//===- Comparison.cpp - Compiled code against the reference ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Comparison.h"

#include "mlir/IR/IRMapping.h"
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

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

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

//===----------------------------------------------------------------------===//
// Isolation
//===----------------------------------------------------------------------===//

namespace {

/// The values of one call.
using Values = DenseMap<Value, Tensor>;

} // namespace

/// The values of all calls; none if the evaluator refuses the network.
static std::vector<Values> evaluateAll(const Network &network,
                                       RoundingMode rounding) {
  func::FuncOp function = network.getFunction();
  std::vector<Values> calls;
  for (const std::vector<Tensor> &inputs : network.calls) {
    Values &values = calls.emplace_back();
    for (auto [argument, input] :
         llvm::zip_equal(function.getArguments(), inputs))
      values[argument] = input;
    reference::EvaluateOptions options;
    options.rounding = rounding;
    options.observer = [&](OpResult result, const Tensor &tensor) {
      values[result] = tensor;
    };
    if (failed(reference::evaluate(function, inputs, options)))
      return {};
  }
  return calls;
}

/// A network of `ops`; all of their results that others read, or nobody, are
/// its results.
static Network extract(ArrayRef<Operation *> ops,
                       const std::vector<Values> &calls) {
  Location loc = ops.front()->getLoc();
  OpBuilder builder(ops.front()->getContext());
  Network network;
  network.calls.resize(calls.size());
  network.module = ModuleOp::create(loc);
  builder.setInsertionPointToEnd(network.module->getBody());
  auto function = func::FuncOp::create(builder, loc, kNetworkEntry,
                                       builder.getFunctionType({}, {}));
  Block *body = function.addEntryBlock();
  builder.setInsertionPointToEnd(body);

  IRMapping mapping;
  SmallVector<Value> results;
  for (Operation *op : ops) {
    for (Value operand : op->getOperands()) {
      if (mapping.contains(operand))
        continue;
      Operation *definition = operand.getDefiningOp();
      if (definition && definition->hasTrait<OpTrait::ConstantLike>()) {
        builder.clone(*definition, mapping);
        continue;
      }
      mapping.map(operand, body->addArgument(operand.getType(), loc));
      for (auto [inputs, values] : llvm::zip_equal(network.calls, calls))
        inputs.push_back(values.at(operand));
    }
    builder.clone(*op, mapping);
    for (Value result : op->getResults())
      if (result.use_empty() ||
          llvm::any_of(result.getUsers(), [&](Operation *user) {
            return !llvm::is_contained(ops, user);
          }))
        results.push_back(mapping.lookup(result));
  }
  func::ReturnOp::create(builder, loc, results);
  function.setType(builder.getFunctionType(body->getArgumentTypes(),
                                           ValueRange(results).getTypes()));
  return network;
}

Network qnn::isolateDifference(Network network, const Target &target,
                               RoundingMode rounding) {
  SmallVector<Operation *> ops;
  for (Operation &op : network.getFunction().front().without_terminator())
    if (!op.hasTrait<OpTrait::ConstantLike>())
      ops.push_back(&op);
  std::vector<Values> calls = evaluateAll(network, rounding);
  if (calls.empty())
    return network;
  for (size_t size = 1; size <= ops.size(); ++size)
    for (size_t first = 0; first + size <= ops.size(); ++first) {
      Network part = extract(ArrayRef(ops).slice(first, size), calls);
      if (!findDifference(part, target, rounding).empty())
        return part;
    }
  return network;
}
