//===- MemoryPlan.h - Buffers in one arena ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_MEMORYPLAN_H
#define QNN_CODEGEN_MEMORYPLAN_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <functional>
#include <string>

namespace mlir::qnn {

/// A buffer that holds something from step `first` to step `last`, in both of
/// them as well.
struct PlannedBuffer {
  int64_t size;
  int64_t first;
  int64_t last;
  /// For people.
  std::string name;
  std::string type;
  int64_t offset = 0;

  bool livesWith(const PlannedBuffer &other) const {
    return first <= other.last && other.first <= last;
  }
};

/// Where the buffers of a function are in its arena.
///
/// Offsets are multiples of `kArenaAlignment`, and so is the size of the arena:
/// buffers take their size rounded up to that.
class MemoryPlan {
public:
  /// Chooses the offsets so that buffers that live together do not overlap, and
  /// the arena is small. The sizes, rounded up, have a sum in int64_t.
  MemoryPlan(std::string function, SmallVector<PlannedBuffer, 0> buffers);

  ArrayRef<PlannedBuffer> getBuffers() const { return buffers; }
  int64_t getArenaSize() const { return arenaSize; }

  /// The most bytes that live at one step. No arena can be smaller.
  int64_t getMaxLiveSize() const { return maxLiveSize; }

  /// Prints a table of the buffers.
  void print(raw_ostream &os) const;

  /// Draws the plan: steps to the right, bytes upwards, a rectangle for each
  /// buffer.
  void printSVG(raw_ostream &os) const;

private:
  std::string function;
  SmallVector<PlannedBuffer, 0> buffers;
  int64_t arenaSize;
  int64_t maxLiveSize;
};

using MemoryPlanObserver = std::function<void(const MemoryPlan &)>;

} // namespace mlir::qnn

#endif // QNN_CODEGEN_MEMORYPLAN_H
