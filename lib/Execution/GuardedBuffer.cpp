//===- GuardedBuffer.cpp - Memory that ends at a fault --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/GuardedBuffer.h"

#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Process.h"
#include <cassert>
#include <cstring>
#include <sys/mman.h>

using namespace mlir::qnn;

/// Initial bytes; not 0, so that code that reads what nobody wrote is found
/// out.
static constexpr unsigned char kFill = 0xA5;

llvm::Expected<GuardedBuffer>
GuardedBuffer::create(size_t size, size_t alignment, Edge edge) {
  size_t pageSize = llvm::sys::Process::getPageSizeEstimate();
  assert(llvm::isPowerOf2_64(alignment) && alignment <= pageSize &&
         "expected a power of two up to the page size");
  // Beyond any address space, and small enough to round up.
  if (size > SIZE_MAX / 2)
    return llvm::createStringError("cannot allocate %zu bytes", size);
  size_t usable = llvm::alignTo(size, pageSize);
  size_t total = usable + 2 * pageSize;
  void *memory = mmap(nullptr, total, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
                      /*fd=*/-1, /*offset=*/0);
  if (memory == MAP_FAILED)
    return llvm::createStringError("cannot allocate %zu bytes", size);
  auto *mapping = static_cast<char *>(memory);
  char *first = mapping + pageSize;
  char *begin = edge == Edge::Begin
                    ? first
                    : first + llvm::alignDown(usable - size, alignment);
  GuardedBuffer buffer(mapping, total, begin, size);
  if (usable != 0 && mprotect(first, usable, PROT_READ | PROT_WRITE) != 0)
    return llvm::createStringError("cannot allocate %zu bytes", size);
  std::memset(begin, kFill, size);
  return buffer;
}

GuardedBuffer::~GuardedBuffer() {
  if (mapping)
    munmap(mapping, mappingSize);
}
