import NablaAlgebra

extension CompositionRules {
  /// A built-in function of its arguments.
  mutating func call(_ id: NodeID, _ operands: [NodeID]) -> RuleFinding {
    let function = graph.function(id)
    var result = composed(
      function.row.shape, operands, phrase(function))
    switch function {
    case .exp: result.logarithm = finding(of: operands[0]).bend
    case .cosh, .gamma: if finding(of: operands[0]).bend.isAffine { result.logarithm = .convex }
    case .sigmoid: if finding(of: operands[0]).bend.isConcave { result.logarithm = .concave }
    case .log, .log2, .log10: logarithm(of: operands[0], function, &result)
    default: break
    }
    if function == .gamma, range(operands[0]).lowerBound < 0 { result.logarithm = .unknown }
    return result
  }

  private func phrase(_ function: Function) -> Phrase {
    switch function {
    case .exp: Phrase("the exponential of ", "exponentials of ")
    case .log: Phrase("the logarithm of ", "logarithms of ")
    case .abs: Phrase("the absolute value of ", "absolute values of ")
    case .max: Phrase("the maximum of ", "maxima of ")
    case .min: Phrase("the minimum of ", "minima of ")
    case .hypot: Phrase("the Euclidean norm of ", "Euclidean norms of ")
    default: Phrase("\(function.row.name) of ", "values of \(function.row.name) of ")
    }
  }

  /// The logarithm of a sum of exponentials and its kin.
  private func logarithm(of argument: NodeID, _ function: Function, _ result: inout RuleFinding) {
    guard result.bend == .unknown else { return }
    switch finding(of: argument).logarithm {
    case .constant, .affine: result.bend = .affine
    case .convex: result.bend = .convex
    case .concave: result.bend = .concave
    case .unknown: return
    }
    let kind = result.bend == .concave ? "log-concave" : "log-convex"
    result.phrase = Phrase("the logarithm of a \(kind) term", "logarithms of \(kind) terms")
  }

  /// The rule of composition: convex of affine, convex and rising of convex, convex and falling of
  /// concave; likewise for concave.
  func composed(_ shape: Shape, _ operands: [NodeID], _ name: Phrase) -> RuleFinding {
    let arguments = operands.map { finding(of: $0) }
    let ranges = operands.map { range($0) }
    var result = RuleFinding.unknown()
    result.phrase = phrase(name, arguments)
    let bends = shape.bends.filter { piece in ranges.allSatisfy { piece.holds($0) } }
    guard let bend = bends.first?.property else { return result }
    let isConvex = bend == .convex || bend == .strictlyConvex
    let areMatching = zip(arguments, ranges).allSatisfy { argument, range in
      if argument.bend.isAffine { return true }
      switch shape.trends.first(where: { $0.holds(range) })?.property {
      case .rising, .strictlyRising:
        return isConvex ? argument.bend.isConvex : argument.bend.isConcave
      case .strictlyFalling: return isConvex ? argument.bend.isConcave : argument.bend.isConvex
      case nil: return false
      }
    }
    guard areMatching else { return result }
    result.bend = isConvex ? .convex : .concave
    if arguments.count == 1 {
      let isStrict = bend == .strictlyConvex || bend == .strictlyConcave
      let trend = shape.trends.first { $0.holds(ranges[0]) }?.property
      result.strict = strictness(arguments[0], isStrict, trend)
      result.varying = result.strict
      // A bowl of an affine expression is constant on no segment either.
      if arguments[0].bend.isAffine, !shape.trends.isEmpty {
        result.varying.formUnion(arguments[0].varying)
      }
    }
    return result
  }

  private func strictness(
    _ argument: RuleFinding, _ isStrict: Bool, _ trend: Shape.Trend?
  ) -> LinearSpan {
    if argument.bend.isAffine { return isStrict ? argument.varying : LinearSpan() }
    guard trend == .strictlyRising || trend == .strictlyFalling else { return LinearSpan() }
    var span = argument.strict
    if isStrict { span.formUnion(argument.varying) }
    return span
  }

  private func phrase(_ name: Phrase, _ arguments: [RuleFinding]) -> Phrase {
    let words =
      arguments.count == 1
      ? arguments[0].phrase
      : arguments.allSatisfy { $0.bend.isAffine } ? Phrase("affine terms") : Phrase("several terms")
    guard words.singular.count < 60 else {
      return Phrase(name.singular + "another term", name.plural + "other terms")
    }
    return Phrase(name.singular + words.singular, name.plural + words.plural)
  }
}

extension Shape.Piece {
  /// Whether the piece holds on a range of arguments.
  func holds(_ range: ClosedRange<Double>) -> Bool {
    from <= range.lowerBound && range.upperBound <= to
  }
}
