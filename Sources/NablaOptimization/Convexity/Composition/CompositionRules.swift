import NablaAlgebra

/// The rules of disciplined convex programming on an expression graph: from the bends of the
/// parts, and from the ranges that they take on a box, to the bend of the whole.
///
/// Source: Grant, Boyd and Ye, Disciplined convex programming, in Global Optimization: From Theory
/// to Implementation, Springer 2006; Boyd and Vandenberghe, Convex Optimization, section 3.2. The
/// rules say nothing wrong; where they say nothing, an expression may still be convex.
struct CompositionRules {
  var graph: ExpressionGraph
  let variables: [Symbol]
  /// The values that a node takes on the box, or more.
  let range: (NodeID) -> ClosedRange<Double>
  let isInterrupted: () -> Bool
  private(set) var known: [NodeID: RuleFinding] = [:]
  /// How many parts were looked at as functions of one variable.
  var lineExaminations = 0

  /// The functions that jump between constants, so that they bend nowhere.
  private static let stepFunctions: Set<Function> = [
    .less, .lessOrEqual, .equal, .notEqual, .and, .or, .not, .sign, .floor, .ceil, .round,
  ]

  /// Most variables for which strictness is looked into, which takes exact linear algebra.
  private static let strictnessLimit = 32

  /// Works through all nodes below `root`, in time linear in their number for few variables.
  init(
    _ graph: ExpressionGraph, _ root: NodeID, by variables: [Symbol],
    isInterrupted: @escaping () -> Bool, range: @escaping (NodeID) -> ClosedRange<Double>
  ) {
    self.graph = graph
    self.variables = variables
    self.range = range
    self.isInterrupted = isInterrupted
    for id in graph.nodes(below: [root]) { known[id] = finding(id) }
  }

  /// What is known of a node whose operands have been worked through.
  func finding(of id: NodeID) -> RuleFinding { known[id] ?? .unknown() }

  private mutating func finding(_ id: NodeID) -> RuleFinding {
    let varies = graph.symbol(id).map { variables.contains($0) } ?? false
    let operands = Array(graph.operands(id))
    if !varies, operands.allSatisfy({ finding(of: $0).bend == .constant }) {
      let isPositive = range(id).lowerBound > 0
      return RuleFinding(
        bend: .constant, form: zeros, logarithm: isPositive ? .constant : .unknown,
        phrase: Phrase("a constant", "constants"))
    }
    var result: RuleFinding
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .variable: result = affine(form(of: id))
    case .scale: result = scaled(operands[1], by: graph.number(operands[0]))
    case .sum: result = sum(gatheringQuadratic(operands))
    case .product: result = product(id, operands)
    case .power: result = power(id, operands)
    case .call: result = call(id, operands)
    case .aggregate: result = aggregate(id, operands)
    }
    if result.bend == .unknown, mayBend(id), let known = alongAffineTerm(id) { result = known }
    if result.logarithm == .unknown, range(id).lowerBound > 0, result.bend.isConcave {
      result.logarithm = .concave
    }
    return result
  }

  /// Whether an expression of which the other rules say nothing is worth a look at a line.
  ///
  /// What is a function of one variable to begin with is examined on the whole line in any case.
  private func mayBend(_ id: NodeID) -> Bool {
    guard variables.count > 1 || !graph.columns(below: [id]).isEmpty else { return false }
    switch graph.kind(id) {
    case .sum, .product, .power, .scale: return true
    case .call: return !Self.stepFunctions.contains(graph.function(id))
    case .number, .real, .pi, .e, .variable, .aggregate: return false
    }
  }

  private var zeros: [Rational]? {
    variables.count <= Self.strictnessLimit ? variables.map { _ in .zero } : nil
  }

  private func form(of id: NodeID) -> [Rational]? {
    guard let symbol = graph.symbol(id), let zeros else { return nil }
    return zip(variables, zeros).map { $0 == symbol ? .one : $1 }
  }

  /// An affine expression with these coefficients.
  func affine(_ form: [Rational]?) -> RuleFinding {
    RuleFinding(
      bend: .affine, varying: LinearSpan(form.map { [$0] } ?? []), form: form,
      phrase: Phrase("an affine term", "affine terms"))
  }

  private func scaled(_ term: NodeID, by factor: Rational?) -> RuleFinding {
    let inner = finding(of: term)
    guard let factor, !factor.isZero else {
      return RuleFinding(bend: .constant, form: zeros, phrase: Phrase("a constant", "constants"))
    }
    if inner.bend.isAffine {
      return affine(inner.form.map { $0.map { $0 * factor } })
    }
    var result = inner
    if factor.isNegative {
      result.bend = inner.bend.flipped
      result.logarithm = .unknown
      result.phrase = Phrase(
        "minus \(inner.phrase.singular)", "negatives of \(inner.phrase.plural)")
    }
    return result
  }

  /// The terms of a sum with those of second order in one, where rules say nothing of some of them
  /// and the quadratic form that they make up together is convex or concave.
  private mutating func gatheringQuadratic(_ operands: [NodeID]) -> [RuleFinding] {
    let findings = operands.map { finding(of: $0) }
    guard variables.count <= Self.strictnessLimit, findings.contains(where: { $0.bend == .unknown })
    else { return findings }
    var quadratic: [NodeID] = []
    var others: [RuleFinding] = []
    for (term, finding) in zip(operands, findings) {
      if finding.bend.isAffine || graph.constantHessian(of: term, by: variables) == nil {
        others.append(finding)
      } else {
        quadratic.append(term)
      }
    }
    let form = graph.sum(quadratic)
    guard let matrix = graph.constantHessian(of: form, by: variables) else { return findings }
    let diagonal = Congruence(matrix).diagonal
    let isConvex = diagonal.allSatisfy { !$0.isNegative }
    guard isConvex || diagonal.allSatisfy({ $0.signum <= 0 }) else { return findings }
    let name = isConvex ? "convex quadratic form" : "concave quadratic form"
    let span = LinearSpan(matrix)
    return others + [
      RuleFinding(
        bend: isConvex ? .convex : .concave, strict: span, varying: span,
        phrase: Phrase("a \(name)", "\(name)s"))
    ]
  }

  private func sum(_ terms: [RuleFinding]) -> RuleFinding {
    if terms.allSatisfy({ $0.bend.isAffine }) { return affine(total(of: terms)) }
    let bending = terms.filter { !$0.bend.isAffine }
    var result = RuleFinding.unknown()
    if terms.allSatisfy({ $0.bend.isConvex }) {
      result.bend = .convex
    } else if terms.allSatisfy({ $0.bend.isConcave }) {
      result.bend = .concave
    }
    if terms.allSatisfy({ $0.logarithm.isConvex }) { result.logarithm = .convex }
    for term in bending { result.strict.formUnion(term.strict) }
    result.varying = result.strict
    result.phrase = phrase(
      ofSum: bending.map(\.phrase), hasAffine: terms.contains { $0.bend == .affine })
    return result
  }

  private func total(of terms: [RuleFinding]) -> [Rational]? {
    terms.reduce(zeros) { total, term in
      guard let total, let form = term.form else { return nil }
      return zip(total, form).map { $0 + $1 }
    }
  }

  private func phrase(ofSum phrases: [Phrase], hasAffine: Bool) -> Phrase {
    var kinds: [(phrase: Phrase, count: Int)] = []
    for phrase in phrases {
      if let position = kinds.firstIndex(where: { $0.phrase == phrase }) {
        kinds[position].count += 1
      } else {
        kinds.append((phrase, 1))
      }
    }
    if kinds.count > 3 { return Phrase("a sum of several terms", "sums of several terms") }
    var words = kinds.map { $0.count > 1 ? $0.phrase.plural : $0.phrase.singular }
    if phrases.count == 1, !hasAffine { return phrases[0] }
    if hasAffine { words.append("an affine term") }
    let list = words.dropLast().joined(separator: ", ")
    let text = list.isEmpty ? words[0] : "\(list) and \(words[words.count - 1])"
    return Phrase("a sum of \(text)", "sums of \(text)")
  }
}
