/// Collects what there is to say about the reading of a statement, each thing once.
struct NoteLog: Sendable {
  private var notes: [Note] = []
  private var messages: Set<String> = []
  /// The surprising constructs of the expression that is read, shown one by one where an echo of
  /// the whole would be too long.
  private var constructs: [Note] = []
  private var plainSubscripts: [(name: Name, text: String, span: Span)] = []
  private var subscripts: Set<Name> = []
  /// Names that are clearly variables: written with an underscore, or named in a clause.
  private var clearNames: Set<Name> = []

  /// An echo longer than this, in characters, helps nobody.
  private static let longestEcho = 200

  /// Adds a note, unless it was added before.
  mutating func add(_ message: String, at span: Span) {
    if messages.insert(message).inserted { notes.append(Note(message, at: span)) }
  }

  /// Asks for an echo of the expression that is read.
  mutating func addConstruct(_ message: String, at span: Span) {
    if messages.insert(message).inserted { constructs.append(Note(message, at: span)) }
  }

  /// A name with a digit tail that might have been meant as a power or product.
  mutating func addPlainSubscript(_ name: Name, _ text: String, at span: Span) {
    guard subscripts.insert(name).inserted else { return }
    plainSubscripts.append((name, text, span))
  }

  /// Whether a name with a digit tail was met.
  func knowsSubscript(_ name: Name) -> Bool { subscripts.contains(name) }

  /// A name with a digit tail that can be nothing but a variable.
  mutating func addClearSubscript(_ name: Name) {
    subscripts.insert(name)
    clearNames.insert(name)
  }

  /// Turns what was surprising in an expression into one echo, if that is short.
  mutating func finishExpression(_ tree: SyntaxTree, _ root: SyntaxID, nodeCount: Int, span: Span) {
    defer { constructs.removeAll() }
    guard !constructs.isEmpty else { return }
    // Most nodes take a character at least, so longer ones need not be written to be measured.
    if nodeCount <= 2 * NoteLog.longestEcho {
      let echo = Printer.print(tree, root, style: .reading)
      if echo.count <= NoteLog.longestEcho {
        add("read as \(echo)", at: span)
        return
      }
    }
    notes.append(contentsOf: constructs)
  }

  /// All notes, in the order of their places.
  ///
  /// Names in `seen` were noted before.
  func finish(seen: Set<Name>) -> [Note] {
    var families: [String: Int] = [:]
    for name in subscripts { families[name.base, default: 0] += 1 }
    var result = notes
    for (name, text, span) in plainSubscripts
    where !seen.contains(name) && !clearNames.contains(name) && families[name.base] == 1 {
      let letter = String(text.prefix { !$0.isNumber })
      let digits = name.subscriptText
      let message =
        "\(text) is the variable \(name.unicode); write \(letter)^\(digits) for a power, "
        + "\(digits)\(letter) for a product"
      result.append(Note(message, at: span))
    }
    return result.enumerated()
      .sorted { ($0.element.span.lower, $0.offset) < ($1.element.span.lower, $1.offset) }
      .map(\.element)
  }
}
