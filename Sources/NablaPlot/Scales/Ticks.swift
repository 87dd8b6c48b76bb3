#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A number that stands beside an axis: a whole number times a power of ten, so that its text is
/// exact.
package struct Tick: Sendable, Equatable {
  let digits: Int
  let exponent: Int

  package var value: Double {
    // Powers of ten are exact up to 10^22, so that the quotient is rounded once.
    exponent < 0
      ? Double(digits) / Tick.power(-exponent) : Double(digits) * Tick.power(exponent)
  }

  static func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}

extension Axis {
  /// The ticks of the axis, about `count` of them, never more than twice as many.
  ///
  /// Source: Heckbert, Nice Numbers for Graph Labels, in Graphics Gems, Academic Press 1990: steps
  /// of 1, 2 and 5 times a power of ten. Here the ends of the axis stay where they are.
  package func ticks(about count: Int) -> [Tick] {
    let ticks = isLogarithmic ? decades(about: count) : []
    return ticks.count >= 2 ? ticks : evenTicks(about: count)
  }

  private func evenTicks(about count: Int) -> [Tick] {
    let rough = 2 * (range.halfWidth / Double(max(1, count)))
    guard rough > 0, rough.isFinite else { return [] }
    var exponent = Int(log10(rough).rounded(.down))
    let fraction = rough / Tick.power(exponent)
    var factor = fraction < 1.5 ? 1 : fraction < 3.5 ? 2 : fraction < 7.5 ? 5 : 10
    if factor == 10 {
      factor = 1
      exponent += 1
    }
    let unit = Tick.power(exponent)
    let step = Double(factor) * unit
    let slack = 1e-9 * Double(max(1, count))
    let first = (range.lower / step - slack).rounded(.up)
    let last = (range.upper / step + slack).rounded(.down)
    // So far from zero that steps and doubles come near each other there are no round numbers.
    guard unit > 0, abs(first) < 1e15, abs(last) < 1e15, first <= last else { return [] }
    return (Int(first)...Int(last)).map { Tick(digits: $0 * factor, exponent: exponent) }
  }

  /// Powers of ten, every one or every second, fifth, ..., and where there are few 2 and 5 times them.
  private func decades(about count: Int) -> [Tick] {
    guard range.lower > 0 else { return [] }
    let low = Int(log10(range.lower).rounded(.down))
    let high = Int(log10(range.upper).rounded(.up))
    let span = log10(range.upper) - log10(range.lower)
    if span <= Double(count) / 3 {
      return (low...high)
        .flatMap { exponent in [1, 2, 5].map { Tick(digits: $0, exponent: exponent) } }
        .filter { range.contains($0.value) }
    }
    let stride = [1, 2, 3, 5, 10, 20, 50, 100].first { span / Double($0) <= Double(count) } ?? 200
    return (low...high).filter { $0.isMultiple(of: stride) }
      .map { Tick(digits: 1, exponent: $0) }
      .filter { range.contains($0.value) }
  }
}

extension [Tick] {
  /// What stands at the ticks of one axis, written alike: plainly, or all with powers of ten.
  package var labels: [String] {
    let greatest = self.map { abs($0.value) }.max() ?? 0
    let isPlain = allSatisfy { $0.exponent > -6 } && greatest < 1e6
    return map { $0.digits == 0 ? "0" : isPlain ? $0.plainText : $0.scientificText }
  }
}

extension Tick {
  /// The number without a power of ten.
  fileprivate var plainText: String {
    var text = String(abs(digits))
    if exponent >= 0 {
      text += String(repeating: "0", count: exponent)
    } else {
      let missing = 1 - exponent - text.count
      text = String(repeating: "0", count: max(0, missing)) + text
      let point = text.index(text.endIndex, offsetBy: exponent)
      text = text[..<point] + "." + text[point...]
    }
    return (digits < 0 ? "-" : "") + text
  }

  /// The number as 2.5e7.
  fileprivate var scientificText: String {
    var text = String(abs(digits))
    let power = exponent + text.count - 1
    while text.count > 1, text.last == "0" { text.removeLast() }
    if text.count > 1 { text.insert(".", at: text.index(after: text.startIndex)) }
    return (digits < 0 ? "-" : "") + text + (power == 0 ? "" : "e\(power)")
  }
}
