import NablaOptimization

extension SQLExport {
  /// A whole descent as one query: one aggregation over the rows, and a recursive table of steps.
  static func descentText(
    _ subject: ExportSubject, _ dialect: SQLDialect
  ) throws(UnsupportedPart) -> String {
    guard dialect != .spark else {
      throw UnsupportedPart(part: "loop in one query", hint: "write `export pyspark`")
    }
    guard let descent = subject.descent, let loop = DescentText(descent),
      descent.plan.method == .gradientDescent, descent.plan.schedule == .constant
    else {
      throw UnsupportedPart(
        part: "words for this method of descent",
        hint: "add `alpha 0.01` for gradient descent, or write `export pyspark`")
    }
    guard subject.code.passes.allSatisfy({ !$0.isParametric }) else {
      throw UnsupportedPart(
        part: "one query for a loss that is no polynomial in its parameters",
        hint: "write `export pyspark`, or `export sql grad` for one step")
    }
    var export = SQLExport(subject, dialect)
    let query = try export.descentQuery(loop, descent)
    return export.comment() + loop.comment.dropLast().map { "-- \($0)\n" }.joined()
      + export.statement(query, isRecursive: true) + ";\n"
  }

  private mutating func descentQuery(
    _ loop: DescentText, _ descent: ExportSubject.Descent
  ) throws(UnsupportedPart) -> String {
    try addPasses()
    writer.namesParts = false
    let block = try writer.write(subject.code.result, inputs: scalars)
    let (steps, next) = (
      writer.identifiers.fresh("descent"), writer.identifiers.fresh("step_number")
    )
    let slopes = block.outputs.dropFirst()
    let sign = descent.isMaximum ? " + " : " - "
    let moves = zip(names.variables, slopes).map {
      $0 + sign + loop.rate + " * " + $1.text(.sign)
    }
    let start = zip(names.variables, descent.start).map { name, value in
      "CAST(\(value < 0 ? "-" : "")\(dialect.literal(value.magnitude)) AS \(dialect.double)) AS \(name)"
    }
    var condition = "\(next) < \(loop.stepLimit)"
    if let tolerance = loop.tolerance {
      let limit = dialect.literal(tolerance)
      condition +=
        "\n  AND (" + slopes.map { "ABS(\($0.text)) > \(limit)" }.joined(separator: "\n    OR ")
        + ")"
    }
    let source = [steps] + totals
    stages.append(
      (
        steps,
        "SELECT\n" + columns(["0 AS \(next)"] + start) + "\nUNION ALL\n"
          + select(["\(next) + 1"] + moves, from: source) + "\nWHERE " + condition
      ))
    let last = "\nWHERE \(next) = (SELECT MAX(\(next)) FROM \(steps))"
    let value = block.outputs.first.map { ["\($0.text) AS value"] } ?? []
    return select(["\(next) AS step"] + names.variables + value, from: source) + last
  }
}
