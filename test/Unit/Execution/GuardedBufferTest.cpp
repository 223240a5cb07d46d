//===- GuardedBufferTest.cpp - Tests of guarded memory --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/GuardedBuffer.h"

#include "gtest/gtest.h"

#include <cstdint>

using namespace mlir::qnn;
using Edge = GuardedBuffer::Edge;

static GuardedBuffer create(size_t size, size_t alignment, Edge edge) {
  return llvm::cantFail(GuardedBuffer::create(size, alignment, edge));
}

static void touch(volatile char *byte) { *byte = *byte; }

TEST(GuardedBufferTest, EveryByteIsThere) {
  for (size_t size : {0, 1, 4095, 4096, 4097, 100000}) {
    for (Edge edge : {Edge::Begin, Edge::End}) {
      GuardedBuffer buffer = create(size, 1, edge);
      ASSERT_EQ(buffer.size(), size);
      for (size_t i = 0; i < size; ++i) {
        EXPECT_EQ(uint8_t(buffer.data()[i]), 0xA5);
        touch(buffer.data() + i);
      }
    }
  }
}

TEST(GuardedBufferTest, Alignment) {
  for (size_t alignment : {1, 4, 64, 4096}) {
    GuardedBuffer buffer = create(130, alignment, Edge::End);
    EXPECT_EQ(uintptr_t(buffer.data()) % alignment, 0u);
  }
}

TEST(GuardedBufferTest, Moves) {
  GuardedBuffer first = create(8, 1, Edge::End);
  char *data = first.data();
  GuardedBuffer second = std::move(first);
  EXPECT_EQ(second.data(), data);
  touch(second.data() + 7);
}

TEST(GuardedBufferTest, TooLarge) {
  for (size_t size : {SIZE_MAX, SIZE_MAX / 2}) {
    auto buffer = GuardedBuffer::create(size, 1, Edge::End);
    ASSERT_FALSE(bool(buffer));
    EXPECT_EQ(llvm::toString(buffer.takeError()),
              "cannot allocate " + std::to_string(size) + " bytes");
  }
}

TEST(GuardedBufferDeathTest, ReadPastTheEnd) {
  for (size_t size : {0, 5, 4096}) {
    GuardedBuffer buffer = create(size, 1, Edge::End);
    EXPECT_DEATH(touch(buffer.data() + size), "");
  }
}

TEST(GuardedBufferDeathTest, ReadBeforeTheBeginning) {
  for (size_t size : {0, 5, 4096}) {
    GuardedBuffer buffer = create(size, 1, Edge::Begin);
    EXPECT_DEATH(touch(buffer.data() - 1), "");
  }
}
