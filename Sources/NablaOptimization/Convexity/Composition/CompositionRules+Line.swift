import NablaAlgebra
import NablaEvaluation

extension CompositionRules {
  /// Most expressions that are looked at as functions of one affine term.
  private static let lineLimit = 16

  /// What is known of an expression in which all variables stand in one affine term, as those of a
  /// loss stand in the residual: the bend of a function of one variable, at that term.
  ///
  /// `nil` where there are several such terms, where anything else differs from row to row, and where
  /// the function of one variable has no bend that is proved.
  mutating func alongAffineTerm(_ id: NodeID) -> RuleFinding? {
    guard lineExaminations < Self.lineLimit, let line = affineLine(below: id) else { return nil }
    let image = graph.substituting(line.images, in: [id])[0]
    guard graph.halt == nil, let symbol = graph.symbol(line.place),
      graph.variables(below: [image]) == [symbol], graph.columns(below: [image]).isEmpty
    else { return nil }
    lineExaminations += 1
    let convexity = LineConvexity(
      graph, image, by: symbol, on: line.part, isInterrupted: isInterrupted)
    var result = RuleFinding.unknown(
      Phrase("a convex function of an affine term", "convex functions of affine terms"))
    switch convexity?.verdict {
    case .convex: result.bend = .convex
    case .strictlyConvex:
      result.bend = .convex
      result.strict = finding(of: line.term).varying
    case .concave: result.bend = .concave
    case .strictlyConcave:
      result.bend = .concave
      result.strict = finding(of: line.term).varying
    case .affine, .neither, .unknown, nil: return nil
    }
    if result.bend == .concave {
      result.phrase = Phrase(
        "a concave function of an affine term", "concave functions of affine terms")
    }
    result.varying = result.strict
    return result
  }

  /// One affine term in place of which a variable can stand, the term's values, and what each of the
  /// affine parts below becomes.
  private typealias Line = (
    term: NodeID, place: NodeID, part: LinePart, images: [NodeID: NodeID]
  )

  private mutating func affineLine(below id: NodeID) -> Line? {
    let (affine, comparisons) = affineParts(below: id)
    let parts = affine + comparisons.map { graph.difference($0.left, $0.right) }
    guard let term = affine.first ?? parts.first else { return nil }
    let bounds = range(term)
    guard bounds.lowerBound < bounds.upperBound else { return nil }
    // No name that can be written has a space in it.
    let place = graph.variable("affine term")
    var images = [term: place]
    for other in parts where other != term {
      let (difference, sum) = (graph.difference(other, term), graph.sum(other, term))
      if graph.number(difference) != nil {
        images[other] = graph.sum(place, difference)
      } else if graph.number(sum) != nil {
        images[other] = graph.difference(sum, place)
      } else {
        return nil
      }
    }
    for (comparison, difference) in zip(comparisons, parts.dropFirst(affine.count)) {
      guard let image = images[difference] else { return nil }
      images[comparison.id] = graph.call(graph.function(comparison.id), [image, graph.number(0)])
    }
    return (term, place, LinePart(end(bounds.lowerBound), end(bounds.upperBound)), images)
  }

  private func end(_ bound: Double) -> LinePoint {
    Rational(exactly: bound).map { LinePoint($0) } ?? .infinity(bound)
  }

  /// The largest affine expressions below one that is not, those of rows and of numbers alone left
  /// out, and the comparisons of two of them, which are comparisons of their difference with 0.
  private func affineParts(
    below id: NodeID
  ) -> (affine: [NodeID], comparisons: [(id: NodeID, left: NodeID, right: NodeID)]) {
    var affine: [NodeID] = []
    var comparisons: [(id: NodeID, left: NodeID, right: NodeID)] = []
    var waiting = [id]
    var seen: Set<NodeID> = []
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      let operands = Array(graph.operands(next))
      switch finding(of: next).bend {
      case .constant: continue
      case .affine where graph.kind(next) == .scale: waiting.append(operands[1])
      case .affine: affine.append(next)
      case .convex, .concave, .unknown:
        if graph.kind(next) == .call, Self.comparisons.contains(graph.function(next)),
          operands.allSatisfy({ finding(of: $0).bend.isAffine })
        {
          comparisons.append((next, operands[0], operands[1]))
        } else {
          waiting += operands
        }
      }
    }
    return (affine, comparisons)
  }

  private static let comparisons: Set<Function> = [.less, .lessOrEqual, .equal, .notEqual]
}
