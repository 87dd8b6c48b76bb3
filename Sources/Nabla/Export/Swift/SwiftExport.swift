import NablaSyntax

/// Writes a function of values and derivatives in Swift, with no dependency but the C library.
struct SwiftExport {
  private let subject: ExportSubject
  private let body: FunctionBody<SwiftLanguage>
  private var names: CodeNames { body.names }

  /// The text of a file.
  static func text(_ subject: ExportSubject) throws(UnsupportedPart) -> String {
    SwiftExport(subject: subject, body: try FunctionBody(subject)).text
  }

  private var text: String {
    var parts: [String] = []
    if body.writer.language.usesMath || subject.descent != nil { parts.append(SwiftExport.imports) }
    parts += body.writer.language.helpers.inOrder.map(\.swiftText)
    var lines = comment(subject.comment(body.writer.identifiers, language: "Swift"))
    if subject.takesPoint { lines += comment(["", subject.pointComment]) }
    if subject.hasRows {
      lines += comment(["", "A row with NaN for a missing value is left out."])
    }
    lines.append(signature + " {")
    parts.append(
      (lines + bodyLines + ["  return \(result)", "}"]).joined(separator: "\n"))
    if let descent = subject.descent, let loop = DescentText(descent) {
      parts.append(descentLines(loop, descent.start).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static let imports = """
    #if canImport(Darwin)
      import Darwin
    #elseif canImport(Musl)
      import Musl
    #else
      import Glibc
    #endif
    """

  private func comment(_ lines: [String]) -> [String] {
    lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { $0.isEmpty ? "///" : "/// " + $0 }
  }

  private var rowParameters: [String] {
    subject.hasRows ? subject.code.columns.map { names.column($0) } : []
  }

  private var signature: String {
    var parameters: [String] = []
    if subject.takesPoint {
      parameters.append("_ point: [Double]")
    } else {
      parameters += names.variables.map { "_ \($0): Double" }
      parameters += subject.code.rowColumns.map { "_ \(names.column($0)): Double" }
    }
    parameters += rowParameters.map { "\($0): [Double]" }
    let results = subject.outputs.map { output in
      switch output.shape {
      case .scalar: "\(output.name): Double"
      case .vector: "\(output.name): [Double]"
      case .matrix: "\(output.name): [[Double]]"
      }
    }
    // A tuple of one has no label.
    let single = results.first.map { $0[($0.firstRange(of: ": ")?.upperBound ?? $0.startIndex)...] }
    let type =
      results.count == 1 ? single.map(String.init) ?? "" : "(\(results.joined(separator: ", ")))"
    return "func \(names.function)(\(parameters.joined(separator: ", "))) -> \(type)"
  }

  /// The body up to the result; what loops over terms have made of the gradient gets the rest.
  private var bodyLines: [String] {
    body.lines { position in
      guard !subject.code.loops.isEmpty, position > 0 else { return nil }
      let place = "gradient[\(position - 1)]"
      return body.output(position, at: place).map { "  \(place) = \($0)" }
    }
  }

  private var result: String {
    var start = 0
    let parts = subject.outputs.map { output in
      if case .vector = output.shape, !subject.code.loops.isEmpty { return output.name }
      let values = (start..<start + output.count).compactMap { body.output($0, at: nil) }
      start += output.count
      switch output.shape {
      case .scalar: return values.joined()
      case .vector: return SwiftExport.list(values, indent: "    ")
      case .matrix(let rows):
        let width = output.count / rows
        let lines = (0..<rows).map {
          SwiftExport.list(Array(values[$0 * width..<($0 + 1) * width]), indent: "      ")
        }
        return SwiftExport.list(lines, indent: "    ")
      }
    }
    guard parts.count > 1 else { return parts.joined() }
    return "(\n" + parts.map { "    " + $0 }.joined(separator: ",\n") + "\n  )"
  }

  private static func list(_ values: [String], indent: String) -> String {
    let short = "[" + values.joined(separator: ", ") + "]"
    guard short.utf8.count > 60 else { return short }
    return "[\n" + values.map { indent + "  " + $0 }.joined(separator: ",\n") + ",\n\(indent)]"
  }

  /// The loop of gradient descent.
  private func descentLines(_ loop: DescentText, _ start: [Double]) -> [String] {
    let count = start.count
    let parameters = rowParameters.map { "\($0): [Double]" }.joined(separator: ", ")
    let arguments = (["point"] + rowParameters.map { "\($0): \($0)" }).joined(separator: ", ")
    var lines = comment(loop.comment)
    lines += [
      "func \(loop.verb)_\(names.function)(\(parameters)) -> (point: [Double], steps: Int) {",
      "  let start: [Double] = [\(start.map(\.description).joined(separator: ", "))]",
      "  var point = start",
    ]
    lines += loop.states.map { state in
      let isZero = state.initial == "0.0"
      return "  var \(state.name): [Double] = "
        + (isZero ? "Array(repeating: 0.0, count: \(count))" : "start")
    }
    lines += loop.scalars.map { "  var \($0.name): Double = \($0.initial)" }
    lines += [
      "  var step = 0", "  while step < \(loop.stepLimit) {",
      "    let gradient = \(names.function)(\(arguments)).gradient",
    ]
    if let tolerance = loop.tolerance {
      lines += [
        "    let steepest = gradient.reduce(0.0) { fabs($1) <= $0 ? $0 : fabs($1) }",
        "    if !(steepest > \(tolerance)) || !steepest.isFinite { break }",
      ]
    }
    if loop.usesTime { lines.append("    let t = Double(step)") }
    lines.append("    let rate: Double = \(loop.rate)")
    lines += loop.stepLines.map { "    " + $0 }
    lines.append("    for i in 0..<\(count) {")
    lines += loop.lines.map { "      " + ($0.isDefinition ? "let " : "") + $0.text }
    return lines + ["    }", "    step += 1", "  }", "  return (point, step)", "}"]
  }
}
