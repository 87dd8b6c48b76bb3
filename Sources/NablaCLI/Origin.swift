/// Where statements come from.
struct Origin: CustomStringConvertible {
  private enum Source {
    case typed
    case standardInput
    case file(String)
  }

  private let source: Source
  /// How many scripts that were started by `run` the statements stand in.
  let depth: Int
  /// Whether standard input holds statements that are yet to be run.
  var takesStandardInput = false

  /// Statements that the user has before the eyes: at the prompt, and of `-e`.
  static let typed = Origin(source: .typed, depth: 0)

  /// A script that is piped in.
  static let standardInput = Origin(
    source: .standardInput, depth: 0, takesStandardInput: true)

  /// A script that the command line names.
  static func file(_ path: String) -> Origin { Origin(source: .file(path), depth: 0) }

  /// A script that a statement from here runs.
  func running(_ path: String) -> Origin {
    Origin(source: .file(path), depth: depth + 1, takesStandardInput: takesStandardInput)
  }

  var description: String {
    switch source {
    case .typed: "the statement"
    case .standardInput: "standard input"
    case .file(let path): "`\(path)`"
    }
  }

  /// What stands before an error, so that its line is found.
  func prefix(line: Int) -> String {
    switch source {
    case .typed: ""
    case .standardInput: "line \(line): "
    case .file(let path): "\(path):\(line): "
    }
  }
}
