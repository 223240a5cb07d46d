/* ===- invoke.c - Calls a compiled model ----------------------------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Calls the model of model.h as often as the argument says, on inputs of zeros.
 */

#include "model.h"

#include <stdalign.h>
#include <stdlib.h>

/* One byte more, for there may be none. */
alignas(MODEL_ARENA_ALIGNMENT) static unsigned char arena[MODEL_ARENA_SIZE + 1];

int main(int argc, char **argv) {
  const void *inputs[MODEL_NUM_INPUTS];
  void *outputs[MODEL_NUM_OUTPUTS];
  int numCalls = argc == 2 ? atoi(argv[1]) : 0;
  size_t i;
  for (i = 0; i < MODEL_NUM_INPUTS; ++i)
    inputs[i] = calloc(model_inputs[i].size, 1);
  for (i = 0; i < MODEL_NUM_OUTPUTS; ++i)
    outputs[i] = calloc(model_outputs[i].size, 1);
  while (numCalls-- > 0)
    if (model_invoke(inputs, outputs, arena) != 0)
      return 1;
  return 0;
}
