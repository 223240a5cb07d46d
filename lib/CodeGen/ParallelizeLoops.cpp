//===- ParallelizeLoops.cpp - Loops in tasks ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Outlining.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNPARALLELIZELOOPS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Loops each of which is all that the one around it repeats: iterations of all
/// of them may run in any order.
struct Nest {
  SmallVector<scf::ForOp> loops;
  /// Of all loops together.
  uint64_t numIterations = 1;

  scf::ForOp outermost() const { return loops.front(); }
  scf::ForOp innermost() const { return loops.back(); }
};

} // namespace

/// How often the body of `loop` runs, at most 2^64 - 1 times; 0 if that is not
/// known.
static uint64_t getTripCount(scf::ForOp loop) {
  std::optional<APInt> count = loop.getStaticTripCount();
  return count ? count->getLimitedValue() : 0;
}

/// Registers of 256 bits, or less, that a value of `type` takes; 0 for what
/// only addresses memory.
static uint64_t getNumRegisters(Type type) {
  auto vector = dyn_cast<VectorType>(type);
  Type element = getElementTypeOrSelf(type);
  if (isa<BaseMemRefType>(type) || !element.isIntOrFloat())
    return 0;
  uint64_t numElements = vector ? vector.getNumElements() : 1;
  return llvm::divideCeil(numElements * element.getIntOrFloatBitWidth(), 256);
}

/// Operations on registers that `op` stands for. Loops that repeat a number of
/// times that is not known count once.
static uint64_t getWork(Operation *op) {
  uint64_t work = 0;
  if (op->getNumRegions() == 0 && !op->hasTrait<OpTrait::ConstantLike>())
    for (Type type :
         llvm::concat<const Type>(op->getOperandTypes(), op->getResultTypes()))
      work = std::max(work, getNumRegisters(type));
  for (Region &region : op->getRegions())
    for (Operation &inner : region.getOps())
      work = llvm::SaturatingAdd(work, getWork(&inner));
  if (auto loop = dyn_cast<scf::ForOp>(op))
    work = llvm::SaturatingMultiply(work,
                                    std::max<uint64_t>(getTripCount(loop), 1));
  return work;
}

/// True if iterations of `loop` may run in any order. Bufferization may have
/// added what they have to share: a buffer that they hand on, or one in the
/// arena that each of them needs for itself.
static bool isParallel(scf::ForOp loop) {
  return loop->hasAttr(kParallelAttrName) && loop.getNumResults() == 0 &&
         getTripCount(loop) > 0 &&
         !loop.walk([](Operation *op) {
                return WalkResult(success(
                    !isa<memref::ViewOp, memref::AllocOp, memref::AllocaOp>(
                        op)));
              })
              .wasInterrupted();
}

/// The loop that is all that `loop` repeats but index arithmetic; null if there
/// is more, or none.
static scf::ForOp getOnlyLoop(scf::ForOp loop) {
  scf::ForOp only;
  for (Operation &op : loop.getBody()->without_terminator()) {
    if (op.getNumRegions() == 0 && isPure(&op))
      continue;
    auto inner = dyn_cast<scf::ForOp>(op);
    if (only || !inner)
      return nullptr;
    only = inner;
  }
  return only;
}

/// The nest from `loop` inwards, as far as it takes to have iterations for half
/// of `numTasks`: inner loops that remain compute their positions faster.
static Nest getNest(scf::ForOp loop, uint64_t numTasks) {
  Nest nest;
  while (loop && isParallel(loop) &&
         (nest.loops.empty() || 2 * nest.numIterations < numTasks)) {
    nest.loops.push_back(loop);
    nest.numIterations =
        llvm::SaturatingMultiply(nest.numIterations, getTripCount(loop));
    loop = getOnlyLoop(loop);
  }
  return nest;
}

/// Clones what computes `value`, down to what `mapping` has.
static void cloneComputation(OpBuilder &builder, IRMapping &mapping,
                             Value value) {
  if (mapping.contains(value))
    return;
  Operation *op = value.getDefiningOp();
  for (Value operand : op->getOperands())
    cloneComputation(builder, mapping, operand);
  builder.clone(*op, mapping);
}

namespace {

/// Makes a function that runs one task of a nest, and one that runs all.
class TaskOutliner {
public:
  TaskOutliner(func::FuncOp function, Nest nest, uint64_t numTasks,
               SymbolTable &symbols)
      : function(function), nest(std::move(nest)), numTasks(numTasks),
        symbols(symbols), loc(this->nest.outermost().getLoc()),
        builder(function.getContext()) {}

  /// Replaces the nest by a call. Fails, having done nothing, if it uses memory
  /// that is not the function's to hand on.
  LogicalResult outline();

private:
  /// Collects in `inputs` what a function that takes the arguments of
  /// `function` has to be given to compute `value`. Fails if that is memory.
  LogicalResult collectInputs(Value value);
  func::FuncOp createTask();
  func::FuncOp createTasks(func::FuncOp task);
  /// The body of the nest, in iteration `number` of all.
  void emitIteration(IRMapping &mapping, Value number);
  /// The first iteration of task `task`.
  Value emitBegin(Value task);
  FunctionType getType(bool withNumber);

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  func::FuncOp function;
  Nest nest;
  uint64_t numTasks;
  SymbolTable &symbols;
  Location loc;
  OpBuilder builder;
  llvm::SetVector<Value> used, inputs;
  llvm::SmallDenseSet<Value> visited;
};

} // namespace

LogicalResult TaskOutliner::collectInputs(Value value) {
  if (value.getParentBlock() == &function.getBody().front() &&
      isa<BlockArgument>(value))
    return success();
  if (!visited.insert(value).second)
    return success();
  Operation *op = value.getDefiningOp();
  if (op && op->getNumRegions() == 0 && isMemoryEffectFree(op)) {
    for (Value operand : op->getOperands())
      if (failed(collectInputs(operand)))
        return failure();
    return success();
  }
  inputs.insert(value);
  return success(!isa<BaseMemRefType>(value.getType()));
}

LogicalResult TaskOutliner::outline() {
  scf::ForOp loop = nest.outermost();
  used.insert(loop->operand_begin(), loop->operand_end());
  getUsedValuesDefinedAbove(loop.getRegion(), used);
  for (Value value : used)
    if (failed(collectInputs(value)))
      return failure();
  func::FuncOp tasks = createTasks(createTask());
  SmallVector<Value> arguments(function.getArguments());
  llvm::append_range(arguments, inputs);
  builder.setInsertionPoint(loop);
  func::CallOp::create(builder, loc, tasks, arguments);
  loop.erase();
  return success();
}

FunctionType TaskOutliner::getType(bool withNumber) {
  SmallVector<Type> types(function.getArgumentTypes());
  llvm::append_range(types, TypeRange(inputs.getArrayRef()));
  if (withNumber)
    types.push_back(builder.getIndexType());
  return builder.getFunctionType(types, {});
}

Value TaskOutliner::emitBegin(Value task) {
  Value numIterations = index(nest.numIterations);
  Value product = arith::MulIOp::create(builder, loc, task, numIterations);
  Value divisor = index(numTasks);
  return arith::DivUIOp::create(builder, loc, product, divisor);
}

void TaskOutliner::emitIteration(IRMapping &mapping, Value number) {
  SmallVector<Value> numbers(nest.loops.size(), number);
  for (size_t i = nest.loops.size() - 1; i > 0; --i) {
    Value count = index(getTripCount(nest.loops[i]));
    numbers[i] = arith::RemUIOp::create(builder, loc, numbers[0], count);
    numbers[0] = arith::DivUIOp::create(builder, loc, numbers[0], count);
  }
  for (auto [loop, number] : llvm::zip_equal(nest.loops, numbers)) {
    Value step = mapping.lookup(loop.getStep());
    Value offset = arith::MulIOp::create(builder, loc, number, step);
    Value begin = mapping.lookup(loop.getLowerBound());
    Value position = arith::AddIOp::create(builder, loc, begin, offset);
    mapping.map(loop.getInductionVar(), position);
    for (Operation &op : loop.getBody()->without_terminator())
      if (loop == nest.innermost() || !isa<scf::ForOp>(op))
        builder.clone(op, mapping);
  }
}

/// The function that runs one task: its last argument tells which.
func::FuncOp TaskOutliner::createTask() {
  func::FuncOp task =
      createOutlined(function, getType(/*withNumber=*/true), symbols);
  builder.setInsertionPointToStart(&task.getBody().front());
  IRMapping mapping;
  unsigned numArguments = function.getNumArguments();
  mapping.map(function.getArguments(),
              task.getArguments().take_front(numArguments));
  mapping.map(inputs.getArrayRef(),
              task.getArguments().drop_front(numArguments).drop_back());
  for (Value value : used)
    cloneComputation(builder, mapping, value);
  Value number = task.getArguments().back();
  Value begin = emitBegin(number), one = index(1);
  Value next = arith::AddIOp::create(builder, loc, number, one);
  Value end = emitBegin(next);
  auto loop = scf::ForOp::create(builder, loc, begin, end, one);
  func::ReturnOp::create(builder, loc);
  builder.setInsertionPointToStart(loop.getBody());
  emitIteration(mapping, loop.getInductionVar());
  return task;
}

/// The function that runs all tasks, one after the other.
func::FuncOp TaskOutliner::createTasks(func::FuncOp task) {
  func::FuncOp tasks =
      createOutlined(function, getType(/*withNumber=*/false), symbols);
  tasks->setAttr(kTaskAttrName, SymbolRefAttr::get(task));
  tasks->setAttr(kNumTasksAttrName, builder.getI64IntegerAttr(numTasks));
  builder.setInsertionPointToStart(&tasks.getBody().front());
  Value begin = index(0), end = index(numTasks), one = index(1);
  auto loop = scf::ForOp::create(builder, loc, begin, end, one);
  func::ReturnOp::create(builder, loc);
  builder.setInsertionPointToStart(loop.getBody());
  SmallVector<Value> arguments(tasks.getArguments());
  arguments.push_back(loop.getInductionVar());
  func::CallOp::create(builder, loc, task, arguments);
  return tasks;
}

/// Makes `op`, on buffers, a nest of loops, and marks those of them that are
/// parallel.
static LogicalResult lowerToLoops(RewriterBase &rewriter, linalg::LinalgOp op) {
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::LinalgLoops> loops = linalg::linalgOpToLoops(rewriter, op);
  if (failed(loops))
    return op.emitOpError("expected buffers; run qnn-bufferize first");
  for (auto [loop, iterator] :
       llvm::zip_equal(*loops, op.getIteratorTypesArray()))
    if (linalg::isParallelIterator(iterator))
      loop->setAttr(kParallelAttrName, rewriter.getUnitAttr());
  rewriter.eraseOp(op);
  return success();
}

namespace {

struct ParallelizeLoops
    : public qnn::impl::QnnParallelizeLoopsBase<ParallelizeLoops> {
  using QnnParallelizeLoopsBase::QnnParallelizeLoopsBase;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    IRRewriter rewriter(&getContext());
    auto functions = llvm::filter_to_vector(
        getOperation().getOps<func::FuncOp>(), isPlanned);
    for (func::FuncOp function : functions) {
      WalkResult result = function.walk([&](linalg::LinalgOp op) {
        return WalkResult(lowerToLoops(rewriter, op));
      });
      if (result.wasInterrupted())
        return signalPassFailure();
      function.walk<WalkOrder::PreOrder>([&](scf::ForOp loop) {
        return parallelize(function, loop, symbols) ? WalkResult::skip()
                                                    : WalkResult::advance();
      });
    }
  }

private:
  /// Replaces the nest that begins with `loop` by tasks, if that is worth it.
  bool parallelize(func::FuncOp function, scf::ForOp loop,
                   SymbolTable &symbols) {
    uint64_t numTasks = std::min<uint64_t>(
        maxTasks, getWork(loop) / std::max<uint64_t>(workPerTask, 1));
    if (numTasks < 2)
      return false;
    Nest nest = getNest(loop, numTasks);
    numTasks = std::min(numTasks, nest.numIterations);
    if (numTasks < 2 ||
        failed(TaskOutliner(function, nest, numTasks, symbols).outline()))
      return false;
    ++numLoops;
    return true;
  }
};

} // namespace
