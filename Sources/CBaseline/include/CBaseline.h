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

/// How many features a row of the functions below has; its target stands behind them.
#define CBASELINE_FEATURES 10

/// Steps of gradient descent on the mean of (y - a - b x)^2 with theta = (a, b), each a loop over the
/// rows; sums as the processor likes best.
void cbaseline_line(
    const double *x, const double *y, size_t n, double alpha, size_t steps, double *theta);

/// The same with the sums in the order of the rows, as C has it unless told otherwise.
void cbaseline_line_in_order(
    const double *x, const double *y, size_t n, double alpha, size_t steps, double *theta);

/// An epoch of gradient descent by batches on the mean of squared residuals of a linear model, over
/// rows in an order, or as they stand where that is null.
void cbaseline_sgd(
    const double *rows, const int *order, size_t n, size_t batch, double alpha, double *theta);

/// The same for batches of one row, with the update in place.
void cbaseline_sgd_single(
    const double *rows, const int *order, size_t n, double alpha, double *theta);

/// The mean of squared residuals.
double cbaseline_squared_loss(const double *rows, size_t n, const double *theta);

/// A random order by SplitMix64, the one of nabla.
void cbaseline_shuffle(int *order, size_t n, unsigned long long *state);
