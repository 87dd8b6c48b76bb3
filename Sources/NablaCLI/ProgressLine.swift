import Synchronization

/// The line on a terminal that tells how far a long statement is.
///
/// It overwrites itself, and is gone before anything else is shown.
final class ProgressLine: Sendable {
  private struct State {
    /// When it was last written, so that at most ten lines are written in a second.
    var last: Double
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
    state.withLock { $0.last = System.seconds }
  }

  /// Shows a text, cut to the terminal's width.
  func show(_ text: String) {
    guard isShown else { return }
    state.withLock { state in
      let now = System.seconds
      guard now - state.last >= 0.1 else { return }
      state.last = now
      let visible = String(text.prefix(max(0, descriptor.columns - 1)))
      write("\r" + visible, padding: state.width - visible.count)
      state.width = visible.count
    }
  }

  /// Blanks the line.
  func clear() {
    guard isShown else { return }
    state.withLock { state in
      guard state.width > 0 else { return }
      write("\r", padding: state.width)
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
