/// How a long computation is watched and stopped from outside.
///
/// The library itself looks at no clock and no signal: whoever calls it hands these in.
public struct Monitor: Sendable {
  /// Asked once a step; `true` ends the computation with the best it has.
  public var isInterrupted: @Sendable () -> Bool
  /// Told once in a while how far the computation is, as one short line without a newline.
  public var report: @Sendable (String) -> Void

  /// Makes a monitor; the default one never interrupts and reports to nobody.
  public init(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.isInterrupted = isInterrupted
    self.report = report
  }
}
