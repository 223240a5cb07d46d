/* ===- run_calls.c - Calls compiled functions -----------------------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Makes the calls that a file lists, and writes what they leave in memory to
 * another file. Every buffer lies between pages that fault when touched.
 *
 * Usage: run_calls calls results
 *
 * A call is made of 64-bit words: the function's index, 1 if buffers touch the
 * page behind them and 0 if the one before, the bytes of the arena, the number
 * of inputs, the number of tensors, and the bytes of each tensor; then come the
 * inputs. A result is a word, what the function returned, and all tensors. If a
 * call crashes, the results of those before it are there.
 *
 * FUNCTIONS is defined by the command line, as FUNCTION(a) FUNCTION(b).
 */

#define _DEFAULT_SOURCE

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef int Function(const void *const *inputs, void *const *outputs,
                     void *arena);

#define FUNCTION(name) Function name;
FUNCTIONS
#undef FUNCTION
#define FUNCTION(name) name,
static Function *const functions[] = {FUNCTIONS};

enum { kMaxTensors = 256, kArenaAlignment = 64 };

static void fail(const char *message) {
  fprintf(stderr, "error: %s\n", message);
  exit(1);
}

/* Memory and the guard pages around it. */
typedef struct {
  char *mapping;
  size_t mappingSize;
  char *data;
  size_t size;
} Buffer;

/* What was not read from a file is not 0, so that code that reads what nobody
 * wrote is found out. At the end, less than an alignment is free. */
static Buffer allocate(size_t size, size_t alignment, int atEnd) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t usable = (size + page - 1) / page * page;
  Buffer buffer;
  buffer.mappingSize = usable + 2 * page;
  buffer.mapping = mmap(NULL, buffer.mappingSize, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffer.mapping == MAP_FAILED ||
      (usable != 0 &&
       mprotect(buffer.mapping + page, usable, PROT_READ | PROT_WRITE) != 0))
    fail("cannot allocate a buffer");
  buffer.size = size;
  buffer.data = buffer.mapping + page;
  if (atEnd)
    buffer.data += (usable - size) / alignment * alignment;
  memset(buffer.data, 0xa5, size);
  return buffer;
}

static void readBytes(FILE *file, void *data, size_t size) {
  if (fread(data, 1, size, file) != size)
    fail("expected more of a call");
}

static size_t readWord(FILE *file) {
  uint64_t word;
  readBytes(file, &word, sizeof(word));
  return (size_t)word;
}

static void writeBytes(FILE *file, const void *data, size_t size) {
  if (fwrite(data, 1, size, file) != size)
    fail("cannot write a result");
}

static void call(size_t index, FILE *calls, FILE *results) {
  Buffer buffers[kMaxTensors + 1];
  const void *inputs[kMaxTensors];
  void *outputs[kMaxTensors];
  int atEnd = readWord(calls) != 0;
  size_t arenaSize = readWord(calls);
  size_t numInputs = readWord(calls), numTensors = readWord(calls), i;
  uint64_t status;
  if (index >= sizeof(functions) / sizeof(functions[0]))
    fail("expected the index of a function");
  if (numTensors > kMaxTensors || numInputs > numTensors)
    fail("expected fewer tensors");

  for (i = 0; i < numTensors; ++i)
    buffers[i] = allocate(readWord(calls), 1, atEnd);
  buffers[numTensors] = allocate(arenaSize, kArenaAlignment, atEnd);
  for (i = 0; i < numInputs; ++i) {
    readBytes(calls, buffers[i].data, buffers[i].size);
    inputs[i] = buffers[i].data;
  }
  for (i = numInputs; i < numTensors; ++i)
    outputs[i - numInputs] = buffers[i].data;

  status =
      (uint64_t)functions[index](inputs, outputs, buffers[numTensors].data);

  writeBytes(results, &status, sizeof(status));
  for (i = 0; i < numTensors; ++i)
    writeBytes(results, buffers[i].data, buffers[i].size);
  if (fflush(results) != 0)
    fail("cannot write a result");
  for (i = 0; i <= numTensors; ++i)
    munmap(buffers[i].mapping, buffers[i].mappingSize);
}

int main(int argc, char **argv) {
  uint64_t index;
  FILE *calls, *results;
  if (argc != 3)
    fail("expected two files");
  calls = fopen(argv[1], "rb");
  results = fopen(argv[2], "wb");
  if (!calls || !results)
    fail("cannot open the files");
  while (fread(&index, sizeof(index), 1, calls) == 1)
    call((size_t)index, calls, results);
  return 0;
}
