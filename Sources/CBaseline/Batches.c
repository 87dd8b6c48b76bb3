#include "CBaseline.h"

// The processor's own vector instructions, chosen at load; sums may be reordered, as they are with
// -ffast-math, or a loop over rows would wait for one addition after the other.
#if defined(__x86_64__) && defined(__linux__)
#define NATIVE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NATIVE
#endif
#define REORDERED _Pragma("clang fp reassociate(on) contract(fast)")

NATIVE void cbaseline_line(
    const double *x, const double *y, size_t n, double alpha, size_t steps, double *theta) {
  REORDERED
  double a = theta[0], b = theta[1];
  for (size_t step = 0; step < steps; step++) {
    double sum = 0, product = 0;
    for (size_t i = 0; i < n; i++) {
      double residual = y[i] - a - b * x[i];
      sum += residual;
      product += residual * x[i];
    }
    a += 2 * alpha * sum / (double)n;
    b += 2 * alpha * product / (double)n;
  }
  theta[0] = a;
  theta[1] = b;
}

void cbaseline_line_in_order(
    const double *x, const double *y, size_t n, double alpha, size_t steps, double *theta) {
  double a = theta[0], b = theta[1];
  for (size_t step = 0; step < steps; step++) {
    double sum = 0, product = 0;
    for (size_t i = 0; i < n; i++) {
      double residual = y[i] - a - b * x[i];
      sum += residual;
      product += residual * x[i];
    }
    a += 2 * alpha * sum / (double)n;
    b += 2 * alpha * product / (double)n;
  }
  theta[0] = a;
  theta[1] = b;
}

#define WIDTH CBASELINE_FEATURES

NATIVE void cbaseline_sgd(
    const double *rows, const int *order, size_t n, size_t batch, double alpha, double *theta) {
  REORDERED
  for (size_t start = 0; start < n; start += batch) {
    size_t end = start + batch < n ? start + batch : n;
    double gradient[WIDTH] = {0};
    for (size_t k = start; k < end; k++) {
      const double *row = rows + (order ? (size_t)order[k] : k) * (WIDTH + 1);
      double residual = row[WIDTH];
      for (size_t j = 0; j < WIDTH; j++) residual -= theta[j] * row[j];
      for (size_t j = 0; j < WIDTH; j++) gradient[j] += residual * row[j];
    }
    double rate = 2 * alpha / (double)(end - start);
    for (size_t j = 0; j < WIDTH; j++) theta[j] += rate * gradient[j];
  }
}

NATIVE void cbaseline_sgd_single(
    const double *rows, const int *order, size_t n, double alpha, double *theta) {
  REORDERED
  for (size_t k = 0; k < n; k++) {
    const double *row = rows + (order ? (size_t)order[k] : k) * (WIDTH + 1);
    double residual = row[WIDTH];
    for (size_t j = 0; j < WIDTH; j++) residual -= theta[j] * row[j];
    residual *= 2 * alpha;
    for (size_t j = 0; j < WIDTH; j++) theta[j] += residual * row[j];
  }
}

NATIVE double cbaseline_squared_loss(const double *rows, size_t n, const double *theta) {
  REORDERED
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    const double *row = rows + i * (WIDTH + 1);
    double residual = row[WIDTH];
    for (size_t j = 0; j < WIDTH; j++) residual -= theta[j] * row[j];
    sum += residual * residual;
  }
  return sum / (double)n;
}

void cbaseline_shuffle(int *order, size_t n, unsigned long long *state) {
  for (size_t last = n - 1; last > 0; last--) {
    unsigned long long z = *state += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    size_t chosen = (size_t)(((unsigned __int128)z * (last + 1)) >> 64);
    int row = order[last];
    order[last] = order[chosen];
    order[chosen] = row;
  }
}
