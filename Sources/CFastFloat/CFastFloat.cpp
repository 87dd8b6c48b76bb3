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

constexpr double powersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
/// So many digits make an integer that is a double, and so do as many places a power of ten.
constexpr size_t shortDigits = 15;

/// Moves `place` over at most 16 digits and adds them to `number`; returns how many there were.
inline size_t readDigits(const uint8_t *&place, const uint8_t *end, uint64_t &number) {
  const uint8_t *first = place;
  const uint8_t *limit = end - place > 16 ? place + 16 : end;
  for (; place < limit; ++place) {
    const uint8_t digit = *place - '0';
    if (digit > 9) break;
    number = 10 * number + digit;
  }
  return static_cast<size_t>(place - first);
}

/// Reads a decimal of at most 15 digits without an exponent, or returns 0 and changes nothing.
///
/// Digits and power are exact, so their quotient is rounded once, hence correctly (Clinger, How to
/// read floating point numbers accurately, 1990).
inline size_t readShort(const uint8_t *bytes, size_t count, uint8_t decimal, double *value) {
  const uint8_t *end = bytes + count;
  const bool isNegative = *bytes == '-';
  const uint8_t *place = bytes + (isNegative ? 1 : 0);
  uint64_t number = 0;
  size_t digits = readDigits(place, end, number);
  size_t places = 0;
  if (place < end && *place == decimal) {
    ++place;
    places = readDigits(place, end, number);
    digits += places;
  }
  if (digits == 0 || digits > shortDigits) return 0;
  if (place == end || (*place | 0x20) == 'e') return 0;
  const double quotient = static_cast<double>(number) / powersOfTen[places];
  *value = isNegative ? -quotient : quotient;
  return static_cast<size_t>(place - bytes);
}

}  // namespace

size_t cfastfloat_read(const uint8_t *bytes, size_t count, uint8_t decimal, double *value) {
  return read(bytes, count, decimal, value);
}

cfastfloat_run cfastfloat_read_run(
    const uint8_t *bytes, size_t count, uint8_t separator, uint8_t decimal, double *values,
    size_t capacity, size_t stride) {
  cfastfloat_run run = {0, 0, 0, false};
  // Columns are mostly alike, so what the last cell was tells how to begin with the next.
  bool isShort = true;
  while (run.numbers < capacity && run.bytes < count) {
    const uint8_t *cell = bytes + run.bytes;
    double value = 0;
    size_t length = isShort ? readShort(cell, count - run.bytes, decimal, &value) : 0;
    if (length == 0) length = read(cell, count - run.bytes, decimal, &value);
    isShort = length <= shortDigits + 2;
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
