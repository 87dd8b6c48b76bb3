import NablaAlgebra
import NablaEvaluation

extension ConvexityExamination {
  /// Eigenvalues below this part of the largest are not told from zero.
  private static let spectrumMargin = 1e-9

  /// A loss over the rows of a table: a Hessian that is the same at every point is a matrix of
  /// numbers from the data; else composition rules, in which a mean bends as its argument does.
  func overRows() -> Convexity {
    var result = byRules()
    result.isDefined =
      graph.flags(root).contains(.isTotal) || enclosures(of: [root])[0].isDefined
    guard
      var objective = RowObjective(graph, root: root, variables: variables, data: data),
      !graph.flags(root).contains(.isPiecewise), result.isDefined,
      let hessian = objective.constantHessian(), hessian.allSatisfy(\.isFinite),
      let eigen = symmetricEigen(hessian, variables.count)
    else { return result }
    let spectrum = Spectrum(values: eigen.values, vectors: eigen.vectors)
    // Sums over rows are right to a few roundings of the sum of magnitudes; a margin of millions of
    // them leaves room for terms that cancel.
    let rounding = Self.spectrumMargin * spectrum.radius
    let name = variables.count == 1 ? "second derivative" : "Hessian"
    let definite = variables.count == 1 ? "" : " definite"
    if spectrum.smallest > rounding {
      result.reason = result.verdict.isConvex ? "\(result.reason), and its" : "its"
      result.verdict = .strictlyConvex
      result.reason += " \(name) is constant and positive\(definite)"
    } else if spectrum.largest < -rounding {
      result.reason = result.verdict.isConcave ? "\(result.reason), and its" : "its"
      result.verdict = .strictlyConcave
      result.reason += " \(name) is constant and negative\(definite)"
    } else if spectrum.smallest < -rounding, spectrum.largest > rounding {
      result.verdict = .neither
      result.reason = "its Hessian is constant and indefinite"
    }
    return result
  }
}
