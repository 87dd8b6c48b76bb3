import NablaAlgebra
import NablaEvaluation

/// The curvature of a function at sample points, in doubles: no proof, but a hint where to look.
struct HessianSamples {
  private let hessian: HessianProgram
  private let dimension: Int

  init(_ graph: inout ExpressionGraph, _ root: NodeID, by variables: [Symbol]) {
    dimension = variables.count
    hessian = HessianProgram(&graph, root: root, variables: variables)
  }

  /// Points with the directions of least and greatest curvature, those that bend most first.
  func guesses(on box: [Interval]) -> [ChordSearch.Guess] {
    var falling: [(guess: ChordSearch.Guess, curvature: Double)] = []
    var rising = falling
    for point in SamplePoints(of: box, count: 40 * dimension).points {
      guard let spectrum = spectrum(at: point), let least = spectrum.vectors.first,
        let greatest = spectrum.vectors.last
      else { continue }
      let noise = 1e-9 * spectrum.radius
      if spectrum.smallest < -noise {
        falling.append((.init(point: point, direction: least), spectrum.smallest / spectrum.radius))
      }
      if spectrum.largest > noise {
        rising.append(
          (.init(point: point, direction: greatest), -spectrum.largest / spectrum.radius))
      }
    }
    // The middle of the box comes first among equals, since its numbers are the shortest.
    let best = [falling, rising].map { list in
      list.enumerated().sorted {
        ($0.element.curvature, $0.offset) < ($1.element.curvature, $1.offset)
      }
      .prefix(12).map(\.element.guess)
    }
    return zipLongest(best[0], best[1])
  }

  private func zipLongest(
    _ a: [ChordSearch.Guess], _ b: [ChordSearch.Guess]
  ) -> [ChordSearch.Guess] {
    (0..<max(a.count, b.count)).flatMap { index in
      [a, b].compactMap { index < $0.count ? $0[index] : nil }
    }
  }

  private func spectrum(at point: [Double]) -> Spectrum? {
    SymmetricMatrix(hessian.evaluate(at: point), dimension: dimension)?.spectrum()
  }
}
