import NablaAlgebra
import NablaEvaluation

/// The body of an exported function in a language with loops, up to its outputs.
struct FunctionBody<Language: LoopLanguage> {
  /// How many rows are added up before rounding errors are taken care of; the compensation then
  /// costs next to nothing, and errors still do not grow with the rows.
  private static var blockLength: Int { 64 }

  let subject: ExportSubject
  let names: CodeNames
  private let result: StraightLine
  private(set) var writer = CodeWriter(Language())
  /// The passes over rows, and the loops over terms.
  private var rowLines: [String] = []
  /// The name of what loops over terms add up to.
  private var sum: String?
  private var block: CodeWriter<Language>.Block

  /// Writes passes over rows and what is made of them.
  init(_ subject: ExportSubject) throws(UnsupportedPart) {
    self.subject = subject
    names = CodeNames(subject, &writer.identifiers)
    result = subject.code.result.sharingExponentials()
    block = CodeWriter<Language>.Block()
    if subject.hasRows {
      for position in subject.code.usedVariables.sorted() {
        if let line = read(position) { rowLines.append(line) }
      }
    }
    var aggregates = names.aggregates.map { CodeText(text: $0) }
    for pass in subject.code.passes { try write(pass, &aggregates) }
    try writeTermLoops()
    let columns = subject.code.rowColumns.map { CodeText(text: names.column($0)) }
    block = try writer.write(result, inputs: variables + aggregates + columns)
  }

  /// The text of an output, with what loops over terms have put at its `place`, for the value their
  /// sum; `nil` where that is all.
  func output(_ position: Int, at place: String?) -> String? {
    let value = block.outputs[position]
    guard let sum else { return value.text }
    guard case .constant(0) = result.outputs[position] else {
      return (CodeText(text: place ?? sum) + value).text
    }
    return place == nil ? sum : nil
  }

  /// All lines, with those that `write` gives for outputs.
  func lines(write: (Int) -> String?) -> [String] {
    rowLines
      + block.lines(
        read: { subject.hasRows ? nil : read($0) },
        define: { "  " + writer.language.define($0, $1) }, write: write)
  }

  /// The line that makes an element of the point known by its name.
  private func read(_ position: Int) -> String? {
    guard subject.takesPoint, position < names.variables.count else { return nil }
    return "  " + writer.language.define(names.variables[position], "point[\(position)]")
  }

  private var variables: [CodeText] { names.variables.map { CodeText(text: $0) } }

  private mutating func define(
    _ definitions: [(name: String, value: CodeText)], indent: String
  ) {
    for (name, value) in definitions {
      rowLines.append(indent + writer.language.define(name, value.text))
    }
  }

  /// The loops over terms that repeat: they add up the value and the gradient.
  private mutating func writeTermLoops() throws(UnsupportedPart) {
    guard !subject.code.loops.isEmpty else { return }
    let sum = writer.identifiers.fresh("sum")
    self.sum = sum
    rowLines += [
      "  " + writer.language.declare(sum, "0.0"),
      "  " + writer.language.zeros("gradient", count: names.variables.count),
    ]
    for loop in subject.code.loops {
      rowLines.append(
        "  " + writer.language.loop(from: loop.first, below: loop.end, by: loop.stride))
      let places = loop.offsets.map { $0 == 0 ? "[i]" : "[i + \($0)]" }
      let inputs = loop.offsets.map { writer.identifiers.fresh("p\($0)") }
      define(
        zip(inputs, places).map { ($0, CodeText(text: "point" + $1)) }, indent: "    ")
      let block = try writer.write(
        loop.body.sharingExponentials(), inputs: inputs.map { CodeText(text: $0) })
      define(block.definitions, indent: "    ")
      let totals = [sum] + places.map { "gradient" + $0 }
      for (total, value) in zip(totals, block.outputs) {
        let text = (CodeText(text: total) + value).text
        rowLines.append("    " + writer.language.assign(total, text))
      }
      rowLines.append("  }")
    }
  }

  /// A loop over rows, and the aggregates that it makes.
  private mutating func write(
    _ pass: ExportCode.Pass, _ aggregates: inout [CodeText]
  ) throws(UnsupportedPart) {
    let language = writer.language
    let count = writer.identifiers.fresh("seen")
    rowLines.append("  " + language.declareCount(count))
    let results = pass.places.map { names.aggregates[$0] }
    let sums = zip(results, pass.aggregates).filter { $0.1.isLinear }.map(\.0)
    for (name, aggregate) in zip(results, pass.aggregates) {
      switch aggregate {
      case .mean, .sum:
        for stem in ["total_", "error_"] {
          rowLines.append("  " + language.declare(stem + name, "0.0"))
        }
      case .count: break
      case .least, .greatest: rowLines.append("  " + language.declare(name, language.nan))
      case .median, .quantile:
        throw UnsupportedPart(part: "`\(aggregate.name)` over rows")
      }
    }
    let witness = (pass.columns.first ?? pass.sample.first).map { names.column($0) } ?? ""
    let heads = language.loops(overBlocksOf: Self.blockLength, in: witness)
    rowLines += heads.blocks.map { "  " + $0 }
    rowLines += sums.map { "    " + language.declare("part_" + $0, "0.0") }
    rowLines.append("    " + heads.rows)
    let sample = pass.sample.map { names.column($0) + "[row]" }
    if !sample.isEmpty { rowLines.append("      " + language.skip(sample)) }
    let columns = pass.columns.map { CodeText(text: names.column($0) + "[row]") }
    let block = try writer.write(
      pass.row.sharingExponentials(), inputs: variables + aggregates + columns)
    define(block.definitions, indent: "      ")
    for ((name, aggregate), value) in zip(zip(results, pass.aggregates), block.outputs) {
      take(value, name, aggregate, count: count)
    }
    rowLines += ["      " + language.assign(count, count + " + 1"), "    }"]
    rowLines += sums.map {
      "    " + language.add("part_" + $0, to: "total_" + $0, "error_" + $0)
    }
    rowLines.append("  }")
    for (name, aggregate) in zip(results, pass.aggregates) {
      finish(name, aggregate, count: count)
    }
  }

  private mutating func take(
    _ value: CodeText, _ name: String, _ aggregate: Aggregate, count: String
  ) {
    switch aggregate {
    case .mean, .sum:
      writer.language.use(.add)
      writer.language.use(.total)
      let sum = CodeText(text: "part_" + name) + value
      rowLines.append("      " + writer.language.assign("part_" + name, sum.text))
    case .least, .greatest:
      let helper: CodeHelper = aggregate == .least ? .min : .max
      writer.language.use(helper)
      let folded = "\(helper.name)(\(name), \(value.text))"
      rowLines.append(
        "      "
          + writer.language.assign(name, "\(count) == 0 ? \(value.text(.primary)) : \(folded)"))
    case .count, .median, .quantile: break
    }
  }

  private mutating func finish(_ name: String, _ aggregate: Aggregate, count: String) {
    let total = "\(CodeHelper.total.name)(total_\(name), error_\(name))"
    let number = writer.language.double(count)
    switch aggregate {
    case .mean: rowLines.append("  " + writer.language.define(name, total + " / " + number))
    case .sum: rowLines.append("  " + writer.language.define(name, total))
    case .count: rowLines.append("  " + writer.language.define(name, number))
    case .least, .greatest, .median, .quantile: break
    }
  }
}
