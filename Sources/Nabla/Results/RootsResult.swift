import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

/// The report on `roots`.
struct RootsResult: Sendable {
  var variable: Name
  /// The ends of the part of the line that was asked for, `nil` for the whole.
  var ends: (lower: RaisedText, upper: RaisedText)?
  var roots: [Root]
  var isComplete: Bool
  var ending: Roots.Ending
  /// Whether every number is a root.
  var isZero: Bool
  var boxCount: Int

  /// A root, or an interval that may hold some.
  struct Root: Sendable {
    var proof: Roots.Root
    var exact: RaisedText?
    /// The exact root as a short decimal, where it is one.
    var decimal: String?
    var value: Double
  }

  init(_ result: Roots, variable: Name, ends: (lower: RaisedText, upper: RaisedText)?) {
    self.variable = variable
    self.ends = ends
    isComplete = result.isComplete
    ending = result.ending
    isZero = result.isZero
    boxCount = result.boxCount
    roots = result.roots.map { root in
      var numeric = Numeric(result.graph)
      return Root(
        proof: root, exact: root.exact.map { RaisedText(result.graph, [$0]) },
        decimal: root.exact.flatMap { numeric.decimal(of: $0) },
        value: root.exact.map { numeric.value($0) } ?? root.bounds.middle)
    }
  }

  /// Most roots that are shown one by one.
  private static let lineLimit = 60

  func addFields(to object: inout JSONObject) {
    object.add("variables", [variable.ascii])
    let list = roots.map { root in
      var entry = JSONObject()
      entry.add("x", root.value)
      entry.add("lower", root.proof.bounds.lower)
      entry.add("upper", root.proof.bounds.upper)
      entry.add("certified", root.proof.exists)
      entry.add("alone", root.proof.isAlone)
      if let exact = root.exact { entry.add("exact", raw: exact.json()) }
      return entry.text
    }
    object.add("roots", raw: JSON.array(list))
    object.add("complete", isComplete)
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText()
    for root in roots.prefix(Self.lineLimit) {
      text.append("  ")
      text.append(line(root, unicode) + "\n", root.proof.exists ? .result : .bad)
    }
    if roots.count > Self.lineLimit {
      text.append("  and \(roots.count - Self.lineLimit) more\n")
    }
    text.append("  " + summary(unicode) + "\n", isComplete ? .good : .plain)
    return text
  }

  private func line(_ root: Root, _ unicode: Bool) -> String {
    let name = variable.text(unicode: unicode)
    if let exact = root.exact {
      let beside = root.proof.isAlone ? "" : ", and perhaps others too near to tell apart"
      if let decimal = root.decimal { return "\(name) = \(decimal)" + beside }
      let digits = NumberText.significant(root.value, ValueResult.digits)
      let form = exact.text(0, PrintStyle(unicode: unicode))
      return "\(name) = \(form) \(unicode ? "≈" : "=") \(digits)" + beside
    }
    if root.proof.isAlone {
      let digits = "\(name) = \(NumberText.significant(root.value, ValueResult.digits))"
      return root.proof.exists ? digits : digits + ": at most one root, not proved to be one"
    }
    let ends = [root.proof.bounds.lower, root.proof.bounds.upper]
      .map { NumberText.significant($0, 9) }
    if ends[0] == ends[1], !root.proof.exists {
      return "\(name) near \(ends[0]): perhaps a root; it may jump or be undefined there"
    }
    return "\(name) in [\(ends[0]), \(ends[1])]: "
      + (root.proof.exists
        ? "at least one root, perhaps more" : "perhaps a root, or several, or none")
  }

  private func summary(_ unicode: Bool) -> String {
    if isZero { return "zero wherever it is defined" }
    let style = PrintStyle(unicode: unicode)
    let place = ends.map { " on [\($0.text(0, style)), \($1.text(0, style))]" } ?? ""
    switch ending {
    case .complete: break
    case .budget: return "not complete: given up after \(boxCount) intervals, roots may be missing"
    case .interrupted: return "interrupted: roots may be missing"
    case .tooLarge: return "not complete: the derivative is too large to work with"
    }
    let proved = roots.count { $0.proof.exists }
    guard isComplete else {
      return
        "not complete: outside the interval\(roots.count { !$0.proof.isAlone } == 1 ? "" : "s") above"
        + " there are no others\(place)"
    }
    switch (proved, roots.count - proved) {
    case (0, 0): return "no roots\(place), proved"
    case (1, 0): return "one root, proved; there are no others\(place)"
    case (_, 0): return "\(proved) roots, proved; there are no others\(place)"
    case (_, let rest):
      return "\(proved) proved, \(rest) not; there are no others\(place)"
    }
  }
}
