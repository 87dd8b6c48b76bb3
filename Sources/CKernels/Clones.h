#pragma once

// Marks a function that is compiled for AVX-512, AVX2 and SSE2.
//
// By levels of the architecture: the name of a processor would be compared with the processor's own.
// The choice is made by a resolver that runs too early for the thread sanitizer.

#ifndef CKERNELS_CLONES
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define CKERNELS_CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CKERNELS_CLONES
#endif
#endif
