//===- Reduction.cpp - Smaller networks that still fail -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reduction.h"

#include "mlir/IR/IRMapping.h"
#include "qnn/Reference/Evaluator.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

//===----------------------------------------------------------------------===//
// Parts of networks
//===----------------------------------------------------------------------===//

/// The ops that compute something.
static SmallVector<Operation *> getOps(const Network &network) {
  SmallVector<Operation *> ops;
  for (Operation &op : network.getBody().without_terminator())
    if (!op.hasTrait<OpTrait::ConstantLike>())
      ops.push_back(&op);
  return ops;
}

static SmallVector<Value> getResults(const Network &network) {
  return network.getBody().getTerminator()->getOperands();
}

/// What reduction makes less of.
static size_t getSize(const Network &network) {
  return getOps(network).size() + getResults(network).size() +
         network.calls.size();
}

static Network clone(const Network &network, IRMapping &mapping) {
  Network copy;
  copy.module = cast<ModuleOp>(network.module.get()->clone(mapping));
  copy.calls = network.calls;
  return copy;
}

/// Erases ops and arguments that nothing reads.
static void eraseUnused(Network &network) {
  Block &body = network.getBody();
  auto ops = llvm::to_vector(llvm::make_pointer_range(body));
  for (Operation *op : llvm::reverse(ArrayRef(ops).drop_back()))
    if (op->use_empty())
      op->erase();
  for (unsigned i = body.getNumArguments(); i-- > 0;) {
    if (!body.getArgument(i).use_empty())
      continue;
    body.eraseArgument(i);
    for (std::vector<Tensor> &inputs : network.calls)
      inputs.erase(inputs.begin() + i);
  }
  network.setResults(getResults(network));
}

/// `network` with `results` of its values instead of its own.
static Network getPartFor(const Network &network, ArrayRef<Value> results) {
  IRMapping mapping;
  Network part = clone(network, mapping);
  part.setResults(llvm::map_to_vector(
      results, [&](Value value) { return mapping.lookup(value); }));
  eraseUnused(part);
  return part;
}

/// `network` with an argument for the result of `op`, which is `values`, one
/// for each call.
static Network getPartWithout(const Network &network, Operation *op,
                              ArrayRef<Tensor> values) {
  IRMapping mapping;
  Network part = clone(network, mapping);
  Value result = mapping.lookup(op->getResult(0));
  result.replaceAllUsesWith(
      part.getBody().addArgument(result.getType(), result.getLoc()));
  for (auto [inputs, value] : llvm::zip_equal(part.calls, values))
    inputs.push_back(value);
  eraseUnused(part);
  return part;
}

/// What each call computes for each result; nothing if the evaluator refuses.
static DenseMap<Value, SmallVector<Tensor>> evaluate(const Network &network,
                                                     RoundingMode rounding) {
  DenseMap<Value, SmallVector<Tensor>> values;
  reference::EvaluateOptions options;
  options.rounding = rounding;
  options.observer = [&](OpResult result, const Tensor &tensor) {
    values[result].push_back(tensor);
  };
  for (const std::vector<Tensor> &inputs : network.calls)
    if (failed(reference::evaluate(network.getFunction(), inputs, options)))
      return DenseMap<Value, SmallVector<Tensor>>();
  return values;
}

//===----------------------------------------------------------------------===//
// Reduction
//===----------------------------------------------------------------------===//

namespace {

class Reducer {
public:
  Reducer(Network network, RoundingMode rounding,
          function_ref<bool(const Network &)> fails)
      : best(std::move(network)), rounding(rounding), fails(fails) {}

  Network run() {
    while (reduceToOneValue() || dropResult() || dropOp() || dropCall())
      ;
    return std::move(best);
  }

private:
  /// Goes on with `part` if it is smaller and fails.
  bool accept(Network part) {
    if (getSize(part) >= getSize(best) || !fails(part))
      return false;
    best = std::move(part);
    return true;
  }

  bool reduceToOneValue();
  bool dropResult();
  bool dropOp();
  bool dropCall();

  Network best;
  RoundingMode rounding;
  function_ref<bool(const Network &)> fails;
};

} // namespace

/// The first op whose result fails by itself leaves the least behind it.
bool Reducer::reduceToOneValue() {
  for (Operation *op : getOps(best))
    if (accept(getPartFor(best, op->getResult(0))))
      return true;
  return false;
}

bool Reducer::dropResult() {
  SmallVector<Value> results = getResults(best);
  for (size_t i = 0; i < results.size(); ++i) {
    SmallVector<Value> others = results;
    others.erase(others.begin() + i);
    if (accept(getPartFor(best, others)))
      return true;
  }
  return false;
}

/// Later ops first: what only they read goes with them.
bool Reducer::dropOp() {
  DenseMap<Value, SmallVector<Tensor>> values = evaluate(best, rounding);
  if (values.empty())
    return false;
  SmallVector<Operation *> ops = getOps(best);
  for (Operation *op : llvm::reverse(ops))
    if (accept(getPartWithout(best, op, values.at(op->getResult(0)))))
      return true;
  return false;
}

bool Reducer::dropCall() {
  for (size_t i = 0; i < best.calls.size() && best.calls.size() > 1; ++i) {
    IRMapping mapping;
    Network part = clone(best, mapping);
    part.calls.erase(part.calls.begin() + i);
    if (accept(std::move(part)))
      return true;
  }
  return false;
}

Network qnn::reduce(Network network, RoundingMode rounding,
                    function_ref<bool(const Network &)> fails) {
  return Reducer(std::move(network), rounding, fails).run();
}
