#pragma once

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

#ifdef __cplusplus
}
#endif
