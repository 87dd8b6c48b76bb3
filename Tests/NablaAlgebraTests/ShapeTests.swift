import Foundation
import NablaAlgebra
import Testing

/// The table's bends and trends against chords and differences.
@Suite("Shapes of the functions")
struct ShapeTests {
  private static let shaped = Function.named.filter {
    !$0.row.shape.bends.isEmpty && $0.row.arity.lowerBound == 1
  }

  /// Points spread over the part of a piece where the function can be told from its chords.
  private func points(_ from: Double, _ to: Double, _ function: Function) -> [Double] {
    let (low, high) = (max(from, -4), min(to, 4))
    return (0...40).map { low + (high - low) * Double($0) / 40 }
      .filter { function.evaluate([$0]).isFinite }
  }

  @Test("chords lie above convex pieces and below concave ones", arguments: shaped)
  func bends(function: Function) {
    for piece in function.row.shape.bends {
      let points = points(piece.from, piece.to, function)
      #expect(points.count > 5)
      for (a, b) in zip(points, points.dropFirst(4)) {
        let chord = (function.evaluate([a]) + function.evaluate([b])) / 2
        let excess = chord - function.evaluate([(a + b) / 2])
        let noise = 1e-15 * (1 + abs(chord))
        switch piece.property {
        case .convex: #expect(excess >= -noise, "\(a)...\(b)")
        case .concave: #expect(excess <= noise, "\(a)...\(b)")
        case .strictlyConvex: #expect(excess > 0, "\(a)...\(b)")
        case .strictlyConcave: #expect(excess < 0, "\(a)...\(b)")
        }
      }
    }
  }

  @Test("values rise or fall as the table says", arguments: shaped)
  func trends(function: Function) {
    for piece in function.row.shape.trends {
      let points = points(piece.from, piece.to, function)
      for (a, b) in zip(points, points.dropFirst()) {
        let rise = function.evaluate([b]) - function.evaluate([a])
        switch piece.property {
        case .rising: #expect(rise >= 0)
        case .strictlyRising: #expect(rise > 0, "\(a)...\(b)")
        case .strictlyFalling: #expect(rise < 0, "\(a)...\(b)")
        }
      }
    }
  }

  @Test("max and hypot are convex in the plane, min is concave", arguments: [1, 2, 3])
  func joint(seed: Int) {
    for step in 0..<200 {
      let angles = [1.0, 2.3, 3.1, 4.7].map { sin(Double(step * seed) * $0) * 3 }
      let (a, b) = (Array(angles[..<2]), Array(angles[2...]))
      let middle = zip(a, b).map { ($0 + $1) / 2 }
      for (function, sign) in [(Function.max, 1.0), (.hypot, 1), (.min, -1)] {
        let chord = (function.evaluate(a) + function.evaluate(b)) / 2
        #expect(sign * (chord - function.evaluate(middle)) >= -1e-15)
      }
    }
  }
}
