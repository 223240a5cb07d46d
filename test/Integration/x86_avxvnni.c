/* ===- x86_avxvnni.c - The products of AVX-VNNI ---------------------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Compares vpdpbusd and vpdpwssd with plain loops. It is a test of
 * x86_emulator.c, or of a CPU that has AVX-VNNI. Prints "passed".
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t bytes[64];
} Vector;

static void expect(int condition, const char *what) {
  if (condition)
    return;
  printf("failed: %s\n", what);
  exit(1);
}

static Vector makeVector(void) {
  Vector vector;
  size_t i;
  for (i = 0; i < sizeof(vector.bytes); ++i)
    vector.bytes[i] = (uint8_t)(rand() >> 7);
  /* -128 and -1 or 255; the least words. */
  vector.bytes[0] = 0x80;
  vector.bytes[1] = 0xff;
  vector.bytes[4] = vector.bytes[6] = 0;
  vector.bytes[5] = vector.bytes[7] = 0x80;
  return vector;
}

static uint32_t vpdpbusd(const uint8_t *lhs, const uint8_t *rhs) {
  uint32_t sum = 0;
  int i;
  for (i = 0; i < 4; ++i)
    sum += (uint32_t)(lhs[i] * (int8_t)rhs[i]);
  return sum;
}

static int64_t getWord(const uint8_t *bytes) {
  return (int16_t)(bytes[0] | bytes[1] << 8);
}

static uint32_t vpdpwssd(const uint8_t *lhs, const uint8_t *rhs) {
  return (uint32_t)(getWord(lhs) * getWord(rhs) +
                    getWord(lhs + 2) * getWord(rhs + 2));
}

typedef uint32_t Product(const uint8_t *lhs, const uint8_t *rhs);

/* What is above `size` bytes becomes 0. */
static Vector multiply(Product *product, Vector sums, Vector lhs, Vector rhs,
                       size_t size) {
  size_t lane;
  for (lane = 0; lane < size; lane += 4) {
    uint32_t sum;
    memcpy(&sum, sums.bytes + lane, sizeof(sum));
    sum += product(lhs.bytes + lane, rhs.bytes + lane);
    memcpy(sums.bytes + lane, &sum, sizeof(sum));
  }
  memset(sums.bytes + size, 0, sizeof(sums.bytes) - size);
  return sums;
}

/* All three registers are loaded and stored, to see that two stay as they are.
 */
#define TEST(name, product, registers, sums, lhs, rhs, factor, size, stored)   \
  __attribute__((target("avx2,avxvnni"))) static void name(void) {             \
    Vector x = makeVector(), y = makeVector(), z = makeVector(), old = x;      \
    Vector yAfter = y, zAfter = z;                                             \
    __asm__ volatile("vmovdqu %0, %%ymm" #sums "\n\t"                          \
                     "vmovdqu %1, %%ymm" #lhs "\n\t"                           \
                     "vmovdqu %2, %%ymm" #rhs "\n\t"                           \
                     "%{vex%} " #product " " factor ", %%" registers #lhs      \
                     ", %%" registers #sums "\n\t"                             \
                     "vmovdqu %%ymm" #sums ", %0\n\t"                          \
                     "vmovdqu %%ymm" #lhs ", %1\n\t"                           \
                     "vmovdqu %%ymm" #rhs ", %2\n\t"                           \
                     "vzeroupper"                                              \
                     : "+m"(x), "+m"(yAfter), "+m"(zAfter)                     \
                     : "r"((intptr_t)&zAfter - 123), "r"((int64_t)16)          \
                     : "xmm" #sums, "xmm" #lhs, "xmm" #rhs);                   \
    old = multiply(product, old, y, z, size);                                  \
    expect(memcmp(x.bytes, old.bytes, stored) == 0, #name);                    \
    expect(memcmp(&y, &yAfter, sizeof(y)) == 0 &&                              \
               memcmp(&z, &zAfter, sizeof(z)) == 0,                            \
           #name ": factors stay");                                            \
  }

TEST(ofLowRegisters, vpdpbusd, "ymm", 0, 1, 2, "%%ymm2", 32, 32)
TEST(ofHighRegisters, vpdpbusd, "ymm", 15, 8, 9, "%%ymm9", 32, 32)
TEST(ofMemory, vpdpbusd, "ymm", 3, 12, 7, "%2", 32, 32)
TEST(ofIndexedMemory, vpdpbusd, "ymm", 0, 1, 2, "-5(%3,%4,8)", 32, 32)
TEST(of128Bits, vpdpbusd, "xmm", 5, 6, 14, "%%xmm14", 16, 32)
TEST(of128BitsOfMemory, vpdpbusd, "xmm", 11, 4, 0, "%2", 16, 32)
TEST(ofWords, vpdpwssd, "ymm", 13, 2, 10, "%%ymm10", 32, 32)
TEST(ofWordsOfMemory, vpdpwssd, "ymm", 1, 2, 0, "%2", 32, 32)

/* The upper half of a register of 512 bits becomes 0. */
__attribute__((target("avx512f,avxvnni"))) static void clearsTheRest(void) {
  Vector sums = makeVector(), factor = makeVector(), expected = sums;
  __asm__ volatile("vmovdqu64 %0, %%zmm3\n\t"
                   "vmovdqu64 %1, %%zmm4\n\t"
                   "%{vex%} vpdpbusd %%ymm4, %%ymm4, %%ymm3\n\t"
                   "vmovdqu64 %%zmm3, %0\n\t"
                   "vzeroupper"
                   : "+m"(sums)
                   : "m"(factor)
                   : "xmm3", "xmm4");
  expected = multiply(vpdpbusd, expected, factor, factor, 32);
  expect(memcmp(&sums, &expected, sizeof(sums)) == 0, "512 bits");
}

int main(void) {
  int i;
  for (i = 0; i < 100; ++i) {
    ofLowRegisters();
    ofHighRegisters();
    ofMemory();
    ofIndexedMemory();
    of128Bits();
    of128BitsOfMemory();
    ofWords();
    ofWordsOfMemory();
    if (__builtin_cpu_supports("avx512f"))
      clearsTheRest();
  }
  printf("passed\n");
  return 0;
}
