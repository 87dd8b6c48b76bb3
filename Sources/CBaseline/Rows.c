#include <math.h>

#include "CBaseline.h"

// Also compiled alone, with the flags that the benchmark of rows names.

double cbaseline_linear(
  const double *x, const double *y, size_t n, const double *p, double *gradient
) {
  double sum = 0, by_a = 0, by_b = 0;
  for (size_t i = 0; i < n; i++) {
    double r = y[i] - p[0] - p[1] * x[i];
    sum += r * r;
    by_a += r;
    by_b += r * x[i];
  }
  gradient[0] = -2 * by_a;
  gradient[1] = -2 * by_b;
  return sum;
}

double cbaseline_logistic(
  const double *x, const double *y, size_t n, const double *p, double *gradient
) {
  double sum = 0, by_a = 0, by_b = 0;
  for (size_t i = 0; i < n; i++) {
    double z = p[0] + p[1] * x[i];
    double decay = exp(-fabs(z));
    sum += (z > 0 ? z : 0) + log1p(decay) - y[i] * z;
    double r = (z > 0 ? 1 : decay) / (1 + decay) - y[i];
    by_a += r;
    by_b += r * x[i];
  }
  gradient[0] = by_a;
  gradient[1] = by_b;
  return sum;
}

double cbaseline_wave(
  const double *x, const double *y, size_t n, const double *p, double *gradient
) {
  double sum = 0, by_a = 0, by_b = 0, by_c = 0, by_d = 0;
  for (size_t i = 0; i < n; i++) {
    double decay = exp(-p[2] * x[i]);
    double wave = sin(x[i]);
    double r = y[i] - (p[0] + p[1] * decay + p[3] * wave);
    sum += r * r;
    by_a += r;
    by_b += r * decay;
    by_c += r * decay * x[i];
    by_d += r * wave;
  }
  gradient[0] = -2 * by_a;
  gradient[1] = -2 * by_b;
  gradient[2] = 2 * p[1] * by_c;
  gradient[3] = -2 * by_d;
  return sum;
}
