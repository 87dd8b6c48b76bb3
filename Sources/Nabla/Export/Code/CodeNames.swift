import NablaAlgebra
import NablaSyntax

/// What the parts of an exported function are called in a language.
struct CodeNames: Sendable {
  var function: String
  /// The arguments, in the order of the subject's variables.
  var variables: [String]
  /// The columns by their symbols.
  var columns: [Symbol: String]
  /// The results of the passes over rows, by their places.
  var aggregates: [String]

  init(_ subject: ExportSubject, _ identifiers: inout Identifiers) {
    function = identifiers.identifier(for: subject.functionName)
    variables = subject.variables.map { identifiers.identifier(for: $0) }
    columns = [:]
    for symbol in subject.code.columns {
      columns[symbol] = subject.columns[symbol].map { identifiers.identifier(for: $0.valueName) }
    }
    aggregates = subject.code.aggregates.enumerated().map { place, aggregate in
      identifiers.fresh("\(aggregate.word)_\(place + 1)")
    }
  }

  func column(_ symbol: Symbol) -> String { columns[symbol] ?? "" }
}

extension Aggregate {
  /// A word for its result.
  var word: String {
    switch self {
    case .least: "least"
    case .greatest: "greatest"
    case .mean, .sum, .count, .median, .quantile: name
    }
  }
}

extension ExportSubject {
  /// What the exported text says of itself, a line each: what it computes, and what was renamed.
  func comment(_ identifiers: Identifiers, language: String) -> [String] {
    var lines = [heading]
    for renaming in identifiers.renamings {
      lines.append(
        renaming.isReserved
          ? "`\(renaming.original)` means something else in \(language): it is \(renaming.used) here."
          : "`\(renaming.original)` is called \(renaming.used) here.")
    }
    return lines
  }

  /// What stands in the point.
  var pointComment: String {
    "point: " + variables.prefix(20).map(\.ascii).joined(separator: ", ")
      + (variables.count > 20 ? ", ..." : "")
  }

  private var heading: String {
    let subject = name.map { name in
      name.ascii + "(" + variables.prefix(8).map(\.ascii).joined(separator: ", ")
        + (variables.count > 8 ? ", ..." : "") + ") = "
    }
    let others = outputs.filter { $0.name != "value" }.map(\.meaning)
    let what = (subject ?? "") + text
    guard !others.isEmpty else { return what }
    let list = others.joined(separator: " and ")
    return what + "\nwith " + list + (list.hasSuffix("...") ? "" : ".")
  }
}
