/// Text in runs, each with the role it plays, so that the library renders and the program colours.
public struct StyledText: Sendable, Equatable {
  /// What a run of text is, for a program that shows it in colour.
  public enum Role: Sendable, Equatable {
    case plain
    case result
    case emphasis
    case dimmed
    case note
    case error
    case hint
    case good
    case bad
    /// A series of a picture, by its number from 0.
    case series(Int)
    /// A level of a picture, from 0 for the lowest to 7 for the highest.
    case level(Int)
  }

  /// A run of text of one role.
  public struct Run: Sendable, Equatable {
    /// The characters.
    public var text: String
    /// What they are.
    public var role: Role
  }

  /// The runs, in order of reading.
  public private(set) var runs: [Run] = []

  /// Makes a text of one run.
  public init(_ text: String = "", _ role: Role = .plain) {
    append(text, role)
  }

  /// Adds a run at the end.
  public mutating func append(_ text: String, _ role: Role = .plain) {
    if !text.isEmpty { runs.append(Run(text: text, role: role)) }
  }

  /// Adds the runs of another text at the end.
  public mutating func append(_ other: StyledText) {
    runs += other.runs
  }

  /// The text without its roles.
  public var string: String {
    runs.reduce(into: "") { $0 += $1.text }
  }
}
