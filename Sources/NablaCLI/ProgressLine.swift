import Nabla
import Synchronization

/// The line on a terminal that tells how far a long statement is.
///
/// It overwrites itself, and is gone before anything else is shown.
final class ProgressLine: Sendable {
  private struct State {
    /// When it was last written, so that at most ten lines are written in a second.
    var last: Double
    /// When the statement started.
    var start = 0.0
    /// How many columns are to be blanked.
    var width = 0
  }

  private let state = Mutex(State(last: 0))
  private let descriptor = Descriptor.standardError
  private let isShown: Bool

  /// Makes a line that appears on standard error if that is a terminal.
  init(isWanted: Bool) {
    isShown = isWanted && descriptor.isTerminal
  }

  /// Tells that a statement starts; one that is quick shows no progress at all.
  func start() {
    guard isShown else { return }
    state.withLock {
      $0.start = System.seconds
      $0.last = $0.start
    }
  }

  /// What the terminal shows where Ctrl-C is typed.
  private static let interruption = "^C"

  /// Shows how far the statement is, cut to the terminal's width.
  func show(_ progress: Monitor.Progress) {
    guard isShown else { return }
    state.withLock { state in
      let now = System.seconds
      guard now - state.last >= 0.1 else { return }
      state.last = now
      let text = Self.text(progress, seconds: now - state.start)
      let room = descriptor.columns - 1 - Self.interruption.count
      let visible = String(text.prefix(max(0, room)))
      write("\r" + visible, padding: state.width - visible.count)
      state.width = visible.count
    }
  }

  /// The line: a bar and the time left where there is an end, the rate where there are rows.
  private static func text(_ progress: Monitor.Progress, seconds: Double) -> String {
    var parts = [progress.text]
    if let fraction = progress.fraction {
      let full = min(barWidth, max(0, Int(fraction * Double(barWidth))))
      let bar = String(repeating: "#", count: full) + String(repeating: ".", count: barWidth - full)
      parts.append("[\(bar)] \(Int(fraction * 100))%")
    }
    if let rows = progress.rows { parts.append("\(short(Double(rows) / seconds)) rows/s") }
    if let fraction = progress.fraction, fraction > 0 {
      parts.append("\(Int((seconds * (1 - fraction) / fraction).rounded(.up))) s left")
    }
    return parts.joined(separator: "  ")
  }

  /// How many characters a full bar has.
  private static let barWidth = 20

  /// A count in two or three digits.
  private static func short(_ count: Double) -> String {
    var (count, unit) = (count, 0)
    let units = ["", "k", "M", "G"]
    while count >= 1000, unit < 3 {
      count /= 1000
      unit += 1
    }
    return (count < 10 ? String((count * 10).rounded() / 10) : String(Int(count))) + units[unit]
  }

  /// Blanks the line.
  func clear() {
    guard isShown else { return }
    state.withLock { state in
      guard state.width > 0 else { return }
      write("\r", padding: state.width + Self.interruption.count)
      write("\r", padding: 0)
      state.width = 0
    }
  }

  /// A terminal that has gone is found out by whoever writes the results.
  private func write(_ text: String, padding: Int) {
    let blanks = String(repeating: " ", count: max(0, padding))
    try? descriptor.writeAll(Array((text + blanks).utf8))
  }
}
