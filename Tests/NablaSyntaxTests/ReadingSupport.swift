import NablaSyntax
import Testing

extension Scope {
  /// The scope of a fresh session: constants and built-in functions.
  static let standard: Scope = {
    var scope = Scope()
    for name in ["pi", "e", "inf"] { scope[Name(name)] = .constant }
    let unary = """
      abs sign floor ceil round exp expm1 log ln log1p log2 log10 sqrt cbrt sin cos tan sec csc cot \
      asin acos atan arcsin arccos arctan sinh cosh tanh asinh acosh atanh erf erfc gamma lgamma \
      digamma factorial sigmoid softplus
      """
    for name in unary.split(separator: " ") {
      scope[Name(String(name))] = .builtin(arity: 1...1)
    }
    for name in ["min", "max", "hypot"] { scope[Name(name)] = .builtin(arity: 2...Int.max) }
    for name in ["mod", "atan2", "polygamma"] { scope[Name(name)] = .builtin(arity: 2...2) }
    return scope
  }()

  /// The standard scope with more names: `f(2)` a function of two arguments, `a =` a value,
  /// `tip:` a column, `x` a parameter.
  static func standard(with names: String) -> Scope {
    var scope = standard
    for word in names.split(separator: " ") {
      if word.hasSuffix(")"), let open = word.firstIndex(of: "(") {
        let count = Int(word[word.index(after: open)...].dropLast()) ?? 1
        scope[Name(String(word[..<open]))] = .function(arity: count)
      } else if word.hasSuffix("=") {
        scope[Name(String(word.dropLast()))] = .value
      } else if word.hasSuffix(":") {
        scope[Name(String(word.dropLast()))] = .column
      } else {
        scope[Name(String(word))] = .parameter
      }
    }
    return scope
  }
}

/// Parses text in the standard scope with more names.
func parse(_ text: String, with names: String = "") -> ParsedStatement {
  Parser.parse(Array(text.utf8), scope: .standard(with: names))
}

extension ParsedStatement {
  /// The reading of everything in the statement, with the verb and the clauses spelt out.
  var reading: String {
    if let problem = diagnostics.first { return "error: \(problem.message)" }
    let prefix = prefixes.map { "\($0.verb): " }.joined()
    return prefix + coreReading
  }

  private var coreReading: String {
    switch statement {
    case .empty: return ""
    case .expression(let id): return reading(id)
    case .definition(let definition):
      let list = definition.parameters.map { names in
        "(\(names.map(\.unicode).joined(separator: ", ")))"
      }
      return "\(definition.name.unicode)\(list ?? "") = \(reading(definition.body))"
    case .command(let command):
      var parts = [command.verb.rawValue]
      if let operand = command.operand { parts.append(reading(operand)) }
      if let side = command.rightSide {
        parts.append((command.verb == .fit ? "~ " : "= ") + reading(side))
      }
      if !command.words.isEmpty {
        parts.append(command.words.map(\.text).joined(separator: ", "))
      }
      for clause in command.clauses { parts.append("\(clause.word) \(reading(clause.value))") }
      return parts.joined(separator: " ")
    }
  }

  private func reading(_ id: SyntaxID) -> String { Printer.print(tree, id, style: .reading) }

  private func reading(_ value: Clause.Value) -> String {
    switch value {
    case .expression(let id): reading(id)
    case .percent(let id): reading(id) + "%"
    case .names(let names): names.map(\.unicode).joined(separator: ", ")
    case .word(let word): word
    case .box(let sides):
      sides.map { side in
        (side.name.map { $0.unicode + " in " } ?? "")
          + "[\(reading(side.lower)), \(reading(side.upper))]"
      }.joined(separator: ", ")
    case .path(let path): path
    case .schedule(let word, let value): word + (value.map { " \(reading($0))" } ?? "")
    case .point(let coordinates):
      if coordinates.count == 1, coordinates[0].name == nil {
        reading(coordinates[0].value)
      } else if coordinates.contains(where: { $0.name == nil }) {
        "(\(coordinates.map { reading($0.value) }.joined(separator: ", ")))"
      } else {
        coordinates.map { "\($0.name?.unicode ?? "") = \(reading($0.value))" }
          .joined(separator: ", ")
      }
    }
  }
}

extension Scope {
  /// Takes over what a definition defines.
  mutating func define(_ statement: StatementSyntax) {
    guard case .definition(let definition) = statement else { return }
    self[definition.name] = definition.parameters.map { .function(arity: $0.count) } ?? .value
  }
}
