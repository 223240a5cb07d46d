//===- PlanMemory.cpp - One arena for all intermediates -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Passes.h"
#include "llvm/Support/CheckedArithmetic.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNPLANMEMORY
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// A buffer to place: its size, and the first and last operation of the
/// function's body, by position, that touches it.
struct Buffer {
  memref::AllocOp alloc;
  int64_t size;
  int64_t begin;
  int64_t end;
  int64_t offset = 0;

  bool livesWith(const Buffer &other) const {
    return begin <= other.end && other.begin <= end;
  }
};

} // namespace

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

static FailureOr<SmallVector<Buffer>> collectBuffers(func::FuncOp function) {
  // Positions in one block are what lifetimes are counted in.
  if (!function.getBody().hasOneBlock())
    return function.emitOpError("expected a body of one block");
  Block &body = function.getBody().front();
  DenseMap<Operation *, int64_t> positions;
  for (auto [index, op] : llvm::enumerate(body))
    positions[&op] = index;

  BufferViewFlowAnalysis aliases(function);
  SmallVector<Buffer> buffers;
  WalkResult result = function.walk([&](memref::AllocOp alloc) {
    FailureOr<int64_t> size = getSizeInBytes(alloc.getType());
    if (failed(size)) {
      alloc.emitOpError("expected a buffer of static size, but got ")
          << alloc.getType();
      return WalkResult::interrupt();
    }
    int64_t begin = positions[body.findAncestorOpInBlock(*alloc)];
    Buffer buffer{alloc, *size, begin, begin};
    for (Value alias : aliases.resolve(alloc))
      for (Operation *user : alias.getUsers()) {
        if (isa<func::ReturnOp>(user)) {
          alloc.emitOpError("expected no buffer to be returned; run "
                            "qnn-bufferize first");
          return WalkResult::interrupt();
        }
        int64_t position = positions[body.findAncestorOpInBlock(*user)];
        buffer.end = std::max(buffer.end, position);
      }
    buffers.push_back(buffer);
    return WalkResult::advance();
  });
  if (result.wasInterrupted())
    return failure();
  return buffers;
}

/// Chooses offsets, greedily by size; returns the size of the arena.
static int64_t placeBuffers(SmallVectorImpl<Buffer> &buffers) {
  SmallVector<Buffer *> bySize =
      llvm::map_to_vector(buffers, [](Buffer &buffer) { return &buffer; });
  llvm::sort(bySize, [](const Buffer *a, const Buffer *b) {
    // Equal sizes in program order: `buffers` is one array.
    return a->size != b->size ? a->size > b->size : a < b;
  });
  int64_t arenaSize = 0;
  SmallVector<Buffer *> placed; // by offset
  for (Buffer *buffer : bySize) {
    int64_t offset = 0;
    for (const Buffer *other : placed) {
      if (!buffer->livesWith(*other))
        continue;
      if (offset + buffer->size <= other->offset)
        break;
      offset = std::max<int64_t>(
          offset, llvm::alignTo(other->offset + other->size, kArenaAlignment));
    }
    buffer->offset = offset;
    arenaSize = std::max<int64_t>(
        arenaSize, llvm::alignTo(offset + buffer->size, kArenaAlignment));
    placed.insert(llvm::upper_bound(placed, buffer,
                                    [](const Buffer *a, const Buffer *b) {
                                      return a->offset < b->offset;
                                    }),
                  buffer);
  }
  return arenaSize;
}

/// Replaces each allocation by its place in a new last argument.
static void useArena(func::FuncOp function, MutableArrayRef<Buffer> buffers,
                     int64_t arenaSize) {
  OpBuilder builder(function.getBody());
  Location loc = function.getLoc();
  auto arenaType = MemRefType::get({arenaSize}, builder.getI8Type());
  unsigned index = function.getNumArguments();
  (void)function.insertArgument(index, arenaType, {}, loc);
  Value arena = function.getArgument(index);
  for (Buffer &buffer : buffers) {
    builder.setInsertionPoint(buffer.alloc);
    Value offset = arith::ConstantIndexOp::create(
        builder, buffer.alloc.getLoc(), buffer.offset);
    Value view = memref::ViewOp::create(builder, buffer.alloc.getLoc(),
                                        buffer.alloc.getType(), arena, offset,
                                        ValueRange());
    for (Operation *user : llvm::make_early_inc_range(buffer.alloc->getUsers()))
      if (isa<memref::DeallocOp>(user))
        user->erase();
    buffer.alloc->replaceAllUsesWith(ValueRange{view});
    buffer.alloc->erase();
  }
  function->setAttr(kArenaSizeAttrName, builder.getI64IntegerAttr(arenaSize));
}

namespace {

struct PlanMemory : public qnn::impl::QnnPlanMemoryBase<PlanMemory> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (!function.isPublic() || function.isExternal())
        continue;
      FailureOr<SmallVector<Buffer>> buffers = collectBuffers(function);
      if (failed(buffers))
        return signalPassFailure();
      int64_t arenaSize = placeBuffers(*buffers);
      useArena(function, *buffers, arenaSize);
      numBuffers += buffers->size();
      arenaBytes += arenaSize;
    }
  }
};

} // namespace
