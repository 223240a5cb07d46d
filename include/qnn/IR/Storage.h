//===- Storage.h - Storage integers of quantized types ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_STORAGE_H
#define QNN_IR_STORAGE_H

#include "llvm/ADT/Hashing.h"
#include <cstdint>

namespace mlir::qnn {

/// The integers that a quantized type is stored in: those of a signed or
/// unsigned type of `width` bits that lie in [min, max].
struct Storage {
  unsigned width;
  bool isSigned;
  int64_t min;
  int64_t max;

  /// The full range of the integer type; `width` in [1, 32].
  static Storage getFull(unsigned width, bool isSigned) {
    if (isSigned)
      return {width, true, -(int64_t(1) << (width - 1)),
              (int64_t(1) << (width - 1)) - 1};
    return {width, false, 0, (int64_t(1) << width) - 1};
  }

  bool isFull() const { return *this == getFull(width, isSigned); }
  bool contains(int64_t value) const { return min <= value && value <= max; }

  bool operator==(const Storage &other) const {
    return width == other.width && isSigned == other.isSigned &&
           min == other.min && max == other.max;
  }
  bool operator!=(const Storage &other) const { return !(*this == other); }
};

inline llvm::hash_code hash_value(const Storage &storage) {
  return llvm::hash_combine(storage.width, storage.isSigned, storage.min,
                            storage.max);
}

} // namespace mlir::qnn

#endif // QNN_IR_STORAGE_H
