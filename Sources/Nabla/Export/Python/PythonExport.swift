import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// Writes a function of values and derivatives in Python with NumPy, over whole columns at once.
struct PythonExport {
  private let subject: ExportSubject
  private var writer = CodeWriter(PythonLanguage())
  let names: CodeNames
  private var lines: [String] = []

  /// The names of moments, for a function that takes them in place of rows.
  private let moments: [String]?

  /// The text of a file.
  static func text(_ subject: ExportSubject) throws(UnsupportedPart) -> String {
    let export = try PythonExport(subject)
    let imports = (["import numpy as np"] + export.scipyImports).joined(separator: "\n")
    let parts = [imports] + export.helpers + [export.definition] + export.descent
    return parts.joined(separator: "\n\n\n") + "\n"
  }

  /// Writes the function; with `moments`, the names of the results of all passes, it goes over no
  /// rows.
  init(_ subject: ExportSubject, moments: [String]? = nil) throws(UnsupportedPart) {
    self.subject = subject
    self.moments = moments
    names = CodeNames(subject, &writer.identifiers)
    readArguments()
    let variables = names.variables.map { CodeText(text: $0) }
    let aggregates = names.aggregates.map { CodeText(text: $0) }
    if let moments {
      for (name, moment) in zip(names.aggregates, moments) {
        lines.append("    \(name) = moments[\"\(moment)\"]")
      }
    } else {
      for pass in subject.code.passes { try write(pass, variables + aggregates) }
    }
    let columns = subject.code.rowColumns.map { CodeText(text: names.column($0)) }
    let block = try writer.write(
      subject.code.result, inputs: variables + aggregates + columns)
    define(block.definitions)
    writeOutputs(block.outputs)
  }

  /// The definition of the function.
  var definition: String { ([signature] + documentation + lines).joined(separator: "\n") }

  /// The definitions of the helpers that it calls.
  var helpers: [String] {
    writer.language.helpers.inOrder.map(\.pythonText).filter { !$0.isEmpty }
  }

  /// What is imported from SciPy.
  var scipyImports: [String] {
    (writer.language.usesSpecial ? ["from scipy import special"] : [])
      + (isMinimizable ? ["from scipy.optimize import minimize"] : [])
  }

  /// What the text says of itself.
  var comment: [String] {
    subject.comment(writer.identifiers, language: "Python")
      .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The descent, or how the function is handed to SciPy.
  private var descent: [String] {
    guard isMinimizable else { return [] }
    let data = subject.hasRows ? ["data"] : []
    if let descent = subject.descent {
      return [
        PythonDescent(
          function: names.function, parameters: data, arguments: data, descent: descent
        ).text
      ]
    }
    let rest = data.isEmpty ? "" : ", args=(data,)"
    let start = "np.zeros(\(names.variables.count))"
    return ["# result = minimize(\(names.function), \(start)\(rest), jac=True)"]
  }

  /// Whether there are value and gradient, which is what SciPy wants.
  private var isMinimizable: Bool { subject.outputs.contains { $0.name == "gradient" } }

  private mutating func define(_ definitions: [(name: String, value: CodeText)]) {
    for (name, value) in definitions { lines.append("    \(name) = \(value.text)") }
  }

  private var parameters: [String] {
    var list = subject.takesPoint ? ["point"] : names.variables
    if !subject.takesPoint { list += subject.code.rowColumns.map { names.column($0) } }
    return list + (moments != nil ? ["moments"] : subject.hasRows ? ["data"] : [])
  }

  private var signature: String {
    "def \(names.function)(\(parameters.joined(separator: ", "))):"
  }

  private var documentation: [String] {
    var text = comment
    if subject.takesPoint { text += ["", subject.pointComment] }
    if subject.hasRows, moments == nil {
      text += [
        "", "data: columns by name, such as a pandas.DataFrame; a row with NaN for a missing",
        "value is left out",
      ]
    }
    let body = text.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { $0.isEmpty ? "" : "    " + PythonExport.safe(String($0)) }
    return ["    \"\"\""] + body + ["    \"\"\""]
  }

  /// Text that cannot end the comment it stands in.
  private static func safe(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"\"\"", with: "'''")
  }

  private mutating func readArguments() {
    if subject.takesPoint {
      let list = names.variables.joined(separator: ", ") + (names.variables.count == 1 ? "," : "")
      lines.append("    \(list) = np.asarray(point, dtype=float)")
    } else {
      let columns = subject.code.rowColumns.map { names.column($0) }
      for name in names.variables + columns {
        lines.append("    \(name) = np.asarray(\(name), dtype=float)")
      }
    }
  }

  /// The columns without their missing rows, and the aggregates made of them.
  private mutating func write(
    _ pass: ExportCode.Pass, _ scalars: [CodeText]
  ) throws(UnsupportedPart) {
    let columns = pass.columns + pass.sample.filter { !pass.columns.contains($0) }
    for symbol in columns {
      lines.append("    \(names.column(symbol)) = " + read(symbol))
    }
    if !pass.sample.isEmpty {
      let missing = pass.sample.map { "np.isnan(\(names.column($0)))" }.joined(separator: " | ")
      lines.append("    present = ~(\(missing))")
      for symbol in columns {
        lines.append("    \(names.column(symbol)) = \(names.column(symbol))[present]")
      }
    }
    let inputs = scalars + pass.columns.map { CodeText(text: names.column($0)) }
    let block = try writer.write(pass.row, inputs: inputs)
    define(block.definitions)
    guard !pass.aggregates.contains(.quantile) else {
      throw UnsupportedPart(part: "`quantile` over rows")
    }
    for ((place, aggregate), value) in zip(zip(pass.places, pass.aggregates), block.outputs) {
      lines.append("    \(names.aggregates[place]) = " + call(aggregate, value.text))
    }
  }

  /// A column as an array of doubles, NaN where a cell is missing.
  private func read(_ symbol: Symbol) -> String {
    let column = subject.columns[symbol]
    let cells = "data[\(PythonExport.quoted(column?.header ?? ""))]"
    guard let indicator = column?.indicator else { return "np.asarray(\(cells), dtype=float)" }
    let text = PythonExport.quoted(indicator.text)
    let sign = indicator.isNegated ? "!=" : "=="
    return
      "np.array([\n        np.nan if cell is None or cell != cell else float(cell \(sign) \(text))"
      + "\n        for cell in \(cells)\n    ])"
  }

  private func call(_ aggregate: Aggregate, _ value: String) -> String {
    switch aggregate {
    case .mean: "np.mean(\(value))"
    case .sum: "np.sum(\(value))"
    case .count: "float(len(\(value)))"
    case .least: "np.min(\(value)) if np.size(\(value)) else np.nan"
    case .greatest: "np.max(\(value)) if np.size(\(value)) else np.nan"
    // A quantile was refused before.
    case .median, .quantile: "np.median(\(value))"
    }
  }

  private mutating func writeOutputs(_ values: [CodeText]) {
    var rest = values.map(\.text)[...]
    var results: [String] = []
    for output in subject.outputs {
      let own = Array(rest.prefix(output.count))
      rest = rest.dropFirst(output.count)
      switch output.shape {
      case .scalar: results.append(own.joined())
      case .vector: results.append("np.array([" + PythonExport.list(own) + "])")
      case .matrix(let rows):
        let width = output.count / rows
        let lines = (0..<rows).map {
          "[" + PythonExport.list(Array(own[$0 * width..<($0 + 1) * width])) + "]"
        }
        results.append("np.array([" + PythonExport.list(lines) + "])")
      }
    }
    for (output, result) in zip(subject.outputs, results) where results.count > 1 {
      lines.append("    \(output.name) = \(result)")
    }
    let all = subject.outputs.map(\.name).joined(separator: ", ")
    lines.append("    return " + (results.count > 1 ? all : results.joined()))
  }

  private static func list(_ values: [String]) -> String {
    let short = values.joined(separator: ", ")
    guard short.utf8.count > 60 else { return short }
    return "\n" + values.map { "        \($0),\n" }.joined() + "    "
  }

  /// A text as a Python string.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          result += "\\x" + (digits.count == 1 ? "0" : "") + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
