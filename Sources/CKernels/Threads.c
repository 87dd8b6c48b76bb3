#ifdef __linux__
#define _GNU_SOURCE
#include <sched.h>
#endif
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "CKernels.h"

/// Most threads that one call starts.
#define MOST_WORKERS 256

typedef struct {
  size_t count;
  atomic_size_t next;
  void (*body)(void *context, size_t worker, size_t item);
  void *context;
} job;

typedef struct {
  job *job;
  size_t number;
} worker;

static void *work(void *argument) {
  worker *self = argument;
  job *job = self->job;
  for (;;) {
    size_t item = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed);
    if (item >= job->count) return NULL;
    job->body(job->context, self->number, item);
  }
}

void ckernels_for_each(
  size_t count, size_t workers, void (*body)(void *context, size_t worker, size_t item),
  void *context
) {
  job shared = {.count = count, .body = body, .context = context};
  worker all[MOST_WORKERS];
  pthread_t threads[MOST_WORKERS];
  if (workers > MOST_WORKERS) workers = MOST_WORKERS;
  if (workers < 1) workers = 1;
  size_t started = 1;
  for (size_t number = 0; number < workers; number++) {
    all[number] = (worker){&shared, number};
  }
  while (started < workers
         && pthread_create(&threads[started], NULL, work, &all[started]) == 0) {
    started++;
  }
  work(&all[0]);
  for (size_t number = 1; number < started; number++) pthread_join(threads[number], NULL);
}

size_t ckernels_processor_count(void) {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return (size_t)CPU_COUNT(&set);
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (size_t)count : 1;
}
