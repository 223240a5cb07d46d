//===- MemoryPlan.cpp - Buffers in one arena ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To pack buffers of given lifetimes optimally is NP-hard. But for every
// packing there is an order that gives one at least as small, if each buffer in
// turn goes to the lowest place that is free: the order of its offsets. So the
// search is for an order.
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/MemoryPlan.h"

#include "qnn/CodeGen/Invoke.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;

/// How often to try to improve an order. On random lifetimes arenas are 0.56 %
/// above the bound with none, 0.13 % with 32, and 0.11 % with 128.
static constexpr unsigned kNumImprovements = 32;

static int64_t getPlacedSize(const PlannedBuffer &buffer) {
  return llvm::alignTo(buffer.size, kArenaAlignment);
}

static int64_t getEnd(const PlannedBuffer &buffer) {
  return buffer.offset + getPlacedSize(buffer);
}

static int64_t computeMaxLiveSize(ArrayRef<PlannedBuffer> buffers) {
  int64_t max = 0;
  // What lives at any step lives where the latest of it begins.
  for (const PlannedBuffer &begin : buffers) {
    int64_t live = 0;
    for (const PlannedBuffer &buffer : buffers)
      if (buffer.first <= begin.first && begin.first <= buffer.last)
        live += getPlacedSize(buffer);
    max = std::max(max, live);
  }
  return max;
}

namespace {

/// The order in which to place the buffers of an array.
using Order = SmallVector<PlannedBuffer *>;

/// A number by which to sort buffers.
using Key = double (*)(const PlannedBuffer &);

} // namespace

static double getLifetime(const PlannedBuffer &buffer) {
  return double(buffer.last - buffer.first + 1);
}

/// Buffers that are hard to place come first: the large and the long-lived.
/// Program order is good for chains.
static constexpr Key kKeys[] = {
    [](const PlannedBuffer &buffer) { return -double(buffer.size); },
    [](const PlannedBuffer &buffer) {
      return -double(buffer.size) * getLifetime(buffer);
    },
    [](const PlannedBuffer &buffer) { return -getLifetime(buffer); },
    [](const PlannedBuffer &buffer) { return double(buffer.first); },
};

static Order getOrder(MutableArrayRef<PlannedBuffer> buffers, Key key) {
  Order order = llvm::map_to_vector(
      buffers, [](PlannedBuffer &buffer) { return &buffer; });
  llvm::sort(order, [&](const PlannedBuffer *a, const PlannedBuffer *b) {
    // Equal keys in the array's order.
    return std::make_pair(key(*a), a) < std::make_pair(key(*b), b);
  });
  return order;
}

/// Places each buffer at the lowest offset where no buffer is that comes
/// earlier in `order` and lives with it. Returns the size of the arena.
static int64_t place(const Order &order) {
  int64_t arenaSize = 0;
  SmallVector<PlannedBuffer *> placed; // by offset
  for (PlannedBuffer *buffer : order) {
    int64_t offset = 0;
    for (const PlannedBuffer *other : placed) {
      if (!buffer->livesWith(*other))
        continue;
      if (offset + getPlacedSize(*buffer) <= other->offset)
        break;
      offset = std::max(offset, getEnd(*other));
    }
    buffer->offset = offset;
    arenaSize = std::max(arenaSize, getEnd(*buffer));
    placed.insert(
        llvm::upper_bound(placed, buffer,
                          [](const PlannedBuffer *a, const PlannedBuffer *b) {
                            return a->offset < b->offset;
                          }),
        buffer);
  }
  return arenaSize;
}

/// Moves the buffer that ends highest, as placed by `order`, to the front.
static void moveTopmostToFront(Order &order) {
  auto *topmost =
      std::max_element(order.begin(), order.end(),
                       [](const PlannedBuffer *a, const PlannedBuffer *b) {
                         return getEnd(*a) < getEnd(*b);
                       });
  std::rotate(order.begin(), topmost, std::next(topmost));
}

/// Places `buffers` in the best order found; returns the size of the arena.
static int64_t placeInBestOrder(MutableArrayRef<PlannedBuffer> buffers,
                                int64_t bound) {
  Order best;
  int64_t arenaSize = INT64_MAX;
  for (Key key : kKeys) {
    Order order = getOrder(buffers, key);
    int64_t size = place(order);
    if (size >= arenaSize)
      continue;
    best = order;
    arenaSize = size;
  }

  Order order = best;
  place(order);
  for (unsigned i = 0; i < kNumImprovements && arenaSize > bound; ++i) {
    moveTopmostToFront(order);
    int64_t size = place(order);
    if (size >= arenaSize)
      continue;
    best = order;
    arenaSize = size;
  }
  return place(best);
}

MemoryPlan::MemoryPlan(std::string function,
                       SmallVector<PlannedBuffer, 0> buffers)
    : function(std::move(function)), buffers(std::move(buffers)),
      maxLiveSize(computeMaxLiveSize(this->buffers)) {
  arenaSize = placeInBestOrder(this->buffers, maxLiveSize);
}
