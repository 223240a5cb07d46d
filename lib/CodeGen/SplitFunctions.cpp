//===- SplitFunctions.cpp - Long functions in parts -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Outlining.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "mlir/Transforms/RegionUtils.h"
#include "qnn/CodeGen/Passes.h"
#include <numeric>

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNSPLITFUNCTIONS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

using Part = SmallVector<Operation *>;

/// Values that may be in use between two parts: in registers, as a rule.
static constexpr int64_t kMaxSharedValues = 4;

/// True for constants and for what names memory: each part has its own.
static bool isRepeatable(Operation *op) {
  if (op->hasTrait<OpTrait::ConstantLike>() || isa<memref::GetGlobalOp>(op))
    return true;
  return isa<ViewLikeOpInterface>(op) && isPure(op) &&
         llvm::all_of(op->getOperands(), [](Value operand) {
           return isa<BlockArgument>(operand) ||
                  isRepeatable(operand.getDefiningOp());
         });
}

static int64_t countOps(Operation *op) {
  int64_t count = 0;
  op->walk([&](Operation *) { ++count; });
  return count;
}

/// False for what functions do not take: views with offsets that are computed,
/// and vectors, which may be the sums in a register of AMX.
static bool canPass(Type type) {
  return !isa<BaseMemRefType, VectorType>(type);
}

/// For each position between `ops`, the number of values in use there. What
/// cannot pass counts for as many as there are too many.
static SmallVector<int64_t> countValuesInUse(ArrayRef<Operation *> ops) {
  DenseMap<Operation *, size_t> positions;
  for (auto [position, op] : llvm::enumerate(ops))
    positions[op] = position;
  SmallVector<int64_t> changes(ops.size() + 1, 0);
  for (auto [position, op] : llvm::enumerate(ops))
    for (Value result : op->getResults()) {
      size_t last = position;
      for (Operation *user : result.getUsers())
        last = std::max(
            last,
            positions.lookup(op->getBlock()->findAncestorOpInBlock(*user)));
      int64_t weight = canPass(result.getType()) ? 1 : kMaxSharedValues + 1;
      changes[position + 1] += weight;
      changes[last + 1] -= weight;
    }
  std::partial_sum(changes.begin(), changes.end(), changes.begin());
  return changes;
}

/// The ops of `body` that are not repeatable, in parts of at least `maxOps`
/// ops, and at least one.
static SmallVector<Part> cut(Block &body, int64_t maxOps) {
  SmallVector<Operation *> ops;
  for (Operation &op : body.without_terminator())
    if (!isRepeatable(&op))
      ops.push_back(&op);
  SmallVector<int64_t> inUse = countValuesInUse(ops);
  SmallVector<Part> parts(1);
  int64_t size = 0;
  for (auto [position, op] : llvm::enumerate(ops)) {
    if (size >= std::max<int64_t>(maxOps, 1) &&
        inUse[position] <= kMaxSharedValues) {
      parts.emplace_back();
      size = 0;
    }
    parts.back().push_back(op);
    size += countOps(op);
  }
  return parts;
}

/// What `part` uses: values from outside of it, with repeatable ones.
static llvm::SetVector<Value> getUsedValues(ArrayRef<Operation *> part) {
  llvm::SetVector<Value> used;
  for (Operation *op : part) {
    used.insert(op->operand_begin(), op->operand_end());
    getUsedValuesDefinedAbove(op->getRegions(), used);
  }
  used.remove_if([&](Value value) {
    return llvm::is_contained(part, value.getDefiningOp());
  });
  return used;
}

/// What other ops use of the results of `part`.
static SmallVector<Value> getSharedResults(ArrayRef<Operation *> part) {
  llvm::SmallDenseSet<Operation *> inside(part.begin(), part.end());
  SmallVector<Value> shared;
  for (Operation *op : part)
    for (Value result : op->getResults())
      if (llvm::any_of(result.getUsers(), [&](Operation *user) {
            return !inside.contains(
                op->getBlock()->findAncestorOpInBlock(*user));
          }))
        shared.push_back(result);
  return shared;
}

/// Clones the repeatable ops that `value` is made of.
static void repeat(OpBuilder &builder, IRMapping &mapping, Value value) {
  if (mapping.contains(value))
    return;
  Operation *op = value.getDefiningOp();
  for (Value operand : op->getOperands())
    repeat(builder, mapping, operand);
  builder.clone(*op, mapping);
}

/// A function that does what `ops` do. `inputs` are what it takes beside the
/// arguments of `function`, `outputs` what it returns.
static func::FuncOp createPart(func::FuncOp function, ArrayRef<Operation *> ops,
                               ArrayRef<Value> inputs, ArrayRef<Value> outputs,
                               ArrayRef<Value> repeatable,
                               SymbolTable &symbols) {
  SmallVector<Type> types(function.getArgumentTypes());
  llvm::append_range(types, TypeRange(inputs));
  auto type =
      FunctionType::get(function.getContext(), types, TypeRange(outputs));
  func::FuncOp part = createOutlined(function, type, symbols);
  Block *body = &part.getBody().front();
  auto builder = OpBuilder::atBlockBegin(body);
  IRMapping mapping;
  unsigned numArguments = function.getNumArguments();
  mapping.map(function.getArguments(),
              body->getArguments().take_front(numArguments));
  mapping.map(inputs, body->getArguments().drop_front(numArguments));
  for (Value value : repeatable)
    repeat(builder, mapping, value);
  for (Operation *op : ops)
    builder.clone(*op, mapping);
  auto results = llvm::map_to_vector(
      outputs, [&](Value output) { return mapping.lookup(output); });
  func::ReturnOp::create(builder, function.getLoc(), results);
  return part;
}

static void split(func::FuncOp function, int64_t maxOps, SymbolTable &symbols) {
  Block &body = function.getBody().front();
  SmallVector<Part> parts = cut(body, maxOps);
  if (parts.size() < 2)
    return;
  OpBuilder builder(body.getTerminator());
  IRMapping results;
  for (ArrayRef<Operation *> ops : parts) {
    SmallVector<Value> inputs, repeatable;
    for (Value value : getUsedValues(ops)) {
      if (isa<BlockArgument>(value))
        continue;
      bool isRepeated = isRepeatable(value.getDefiningOp());
      (isRepeated ? repeatable : inputs).push_back(value);
    }
    SmallVector<Value> outputs = getSharedResults(ops);
    func::FuncOp part =
        createPart(function, ops, inputs, outputs, repeatable, symbols);
    SmallVector<Value> arguments(function.getArguments());
    for (Value input : inputs)
      arguments.push_back(results.lookup(input));
    auto call =
        func::CallOp::create(builder, ops.front()->getLoc(), part, arguments);
    results.map(outputs, call.getResults());
  }
  for (ArrayRef<Operation *> ops : llvm::reverse(parts))
    for (Operation *op : llvm::reverse(ops))
      op->erase();
}

namespace {

struct SplitFunctions
    : public qnn::impl::QnnSplitFunctionsBase<SplitFunctions> {
  using QnnSplitFunctionsBase::QnnSplitFunctionsBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<func::FuncOp> functions;
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (isPlanned(function))
        functions.push_back(function);
    for (func::FuncOp function : functions)
      split(function, maxOps, symbols);
  }
};

} // namespace
