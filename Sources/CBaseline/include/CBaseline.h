#pragma once
#include <stddef.h>

/// What a C programmer would write by hand, to compare with.

/// The lecture's quartic (x^4 - 15x^3 + 80x^2 - 180x + 144)/10 and its derivative at x.
double cbaseline_quartic(double x, double *derivative);

/// Rosenbrock's function of n variables, the sum of 100(x[i+1] - x[i]^2)^2 + (1 - x[i])^2, and its
/// gradient.
double cbaseline_rosenbrock(const double *x, size_t n, double *gradient);

/// Gradient descent on the quartic with a fixed learning rate that keeps every point and value;
/// both arrays have room for steps + 1 numbers. Returns the last point.
double cbaseline_descend(double x, double alpha, size_t steps, double *points, double *values);

/// A loss of two columns of n rows, summed over them, and its gradient by the parameters p, in one
/// loop: squared residuals of the line p0 + p1 x; the logistic loss of p0 + p1 x for labels y of 0
/// and 1; squared residuals of p0 + p1 exp(-p2 x) + p3 sin(x).
double cbaseline_linear(
  const double *x, const double *y, size_t n, const double *p, double *gradient);
double cbaseline_logistic(
  const double *x, const double *y, size_t n, const double *p, double *gradient);
double cbaseline_wave(
  const double *x, const double *y, size_t n, const double *p, double *gradient);
