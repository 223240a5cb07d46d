/* ===- parallel_for.h - Tasks in threads ----------------------------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Runs the tasks of compiled models in new threads. To be included behind the
 * header of a model.
 */

#ifndef PARALLEL_FOR_H
#define PARALLEL_FOR_H

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { kMaxThreads = 16 };

/* What a thread has to do. */
typedef struct Share {
  void (*task)(void *context, size_t i);
  void *context;
  size_t begin, step, num_tasks;
} Share;

/* Every step-th task from begin on, the last one first. */
static void *runShare(void *argument) {
  const Share *share = (const Share *)argument;
  size_t i;
  for (i = share->num_tasks; i-- > share->begin;)
    if ((i - share->begin) % share->step == 0)
      share->task(share->context, i);
  return NULL;
}

/* The member run of a QnnParallelFor; self points to a number of threads, some
 * of which may have no task. */
static void runInThreads(void *self, void (*task)(void *context, size_t i),
                         void *context, size_t num_tasks) {
  size_t num_threads = *(const size_t *)self, i;
  pthread_t threads[kMaxThreads];
  Share shares[kMaxThreads];
  for (i = 0; i < num_threads; ++i) {
    Share share = {task, context, i, num_threads, num_tasks};
    shares[i] = share;
    if (pthread_create(&threads[i], NULL, runShare, &shares[i]) != 0) {
      fprintf(stderr, "error: cannot create a thread\n");
      exit(1);
    }
  }
  for (i = 0; i < num_threads; ++i)
    pthread_join(threads[i], NULL);
}

#endif /* PARALLEL_FOR_H */
