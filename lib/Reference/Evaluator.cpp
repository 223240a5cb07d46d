//===- Evaluator.cpp - Reference evaluator --------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Reference/Evaluator.h"

#include "Ops.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

static LogicalResult evaluateAnyOp(Operation *op, Frame &frame) {
  for (Type type : op->getResultTypes())
    if (failed(verifyTensorType(type, [op] { return op->emitOpError(); })))
      return failure();
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case<arith::ConstantOp, ConstantOp, QuantizeOp, DequantizeOp,
            RequantizeOp, StorageCastOp, ReshapeOp, FullyConnectedOp, Conv2DOp,
            TransposeConv2DOp, BatchMatmulOp, AddOp, SubOp, MulOp, MinimumOp,
            MaximumOp, PReluOp, AveragePool2DOp, MaxPool2DOp, MeanOp, SumOp,
            PadOp, SliceOp, ConcatOp, TransposeOp, TakeOp, SoftmaxOp, UnaryOp,
            L2NormalizationOp, ResizeBilinearOp>(
          [&](auto op) { return evaluateOp(op, frame); })
      .Default([](Operation *op) {
        return op->emitOpError("is not supported by the reference evaluator");
      });
}

LogicalResult reference::verifyInputs(func::FuncOp function,
                                      ArrayRef<Tensor> inputs) {
  if (inputs.size() != function.getNumArguments())
    return function.emitError("expected ")
           << function.getNumArguments() << " inputs, but got "
           << inputs.size();
  for (unsigned i = 0, e = inputs.size(); i < e; ++i) {
    auto emitError = [&] { return function.emitError("input #") << i << ": "; };
    Type type = function.getArgumentTypes()[i];
    if (failed(verifyTensorType(type, emitError)))
      return failure();
    if (inputs[i].type != type)
      return emitError() << "expected " << type << ", but got "
                         << inputs[i].type;
    if (failed(verifyTensor(inputs[i], emitError)))
      return failure();
  }
  return success();
}

namespace {

/// Evaluates a function and those that it calls.
class FunctionEvaluator {
public:
  explicit FunctionEvaluator(const EvaluateOptions &options)
      : options(options) {}

  FailureOr<SmallVector<Tensor>> evaluate(func::FuncOp function,
                                          ArrayRef<Tensor> inputs);

private:
  LogicalResult evaluateCall(func::CallOp call, Frame &frame);
  FailureOr<SmallVector<Tensor>> evaluateBody(func::FuncOp function,
                                              Frame &frame);

  const EvaluateOptions &options;
  /// From the outermost to the innermost.
  SmallVector<func::FuncOp> activeFunctions;
};

} // namespace

LogicalResult FunctionEvaluator::evaluateCall(func::CallOp call, Frame &frame) {
  auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
      call, call.getCalleeAttr());
  if (llvm::is_contained(activeFunctions, callee))
    return call.emitOpError("expected a function that does not call itself");
  SmallVector<Tensor> inputs;
  for (Value operand : call.getOperands())
    inputs.push_back(frame.get(operand));
  FailureOr<SmallVector<Tensor>> results = evaluate(callee, inputs);
  if (failed(results))
    return failure();
  for (auto [value, result] : llvm::zip_equal(call.getResults(), *results))
    frame.set(value, std::move(result));
  return success();
}

FailureOr<SmallVector<Tensor>>
FunctionEvaluator::evaluateBody(func::FuncOp function, Frame &frame) {
  for (Operation &op : function.front().without_terminator()) {
    auto call = dyn_cast<func::CallOp>(op);
    if (failed(call ? evaluateCall(call, frame) : evaluateAnyOp(&op, frame)))
      return failure();
    if (options.observer)
      for (OpResult result : op.getResults())
        options.observer(result, frame.get(result));
  }

  Operation *terminator = function.front().getTerminator();
  if (!isa<func::ReturnOp>(terminator))
    return terminator->emitOpError(
        "is not supported by the reference evaluator");
  SmallVector<Tensor> results;
  for (Value result : terminator->getOperands())
    results.push_back(frame.get(result));
  return results;
}

FailureOr<SmallVector<Tensor>>
FunctionEvaluator::evaluate(func::FuncOp function, ArrayRef<Tensor> inputs) {
  if (function.isExternal())
    return function.emitError("expected a function with a body");
  if (failed(verifyInputs(function, inputs)))
    return failure();
  Frame frame(options.rounding);
  for (auto [argument, input] :
       llvm::zip_equal(function.getArguments(), inputs))
    frame.set(argument, input);

  activeFunctions.push_back(function);
  FailureOr<SmallVector<Tensor>> results = evaluateBody(function, frame);
  activeFunctions.pop_back();
  return results;
}

FailureOr<SmallVector<Tensor>>
reference::evaluate(func::FuncOp function, ArrayRef<Tensor> inputs,
                    const EvaluateOptions &options) {
  return FunctionEvaluator(options).evaluate(function, inputs);
}
