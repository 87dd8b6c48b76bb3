import NablaAlgebra

extension CompositionRules {
  /// A mean or a sum over rows bends as its argument does in every row; the greatest of convex
  /// values is convex, the least of concave ones concave.
  func aggregate(_ id: NodeID, _ operands: [NodeID]) -> RuleFinding {
    let body = finding(of: operands[0])
    var result = body
    result.form = nil
    result.logarithm = .unknown
    let name = graph.aggregate(id).noun
    result.phrase = Phrase(
      "a \(name) of \(body.phrase.plural)", "\(name)s of \(body.phrase.plural)")
    switch graph.aggregate(id) {
    case .mean, .sum:
      if body.bend.isAffine { result = affine(nil) }
    case .greatest, .least:
      let isKept = graph.aggregate(id) == .greatest ? body.bend.isConvex : body.bend.isConcave
      guard isKept else { return .unknown() }
      result.bend = graph.aggregate(id) == .greatest ? .convex : .concave
      result.strict = LinearSpan()
      result.varying = LinearSpan()
    case .count, .median, .quantile: return .unknown()
    }
    return result
  }
}

extension Aggregate {
  /// How an explanation calls its value.
  fileprivate var noun: String {
    switch self {
    case .mean, .sum, .count, .median, .quantile: name
    case .least: "minimum"
    case .greatest: "maximum"
    }
  }
}
