#include "CBaseline.h"

double cbaseline_quartic(double x, double *derivative) {
  *derivative = (((4 * x - 45) * x + 160) * x - 180) / 10;
  return ((((x - 15) * x + 80) * x - 180) * x + 144) / 10;
}

double cbaseline_rosenbrock(const double *x, size_t n, double *gradient) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) gradient[i] = 0;
  for (size_t i = 0; i + 1 < n; i++) {
    double valley = x[i + 1] - x[i] * x[i];
    double slope = 1 - x[i];
    sum += 100 * valley * valley + slope * slope;
    gradient[i] += -400 * x[i] * valley - 2 * slope;
    gradient[i + 1] += 200 * valley;
  }
  return sum;
}

double cbaseline_descend(double x, double alpha, size_t steps, double *points, double *values) {
  double derivative;
  points[0] = x;
  values[0] = cbaseline_quartic(x, &derivative);
  for (size_t i = 1; i <= steps; i++) {
    x -= alpha * derivative;
    points[i] = x;
    values[i] = cbaseline_quartic(x, &derivative);
  }
  return x;
}
