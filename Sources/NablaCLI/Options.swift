/// What a run of the program is to do, and how.
struct Options {
  /// The scripts to run, in order; `-` is standard input.
  var files: [String] = []
  /// The statements to run after the scripts.
  var statements: [String] = []
  /// Whether the prompt comes after them.
  var interactive = false
  /// Whether each statement is answered with a line of JSON.
  var json = false
  /// Whether notes, progress and the welcome are left out.
  var quiet = false
  /// Whether notes are errors.
  var strict = false
  /// Whether a statement that failed does not end the run.
  var keepGoing = false
  /// Whether colours are left out.
  var noColor = false
  /// How many threads go over the rows of tables; `nil` for all processors.
  var threads: Int?
}

extension Options {
  /// Takes arguments in which there is nothing to parse: files alone, or `-e` and one statement;
  /// `nil` for all others.
  ///
  /// Setting up the parser takes longer than the gradient of a short expression.
  init?(plain arguments: [String]) {
    let isStatement = arguments.count == 2 && arguments[0] == "-e"
    let values = isStatement ? [arguments[1]] : arguments
    guard values.allSatisfy({ $0.utf8.first != UInt8(ascii: "-") }) else { return nil }
    if isStatement { statements = values } else { files = values }
  }
}
