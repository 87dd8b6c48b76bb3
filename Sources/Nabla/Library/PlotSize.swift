/// How large pictures made of characters may be.
public struct PlotSize: Sendable, Equatable {
  /// How many characters a line has.
  public var columns: Int
  /// How many lines there are.
  public var rows: Int

  /// The size of a picture.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The size for a terminal of a size, which leaves room for the prompt and is not stretched.
  public init(terminalColumns columns: Int, rows: Int) {
    self.init(columns: min(max(columns, 10), 120), rows: min(max(rows - 3, 6), 30))
  }

  /// The size where there is no terminal.
  public static let usual = PlotSize(terminalColumns: 80, rows: 24)
}
