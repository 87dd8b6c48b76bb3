/// How a long computation is watched and stopped from outside.
///
/// The library itself looks at no clock and no signal: whoever calls it hands these in.
public struct Monitor: Sendable {
  /// How far a computation is.
  public struct Progress: Sendable {
    /// What it is at, as one short text without a newline.
    public var text: String
    /// The part that is done at least, from 0 to 1; `nil` where it has no known end.
    public var fraction: Double?
    /// How many rows of a table it has visited, where it goes through one.
    public var rows: Int?
  }

  /// Asked once a step; `true` ends the computation with the best it has.
  public var isInterrupted: @Sendable () -> Bool
  /// Told once in a while how far the computation is.
  public var report: @Sendable (Progress) -> Void
  /// The time in seconds, from whenever it counts; `nil` measures nothing.
  public var now: (@Sendable () -> Double)?

  /// Makes a monitor; the default one never interrupts, reports to nobody and has no clock.
  public init(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (Progress) -> Void = { _ in },
    now: (@Sendable () -> Double)? = nil
  ) {
    self.isInterrupted = isInterrupted
    self.report = report
    self.now = now
  }
}
