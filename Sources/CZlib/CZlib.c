#include "CZlib.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct czlib_inflater {
  z_stream stream;
};

/// The largest window, and only data with a gzip header (zlib.h, inflateInit2).
enum { CZLIB_GZIP_WINDOW = 15 + 16 };

czlib_inflater *czlib_open(void) {
  czlib_inflater *inflater = calloc(1, sizeof *inflater);
  if (!inflater) return NULL;
  if (inflateInit2(&inflater->stream, CZLIB_GZIP_WINDOW) == Z_OK) return inflater;
  free(inflater);
  return NULL;
}

void czlib_close(czlib_inflater *inflater) {
  if (!inflater) return;
  inflateEnd(&inflater->stream);
  free(inflater);
}

static uInt limited(size_t count) { return count > UINT_MAX ? UINT_MAX : (uInt)count; }

czlib_status czlib_inflate(
    czlib_inflater *inflater, const uint8_t *input, size_t *inputCount, uint8_t *output,
    size_t *outputCount) {
  z_stream *stream = &inflater->stream;
  const uInt given = limited(*inputCount);
  const uInt room = limited(*outputCount);
  stream->next_in = (Bytef *)input;
  stream->avail_in = given;
  stream->next_out = output;
  stream->avail_out = room;
  const int result = inflate(stream, Z_NO_FLUSH);
  *inputCount = given - stream->avail_in;
  *outputCount = room - stream->avail_out;
  switch (result) {
    case Z_OK:
    // No progress was possible; whoever called has to give input or room.
    case Z_BUF_ERROR:
      return CZLIB_MORE;
    case Z_STREAM_END:
      return inflateReset(stream) == Z_OK ? CZLIB_END : CZLIB_DAMAGED;
    case Z_MEM_ERROR:
      return CZLIB_OUT_OF_MEMORY;
    default:
      return CZLIB_DAMAGED;
  }
}
