//===- GuardedBuffer.h - Memory that ends at a fault ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_EXECUTION_GUARDEDBUFFER_H
#define QNN_EXECUTION_GUARDEDBUFFER_H

#include "llvm/Support/Error.h"
#include <cstddef>
#include <utility>

namespace mlir::qnn {

/// Memory between two pages that fault when touched, filled with 0xA5.
class GuardedBuffer {
public:
  /// The guard page that the memory touches.
  enum class Edge { Begin, End };

  /// At `Edge::Begin` the memory starts at a page. At `Edge::End` its last byte
  /// precedes a guard page, or as few bytes are between as `alignment`, a power
  /// of two up to the page size, asks for.
  static llvm::Expected<GuardedBuffer> create(size_t size, size_t alignment,
                                              Edge edge);

  GuardedBuffer(GuardedBuffer &&other) noexcept
      : mapping(std::exchange(other.mapping, nullptr)),
        mappingSize(other.mappingSize), begin(other.begin),
        length(other.length) {}
  GuardedBuffer &operator=(GuardedBuffer &&) = delete;
  ~GuardedBuffer();

  char *data() const { return begin; }
  size_t size() const { return length; }

private:
  GuardedBuffer(char *mapping, size_t mappingSize, char *begin, size_t length)
      : mapping(mapping), mappingSize(mappingSize), begin(begin),
        length(length) {}

  /// The memory with both guard pages; null once moved from.
  char *mapping;
  size_t mappingSize;
  char *begin;
  size_t length;
};

} // namespace mlir::qnn

#endif // QNN_EXECUTION_GUARDEDBUFFER_H
