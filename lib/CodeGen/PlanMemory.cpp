//===- PlanMemory.cpp - One arena for all intermediates -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Support/DebugStringHelper.h"
#include "mlir/Support/FileUtilities.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Passes.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ToolOutputFile.h"
#include <set>

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNPLANMEMORY
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Bytes of a buffer of `type`; fails if they are not static or not countable.
static FailureOr<int64_t> getSizeInBytes(MemRefType type) {
  if (!type.hasStaticShape() || !type.getLayout().isIdentity() ||
      !type.getElementType().isIntOrFloat())
    return failure();
  std::optional<int64_t> size =
      llvm::divideCeil(type.getElementTypeBitWidth(), 8u);
  for (int64_t dim : type.getShape())
    if (size)
      size = llvm::checkedMul(*size, dim);
  if (!size)
    return failure();
  return *size;
}

/// The name that `loc` gives, else where it is in a file, else nothing.
static std::string getName(Location loc) {
  if (auto name = loc->findInstanceOf<NameLoc>())
    return name.getName().str();
  std::string text;
  if (auto file = loc->findInstanceOf<FileLineColLoc>())
    llvm::raw_string_ostream(text)
        << llvm::sys::path::filename(file.getFilename().strref()) << ':'
        << file.getLine() << ':' << file.getColumn();
  return text;
}

namespace {

/// The allocations of a function and what the plan has to know of them.
struct Buffers {
  SmallVector<memref::AllocOp> allocs;
  SmallVector<PlannedBuffer, 0> toPlace;
};

} // namespace

/// Sets the lifetime of `buffer`, in positions: from the first to the last op
/// of `body` that touches `alloc`. An op that only makes another view of it
/// does not.
static LogicalResult
computeLifetime(memref::AllocOp alloc, Block &body,
                const DenseMap<Operation *, int64_t> &positions,
                const BufferViewFlowAnalysis &aliases, PlannedBuffer &buffer) {
  buffer.first = positions.size();
  buffer.last = -1;
  for (Value alias : aliases.resolve(alloc))
    for (Operation *user : alias.getUsers()) {
      if (isa<func::ReturnOp>(user))
        return alloc.emitOpError("expected no buffer to be returned; run "
                                 "qnn-bufferize first");
      bool makesView =
          isa<ViewLikeOpInterface>(user) && isMemoryEffectFree(user);
      if (makesView || isa<memref::DeallocOp>(user))
        continue;
      int64_t position = positions.lookup(body.findAncestorOpInBlock(*user));
      buffer.first = std::min(buffer.first, position);
      buffer.last = std::max(buffer.last, position);
    }
  // What nobody touches needs a place, too, but not for long.
  if (buffer.last < 0)
    buffer.first = buffer.last =
        positions.lookup(body.findAncestorOpInBlock(*alloc));
  return success();
}

/// Counts lifetimes in steps instead of positions: in those ops only where one
/// begins or ends.
static void countInSteps(MutableArrayRef<PlannedBuffer> buffers) {
  std::set<int64_t> positions;
  for (const PlannedBuffer &buffer : buffers)
    positions.insert({buffer.first, buffer.last});
  DenseMap<int64_t, int64_t> steps;
  for (int64_t position : positions)
    steps.insert({position, steps.size()});
  for (PlannedBuffer &buffer : buffers) {
    buffer.first = steps[buffer.first];
    buffer.last = steps[buffer.last];
  }
}

static FailureOr<Buffers> collectBuffers(func::FuncOp function) {
  // Positions in one block are what lifetimes are counted in.
  if (!function.getBody().hasOneBlock())
    return function.emitOpError("expected a body of one block");
  Block &body = function.getBody().front();
  DenseMap<Operation *, int64_t> positions;
  for (auto [index, op] : llvm::enumerate(body))
    positions[&op] = index;

  BufferViewFlowAnalysis aliases(function);
  Buffers buffers;
  int64_t totalSize = 0;
  WalkResult result = function.walk([&](memref::AllocOp alloc) -> WalkResult {
    FailureOr<int64_t> size = getSizeInBytes(alloc.getType());
    if (failed(size))
      return alloc.emitOpError("expected a buffer of static size, but got ")
             << alloc.getType();
    if (llvm::AddOverflow<int64_t>(
            totalSize, llvm::alignTo(*size, kArenaAlignment), totalSize))
      return alloc.emitOpError("expected buffers of less than 2^63 bytes in "
                               "total");
    PlannedBuffer buffer{*size, 0, 0, getName(alloc.getLoc()),
                         debugString(alloc.getType())};
    if (failed(computeLifetime(alloc, body, positions, aliases, buffer)))
      return WalkResult::interrupt();
    buffers.allocs.push_back(alloc);
    buffers.toPlace.push_back(std::move(buffer));
    return WalkResult::advance();
  });
  if (result.wasInterrupted())
    return failure();
  countInSteps(buffers.toPlace);
  return buffers;
}

/// Replaces each allocation by its place in a new last argument.
static void useArena(func::FuncOp function,
                     MutableArrayRef<memref::AllocOp> allocs,
                     const MemoryPlan &plan) {
  OpBuilder builder(function.getBody());
  Location loc = function.getLoc();
  auto arenaType = MemRefType::get({plan.getArenaSize()}, builder.getI8Type());
  unsigned index = function.getNumArguments();
  (void)function.insertArgument(index, arenaType, {}, loc);
  Value arena = function.getArgument(index);
  for (auto [alloc, buffer] : llvm::zip_equal(allocs, plan.getBuffers())) {
    builder.setInsertionPoint(alloc);
    Value offset =
        arith::ConstantIndexOp::create(builder, alloc.getLoc(), buffer.offset);
    Value view = memref::ViewOp::create(
        builder, alloc.getLoc(), alloc.getType(), arena, offset, ValueRange());
    for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
      if (isa<memref::DeallocOp>(user))
        user->erase();
    alloc->replaceAllUsesWith(ValueRange{view});
    alloc->erase();
  }
  function->setAttr(kArenaSizeAttrName,
                    builder.getI64IntegerAttr(plan.getArenaSize()));
}

static LogicalResult writeSVG(const MemoryPlan &plan, StringRef path,
                              func::FuncOp function) {
  std::string error;
  std::unique_ptr<llvm::ToolOutputFile> file = openOutputFile(path, &error);
  if (!file)
    return function.emitOpError(error);
  plan.printSVG(file->os());
  file->keep();
  return success();
}

namespace {

struct PlanMemory : public qnn::impl::QnnPlanMemoryBase<PlanMemory> {
  using QnnPlanMemoryBase::QnnPlanMemoryBase;
  explicit PlanMemory(MemoryPlanObserver observer)
      : observer(std::move(observer)) {}

  void runOnOperation() override {
    auto functions = llvm::filter_to_vector(
        getOperation().getOps<func::FuncOp>(), [](func::FuncOp function) {
          return function.isPublic() && !function.isExternal();
        });
    if (!planSvg.empty() && functions.size() > 1) {
      functions[1].emitOpError("expected no second function to draw a plan of");
      return signalPassFailure();
    }
    for (func::FuncOp function : functions) {
      FailureOr<Buffers> buffers = collectBuffers(function);
      if (failed(buffers))
        return signalPassFailure();
      MemoryPlan plan(function.getName().str(), std::move(buffers->toPlace));
      useArena(function, buffers->allocs, plan);
      if (failed(show(plan, function)))
        return signalPassFailure();
      numBuffers += plan.getBuffers().size();
      arenaBytes += plan.getArenaSize();
    }
  }

private:
  LogicalResult show(const MemoryPlan &plan, func::FuncOp function) {
    if (observer)
      observer(plan);
    if (printPlan)
      plan.print(llvm::errs());
    return planSvg.empty() ? success() : writeSVG(plan, planSvg, function);
  }

  MemoryPlanObserver observer;
};

} // namespace

std::unique_ptr<Pass> qnn::createQnnPlanMemory(MemoryPlanObserver observer) {
  return std::make_unique<PlanMemory>(std::move(observer));
}
