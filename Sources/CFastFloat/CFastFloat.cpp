#include "CFastFloat.h"

#include <cmath>
#include <fast_float/fast_float.h>

namespace {

inline bool startsNumber(uint8_t byte, uint8_t decimal) {
  return (byte >= '0' && byte <= '9') || byte == decimal || (byte | 0x20) == 'i';
}

inline size_t read(const uint8_t *bytes, size_t count, uint8_t decimal, double *value) {
  if (count == 0) return 0;
  // fast_float follows the standard, which has no plus sign in front.
  const size_t plus = bytes[0] == '+' && count > 1 && startsNumber(bytes[1], decimal) ? 1 : 0;
  const auto *first = reinterpret_cast<const char *>(bytes) + plus;
  const auto *last = reinterpret_cast<const char *>(bytes) + count;
  const fast_float::parse_options options(
      fast_float::chars_format::general, static_cast<char>(decimal));
  double result = 0;
  const auto answer = fast_float::from_chars_advanced(first, last, result, options);
  if (answer.ec != std::errc()) return 0;
  if (!std::isfinite(result)) {
    if (std::isnan(result)) return 0;
    const uint8_t letter = static_cast<uint8_t>(first[*first == '-']) | 0x20;
    if (letter != 'i') return 0;
  }
  *value = result;
  return static_cast<size_t>(answer.ptr - first) + plus;
}

}  // namespace

size_t cfastfloat_read(const uint8_t *bytes, size_t count, uint8_t decimal, double *value) {
  return read(bytes, count, decimal, value);
}

cfastfloat_run cfastfloat_read_run(
    const uint8_t *bytes, size_t count, uint8_t separator, uint8_t decimal, double *values,
    size_t capacity, size_t stride) {
  cfastfloat_run run = {0, 0, 0, false};
  while (run.numbers < capacity) {
    const uint8_t *cell = bytes + run.bytes;
    double value = 0;
    const size_t length = read(cell, count - run.bytes, decimal, &value);
    // A number at the very end may go on in bytes that are not here yet.
    if (length == 0 || run.bytes + length == count) break;
    const uint8_t terminator = cell[length];
    const bool endsRow = terminator == '\n' || terminator == '\r';
    if (terminator != separator && !endsRow) break;
    values[run.numbers * stride] = value;
    run.numbers += 1;
    run.bytes += length + 1;
    run.lastLength = length;
    run.endsRow = endsRow;
    if (endsRow) break;
  }
  return run;
}
