#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reads the longest decimal number at the start of `bytes`, rounded correctly to nearest, ties to
/// even, by fast_float (Lemire, Number parsing at a gigabyte per second, 2021).
///
/// A number is an optional sign, digits with at most one `decimal`, and an optional exponent of ten;
/// or an infinity, spelled `inf` or `infinity` in any case. What is too large for a double is none,
/// and neither is a NaN. Returns how many bytes the number takes, or 0 where there is none; only then
/// is `value` left alone.
size_t cfastfloat_read(const uint8_t *bytes, size_t count, uint8_t decimal, double *value);

/// Cells of a row that are numbers and nothing else.
typedef struct {
  size_t numbers;
  /// What they take with the separators or the line end behind them.
  size_t bytes;
  /// The bytes of the last number alone.
  size_t lastLength;
  /// Whether the last of them is followed by a line end, CR or LF.
  bool endsRow;
} cfastfloat_run;

/// Reads numbers, each with `separator` or a line end right behind it, at most `capacity` of a row.
///
/// Stops behind a line end, and in front of a cell that is anything else or that the bytes do not
/// show to be finished. The numbers are stored `stride` apart.
cfastfloat_run cfastfloat_read_run(
    const uint8_t *bytes, size_t count, uint8_t separator, uint8_t decimal, double *values,
    size_t capacity, size_t stride);

#ifdef __cplusplus
}
#endif
