/// What differs between languages that go over rows one at a time.
protocol LoopLanguage: CodeLanguage {
  init()
  /// The helpers that the code calls so far.
  var helpers: Set<CodeHelper> { get set }
  /// Whether anything of the C library is used.
  var usesMath: Bool { get set }
  mutating func squareRoot(of operand: CodeText) -> CodeText

  /// The undefined number.
  var nan: String { get }
  /// A name for a value that does not change.
  func define(_ name: String, _ value: String) -> String
  /// A name for a number that does.
  func declare(_ name: String, _ value: String) -> String
  /// A name for a count that starts at 0.
  func declareCount(_ name: String) -> String
  func assign(_ name: String, _ value: String) -> String
  /// The heads of two loops, one in the other: over blocks of the rows of a column from `first`
  /// on, and over the rows of a block, with `row` for their number.
  func loops(overBlocksOf length: Int, in column: String) -> (blocks: [String], rows: String)
  /// The head of a loop with `i` from a number on, below another one.
  func loop(from first: Int, below end: Int, by stride: Int) -> String
  /// Makes the array of outputs a known one of zeros.
  func zeros(_ name: String, count: Int) -> String
  /// Goes on to the next row where one of some values is NaN.
  func skip(_ values: [String]) -> String
  /// Adds a value to a compensated sum.
  func add(_ value: String, to total: String, _ error: String) -> String
  /// A count as a number.
  func double(_ count: String) -> String
}
