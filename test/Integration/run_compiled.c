/* ===- run_compiled.c - Runs a compiled model on known inputs --------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Runs the model of model.h, which quant-compile made with --name=model, on all
 * its inputs and compares its outputs byte by byte. What it knows of the model
 * is in the header. C11 and C++17. Of a model for several targets, says which one
 * this CPU gets. A model that has tasks runs them without threads, and in several
 * numbers of threads.
 *
 * Usage: run_compiled path/to/model-directory
 */

#include "model.h"
/* Twice, as programs may. */
#include "model.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kNumCases = 20, kGuard = 64 };

/* The bytes after the arena are watched. */
alignas(MODEL_ARENA_ALIGNMENT) static unsigned char arena[MODEL_ARENA_SIZE +
                                                          kGuard];

static void *fail(const char *message, const char *detail) {
  fprintf(stderr, "error: %s '%s'\n", message, detail);
  exit(1);
}

static void *allocate(size_t size) {
  void *buffer = malloc(size > 0 ? size : 1);
  return buffer ? buffer : fail("cannot allocate", "buffer");
}

static FILE *openFile(const char *directory, const char *name) {
  char path[4096];
  FILE *file;
  snprintf(path, sizeof(path), "%s/%s", directory, name);
  file = fopen(path, "rb");
  return file ? file : (FILE *)fail("cannot open", path);
}

static void readTensor(FILE *file, void *buffer, const QnnTensor *tensor) {
  if (fread(buffer, 1, tensor->size, file) != tensor->size)
    fail("cannot read", tensor->name);
}

static size_t getNumElements(const QnnTensor *tensor) {
  size_t i, numElements = 1;
  for (i = 0; i < tensor->rank; ++i)
    numElements *= (size_t)tensor->shape[i];
  return numElements;
}

static size_t getElementSize(const QnnTensor *tensor) {
  switch (tensor->type) {
  case QNN_INT8:
  case QNN_UINT8:
    return 1;
  case QNN_INT16:
  case QNN_UINT16:
    return 2;
  case QNN_FLOAT32:
  case QNN_INT32:
    return 4;
  }
  return 0;
}

static void checkDescription(const QnnTensor *tensor) {
  if (getNumElements(tensor) * getElementSize(tensor) != tensor->size)
    fail("expected size, shape and type to agree in tensor", tensor->name);
  if (tensor->zero_point < tensor->min || tensor->zero_point > tensor->max)
    fail("expected the zero point in the range of tensor", tensor->name);
}

/* True if the outputs are those in the file. */
static int compareOutputs(FILE *file, void *const *outputs) {
  int same = 1;
  size_t i;
  for (i = 0; i < MODEL_NUM_OUTPUTS; ++i) {
    void *expected = allocate(model_outputs[i].size);
    readTensor(file, expected, &model_outputs[i]);
    same &= memcmp(outputs[i], expected, model_outputs[i].size) == 0;
    free(expected);
  }
  return same;
}

static void checkGuard(void) {
  size_t i;
  for (i = 0; i < kGuard; ++i)
    if (arena[MODEL_ARENA_SIZE + i] != 0xa5)
      fail("expected no write behind", "arena");
}

#ifdef QNN_PARALLEL_FOR_H
#include "parallel_for.h"

/* Calls the model for case c. */
static int invoke(const void *const *inputs, void *const *outputs, int c) {
  static size_t num_threads[] = {0, 1, 3, kMaxThreads};
  QnnParallelFor parallel_for = {runInThreads, &num_threads[c % 4]};
  return model_invoke(inputs, outputs, arena,
                      c % 4 == 0 ? NULL : &parallel_for);
}
#else
static int invoke(const void *const *inputs, void *const *outputs, int c) {
  (void)c;
  return model_invoke(inputs, outputs, arena);
}
#endif

#ifdef MODEL_UNSUPPORTED_CPU
/* Prints the target. Exits if there is none, and the model says so. */
static void checkTarget(void) {
  const char *target = model_target();
  printf("target: %s\n", target ? target : "none");
  if (target)
    return;
  /* It touches nothing. */
  if (invoke(NULL, NULL, 0) != MODEL_UNSUPPORTED_CPU)
    fail("expected MODEL_UNSUPPORTED_CPU of", "model_invoke");
  exit(0);
}
#endif

int main(int argc, char **argv) {
  const char *directory = argc == 2 ? argv[1] : "";
  FILE *inputFile = openFile(directory, "inputs.bin");
  FILE *outputFile = openFile(directory, "outputs.bin");
  void *buffers[MODEL_NUM_INPUTS];
  const void *inputs[MODEL_NUM_INPUTS];
  void *outputs[MODEL_NUM_OUTPUTS];
  int numIdentical = 0, c;
  size_t i;
#ifdef MODEL_UNSUPPORTED_CPU
  checkTarget();
#endif
  for (i = 0; i < MODEL_NUM_INPUTS; ++i) {
    checkDescription(&model_inputs[i]);
    inputs[i] = buffers[i] = allocate(model_inputs[i].size);
  }
  for (i = 0; i < MODEL_NUM_OUTPUTS; ++i) {
    checkDescription(&model_outputs[i]);
    outputs[i] = allocate(model_outputs[i].size);
  }
  for (c = 0; c < kNumCases; ++c) {
    for (i = 0; i < MODEL_NUM_INPUTS; ++i)
      readTensor(inputFile, buffers[i], &model_inputs[i]);
    memset(arena, 0xa5, sizeof(arena));
    if (invoke(inputs, outputs, c) != 0)
      fail("expected success of", "model_invoke");
    checkGuard();
    if (compareOutputs(outputFile, outputs))
      ++numIdentical;
    else
      printf("case %d: outputs differ\n", c);
  }
  if (fgetc(inputFile) != EOF || fgetc(outputFile) != EOF)
    fail("expected no further cases in", directory);
  printf("%d of %d cases identical\n", numIdentical, kNumCases);
  return numIdentical != kNumCases;
}
