import NablaAlgebra
import NablaData
import NablaSyntax

extension Session {
  /// Takes in the file that the answer to `load` asked for; returns the answer to show instead.
  ///
  /// A file that is no table, one that cannot be read to its end, and an interruption change
  /// nothing. Complexity: linear in the bytes; beside the table a few pieces of them are in memory.
  public mutating func load(
    _ bytes: TableBytes, for answer: Answer, monitor: Monitor = Monitor()
  ) -> Answer {
    guard case .load(let path) = answer.request, let plan = answer.loadPlan else { return answer }
    let reading: CSVReading
    do throws(TableError) {
      reading = try CSVReading.read(
        WatchedBytes(bytes, path: path, monitor: monitor), name: plan.name?.ascii ?? path,
        plan.options)
    } catch {
      var failed = answer.failing("cannot load `\(path)`: \(error.message)", hint: error.hint)
      failed.isInterrupted = monitor.isInterrupted()
      return failed
    }
    var result = answer
    result.request = nil
    result.notes += reading.notes.map(\.message)
    take(reading.table, as: plan.name, notes: &result.notes)
    result.content = .table(TableResult(reading.table, names: tables.entry(plan.name)?.columnNames))
    record(result)
    return result
  }

  /// Makes the columns of a table known.
  private mutating func take(_ table: Table, as name: Name?, notes: inout [String]) {
    for old in tables.remove(name) where definitions[old] == nil { scope[old] = nil }
    var taken: Set<Name> = []
    let names = table.columns.map { column in
      let wish = columnName(column.name, in: name, notes: &notes)
      let name = Self.freeName(wish, among: taken)
      if name != wish {
        notes.append(
          "the column \(column.name) is called \(name.ascii), because \(wish.ascii) is another one")
      }
      taken.insert(name)
      return name
    }
    tables.add(TableStore.Entry(name: name, table: table, columnNames: names))
    for name in names where definitions[name] == nil { scope[name] = .column }
  }

  /// The name itself, or with the first number behind it that makes it another one: `θ` and `theta`
  /// are one name, and so are `x1` and `x_1`.
  private static func freeName(_ wish: Name, among taken: Set<Name>) -> Name {
    var (name, number) = (wish, 1)
    while taken.contains(name) {
      number += 1
      name = Name("\(wish.ascii)_\(number)")
    }
    return name
  }

  /// What a column is called: behind its table's name, or alone and with an underscore where the
  /// language has the word for something else.
  private func columnName(_ column: String, in table: Name?, notes: inout [String]) -> Name {
    if let table { return Name(table.ascii + "." + column) }
    let name = Name(column)
    if definitions[name] != nil {
      notes.append(
        "\(name.ascii) keeps its value and hides the column; `forget \(name.ascii)` uncovers it")
      return name
    }
    let meaning: String
    switch scope[name] {
    case .builtin: meaning = "a function"
    case .constant: meaning = "a constant"
    case .parameter, .value, .column, .function, nil:
      let isOfClauses = ClauseWord.isClauseWord(column) && Name.greekLetters[column] == nil
      let isVerb = Verb.named(column).map { !$0.yieldsToName } ?? false
      guard isVerb || isOfClauses || Self.keywords.contains(column) else {
        return name
      }
      meaning = "a word of commands"
    }
    notes.append("the column \(column) is called \(column)_, because `\(column)` is \(meaning)")
    return Name(column + "_")
  }

  private static let keywords: Set<String> = ["and", "or", "not", "if", "then", "else"]

  /// Reads the words of `load FILE as t missing allowed text a decimal comma`.
  func loadPlan(_ words: [Command.Word]) throws(Diagnostic) -> LoadPlan {
    var plan = LoadPlan()
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      guard let option = LoadOption(rawValue: word.text) else {
        let near = Spelling.nearest(to: word.text, among: LoadOption.allCases.map(\.rawValue))
        throw Diagnostic(
          "`load` takes no `\(word.text)`", at: word.span,
          hint: near.first.map { "did you mean `\($0)`?" } ?? "write \(Verb.load.row.usage)")
      }
      guard let value = rest.popFirst() else {
        throw Diagnostic(
          "`\(word.text)` needs a word behind it", at: word.span, hint: "write `\(option.usage)`")
      }
      try plan.take(option, value)
      while option == .text, let more = rest.first, LoadOption(rawValue: more.text) == nil {
        try plan.take(option, more)
        rest.removeFirst()
      }
    }
    if let name = plan.name, scope[name] != nil, tables.entry(name) == nil {
      throw Diagnostic(
        "\(name.ascii) means something else already", at: words.last?.span ?? Span(0, 0),
        hint: "choose another name for the table")
    }
    return plan
  }
}

/// How a file is to be loaded.
struct LoadPlan: Sendable {
  /// The name for the table; `nil` where its columns stand alone.
  var name: Name?
  var options = CSVOptions()

  fileprivate mutating func take(
    _ option: LoadOption, _ value: Command.Word
  ) throws(Diagnostic) {
    switch (option, value.text) {
    case (.as, let text):
      guard text.first?.isLetter == true,
        text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), Verb.named(text) == nil
      else {
        throw Diagnostic("a table's name is one word", at: value.span, hint: "write `as t`")
      }
      name = Name(text)
    case (.text, let text): options.textColumns.append(text)
    case (.missing, "allowed"): options.allowsMissing = true
    case (.header, "on"): options.header = .present
    case (.header, "off"): options.header = .absent
    case (.decimal, "comma"): options.decimal = UInt8(ascii: ",")
    case (.decimal, "point"): options.decimal = UInt8(ascii: ".")
    case (.missing, _), (.header, _), (.decimal, _):
      throw Diagnostic(
        "`\(option.rawValue)` does not take `\(value.text)`", at: value.span,
        hint: "write `\(option.usage)`")
    }
  }
}

/// The words behind the file's name in `load`.
enum LoadOption: String, CaseIterable {
  case `as`
  case missing
  case text
  case header
  case decimal

  /// How it is written.
  var usage: String {
    switch self {
    case .as: "as t"
    case .missing: "missing allowed"
    case .text: "text COLUMN"
    case .header: "header off"
    case .decimal: "decimal comma"
    }
  }
}
