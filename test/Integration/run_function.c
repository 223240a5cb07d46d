/* ===- run_function.c - Runs a compiled function on files -----------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Runs what quant-compile made with --name=function: reads its inputs from
 * files, and writes its outputs to files. All memory that it is given ends at a
 * page that faults when touched.
 *
 * Usage: run_function arena-size number-of-inputs [file size]...
 */

#define _DEFAULT_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void *fail(const char *message, const char *detail) {
  fprintf(stderr, "error: %s '%s'\n", message, detail);
  exit(1);
}

/* The last byte of the buffer precedes the page, but for its alignment. */
static char *allocate(size_t size, size_t alignment) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t rounded = (size + alignment - 1) / alignment * alignment;
  size_t pages = (rounded + page - 1) / page * page;
  char *memory = mmap(NULL, pages + page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory + pages, page, PROT_NONE) != 0)
    fail("cannot allocate", "buffer");
  memset(memory, 0xa5, pages);
  return memory + pages - rounded;
}

static void transfer(const char *path, void *buffer, size_t size, int write) {
  FILE *file = fopen(path, write ? "wb" : "rb");
  size_t done;
  if (!file)
    fail("cannot open", path);
  done = write ? fwrite(buffer, 1, size, file) : fread(buffer, 1, size, file);
  if (done != size || fclose(file) != 0)
    fail("cannot read or write", path);
}

enum { kMaxTensors = 256, kArenaAlignment = 64 };

int function_invoke(const void *const *inputs, void *const *outputs,
                    void *arena);

int main(int argc, char **argv) {
  void *buffers[kMaxTensors];
  const void *inputs[kMaxTensors];
  char **tensors = argv + 3;
  int numInputs = argc < 3 ? 0 : atoi(argv[2]);
  int numTensors = (argc - 3) / 2, i;
  if (argc % 2 == 0 || numTensors > kMaxTensors || numInputs > numTensors)
    fail("expected arena, number of inputs and tensors of", argv[0]);
  for (i = 0; i < numTensors; ++i) {
    size_t size = strtoul(tensors[2 * i + 1], NULL, 10);
    inputs[i] = buffers[i] = allocate(size, 1);
    if (i < numInputs)
      transfer(tensors[2 * i], buffers[i], size, /*write=*/0);
  }
  if (function_invoke(inputs, buffers + numInputs,
                      allocate(strtoul(argv[1], NULL, 10), kArenaAlignment)) !=
      0)
    fail("expected success of", "function_invoke");
  for (i = numInputs; i < numTensors; ++i)
    transfer(tensors[2 * i], buffers[i], strtoul(tensors[2 * i + 1], NULL, 10),
             /*write=*/1);
  return 0;
}
