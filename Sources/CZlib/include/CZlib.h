#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a step of decompression came to.
typedef enum {
  /// There may be more: give further input, or call again where the output was filled.
  CZLIB_MORE,
  /// One gzip member has ended, its checksum and length are right; input behind it is left.
  CZLIB_END,
  /// The bytes are no gzip data, or a checksum is wrong.
  CZLIB_DAMAGED,
  CZLIB_OUT_OF_MEMORY,
} czlib_status;

/// The state of decompressing one gzip member after the other.
typedef struct czlib_inflater czlib_inflater;

/// A new state, or null without memory for it.
czlib_inflater *czlib_open(void);

/// Frees a state, which may be null.
void czlib_close(czlib_inflater *inflater);

/// Decompresses from `input` to `output` as far as either reaches.
///
/// Both counts are room on the way in, and on the way out what was used of it. After the end of a
/// member the next call begins another one.
czlib_status czlib_inflate(
    czlib_inflater *inflater, const uint8_t *input, size_t *inputCount, uint8_t *output,
    size_t *outputCount);

#ifdef __cplusplus
}
#endif
