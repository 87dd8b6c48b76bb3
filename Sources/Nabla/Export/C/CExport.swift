import NablaSyntax

/// Writes a function of values and derivatives in C, with no dependency but the C library.
struct CExport {
  private let subject: ExportSubject
  private let body: FunctionBody<CLanguage>
  private var names: CodeNames { body.names }

  /// The text of a file.
  static func text(_ subject: ExportSubject) throws(UnsupportedPart) -> String {
    CExport(subject: subject, body: try FunctionBody(subject)).text
  }

  private var text: String {
    var parts = [includes].filter { !$0.isEmpty }
    parts += body.writer.language.helpers.inOrder.map(\.cText)
    let lines = unused + bodyLines
    parts.append(
      comment() + "\n" + signature + "\n{\n" + lines.joined(separator: "\n") + "\n}")
    if let descent = subject.descent, let loop = DescentText(descent) {
      parts.append(descentLines(loop, descent.start).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var includes: String {
    var lines: [String] = []
    let takesTurns = subject.hasRows || subject.descent != nil
    if body.writer.language.usesMath || takesTurns { lines.append("#include <math.h>") }
    if takesTurns || !subject.code.loops.isEmpty { lines.append("#include <stddef.h>") }
    return lines.joined(separator: "\n")
  }

  /// What is not used is said to be so, lest compilers warn.
  private var unused: [String] {
    let used = subject.code.usedVariables
    guard !subject.takesPoint else {
      return used.isEmpty && subject.code.loops.isEmpty ? ["  (void)point;"] : []
    }
    return names.variables.enumerated().filter { !used.contains($0.offset) }
      .map { "  (void)\($0.element);" }
  }

  /// The body: each output as soon as it is known, the value at the end.
  private var bodyLines: [String] {
    let places = subject.outputs.flatMap { output in
      (0..<output.count).map { index -> String? in
        switch output.shape {
        case .scalar: return output.name == "value" ? nil : "*\(output.name)"
        case .vector: return "\(output.name)[\(index)]"
        case .matrix(let rows):
          let width = output.count / rows
          return "\(output.name)[\(index / width)][\(index % width)]"
        }
      }
    }
    var lines = body.lines { position in
      places[position].flatMap { place in
        body.output(position, at: place).map { "  \(place) = \($0);" }
      }
    }
    if let value = places.firstIndex(of: nil), let text = body.output(value, at: nil) {
      lines.append("  return \(text);")
    }
    return lines
  }

  /// The parameters of rows, in the order of the signature.
  private var rowParameters: [(type: String, name: String)] {
    guard subject.hasRows else { return [] }
    return [("size_t ", "rows")]
      + subject.code.columns.map { ("const double *", names.column($0)) }
  }

  private var signature: String {
    var parameters: [String] = []
    if subject.takesPoint {
      parameters.append("const double point[restrict \(names.variables.count)]")
    } else {
      parameters += names.variables.map { "double \($0)" }
      parameters += subject.code.rowColumns.map { "double \(names.column($0))" }
    }
    parameters += rowParameters.map { $0.type + $0.name }
    for output in subject.outputs where output.name != "value" {
      switch output.shape {
      case .scalar: parameters.append("double *\(output.name)")
      case .vector: parameters.append("double \(output.name)[restrict \(output.count)]")
      case .matrix(let rows):
        parameters.append("double \(output.name)[restrict \(rows)][\(output.count / rows)]")
      }
    }
    let type = subject.outputs.contains { $0.name == "value" } ? "double" : "void"
    let list = parameters.isEmpty ? "void" : parameters.joined(separator: ", ")
    return "\(type) \(names.function)(\(list))"
  }

  private func comment() -> String {
    var lines = subject.comment(body.writer.identifiers, language: "C")
    if subject.takesPoint { lines += ["", subject.pointComment] }
    if subject.hasRows {
      lines.append("rows: how many; a row with NaN for a missing value is left out")
    }
    return CExport.comment(lines)
  }

  /// A block comment; nothing in it can end it early.
  private static func comment(_ lines: [String]) -> String {
    let text = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { line in
        let safe = line.replacing("*/", with: "* /").replacing("/*", with: "/ *")
        return line.isEmpty ? " *" : " * " + safe
      }
    return "/*\n" + text.joined(separator: "\n") + "\n */"
  }

  /// The loop of gradient descent.
  private func descentLines(_ loop: DescentText, _ start: [Double]) -> [String] {
    let count = start.count
    let rows = rowParameters.map { ", " + $0.type + $0.name }.joined()
    let arguments = (["point"] + rowParameters.map(\.name) + ["gradient"]).joined(separator: ", ")
    var lines = [
      CExport.comment(loop.comment),
      "size_t \(loop.verb)_\(names.function)(double point[\(count)]\(rows))", "{",
      "  const double start[\(count)] = {\(start.map(\.description).joined(separator: ", "))};",
      "  double gradient[\(count)];",
    ]
    lines += loop.states.map { "  double \($0.name)[\(count)];" }
    lines += loop.scalars.map { "  double \($0.name) = \($0.initial);" }
    lines += [
      "  size_t step = 0;", "  for (size_t i = 0; i < \(count); i++) {", "    point[i] = start[i];",
    ]
    lines += loop.states.map { "    \($0.name)[i] = \($0.initial);" }
    lines += [
      "  }", "  for (; step < \(loop.stepLimit); step++) {", "    \(names.function)(\(arguments));",
    ]
    if let tolerance = loop.tolerance {
      lines += [
        "    double steepest = 0.0;", "    for (size_t i = 0; i < \(count); i++) {",
        "      if (!(fabs(gradient[i]) <= steepest)) steepest = fabs(gradient[i]);", "    }",
        "    if (!(steepest > \(tolerance)) || !isfinite(steepest)) break;",
      ]
    }
    if loop.usesTime { lines.append("    const double t = (double)step;") }
    lines.append("    const double rate = \(loop.rate.replacing("min(", with: "fmin("));")
    lines += loop.stepLines.map { "    \($0);" }
    lines.append("    for (size_t i = 0; i < \(count); i++) {")
    lines += loop.lines.map { "      " + ($0.isDefinition ? "const double " : "") + $0.text + ";" }
    return lines + ["    }", "  }", "  return step;", "}"]
  }
}
