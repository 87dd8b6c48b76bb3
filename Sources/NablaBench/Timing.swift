#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one of several candidates took, in nanoseconds.
struct Timing {
  var median: Double
  var minimum: Double
}

/// Times candidates in interleaved rounds, so that a drift of the machine's speed meets all alike.
enum Stopwatch {
  /// What is measured: the thread's own processor time, or for other processes the time of day.
  enum Clock {
    case processor
    case wall

    fileprivate var id: clockid_t { self == .processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC }
  }

  /// Runs each candidate once a round, after one round that does not count.
  static func compare(
    rounds: Int, clock: Clock = .processor, _ candidates: [() -> Void]
  ) -> [Timing] {
    var samples = Array(repeating: [Double](), count: candidates.count)
    for round in 0...rounds {
      for (index, candidate) in candidates.enumerated() {
        let start = now(clock)
        candidate()
        let elapsed = now(clock) - start
        if round > 0 { samples[index].append(elapsed) }
      }
    }
    return samples.map { values in
      let sorted = values.sorted()
      return Timing(median: sorted[sorted.count / 2], minimum: sorted[0])
    }
  }

  /// The time in nanoseconds.
  static func now(_ clock: Clock) -> Double {
    var time = timespec()
    clock_gettime(clock.id, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}

/// Lines of a table with aligned columns.
enum Table {
  static func print(_ head: [String], _ rows: [[String]]) {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    for row in all {
      let cells = zip(row, widths).map { text, width in
        String(repeating: " ", count: width - text.count) + text
      }
      Swift.print("  " + cells.joined(separator: "  "))
    }
  }
}

extension Double {
  /// The number with so many decimal places.
  func text(_ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (self * scale).rounded() / scale
    guard places > 0 else { return String(Int(rounded)) }
    let parts = rounded.description.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    return parts[0] + "." + fraction
      + String(repeating: "0", count: max(0, places - fraction.count))
  }
}
