/// What differs between languages that go over rows one at a time.
protocol LoopLanguage: CodeLanguage {
  init()
  /// The helpers that the code calls so far.
  var helpers: Set<CodeHelper> { get }
  /// Notes that a helper is needed.
  mutating func use(_ helper: CodeHelper)

  /// The undefined number.
  var nan: String { get }
  /// A name for a value that does not change.
  func define(_ name: String, _ value: String) -> String
  /// A name for a number that does.
  func declare(_ name: String, _ value: String) -> String
  /// A name for a count that starts at 0.
  func declareCount(_ name: String) -> String
  func assign(_ name: String, _ value: String) -> String
  /// The head of the loop over the rows of a column, with `row` for their number.
  func loop(over column: String) -> String
  /// Goes on to the next row where one of some values is NaN.
  func skip(_ values: [String]) -> String
  /// Adds a value to a compensated sum.
  func add(_ value: String, to total: String, _ error: String) -> String
  /// The head of what is done where a count is a multiple of a number.
  func ifMultiple(_ count: String, of number: Int) -> String
  /// A count as a number.
  func double(_ count: String) -> String
}
