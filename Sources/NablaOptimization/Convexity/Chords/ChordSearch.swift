import NablaAlgebra
import NablaEvaluation

/// The search for chords that refute convexity or concavity in several variables.
struct ChordSearch {
  /// The chord below the graph and the one above it, as far as they were found.
  private(set) var above: Chord?
  private(set) var below: Chord?

  private var test: ChordTest
  private let box: [Interval]

  /// Where to look: a point, and a direction along which the graph seems to bend a way.
  struct Guess {
    var point: [Double]
    var direction: [Double]
  }

  init(_ graph: ExpressionGraph, _ root: NodeID, by variables: [Symbol], on box: [Interval]) {
    test = ChordTest(graph, root, by: variables)
    self.box = box
  }

  var isComplete: Bool { above != nil && below != nil }

  /// Tries chords through the point, long ones with short numbers first.
  mutating func look(along guess: Guess) {
    let size = guess.direction.maxNorm
    guard size > 0, size.isFinite else { return }
    for digits in [0, 1, 3, 6] {
      let point = guess.point.map { Self.rounded($0, digits: digits) }
      let direction = guess.direction.map { Self.rounded($0 / size, digits: max(1, digits)) }
      var length = Rational(4)
      for _ in 0..<14 {
        let a = zip(point, direction).map { $0 - $1 * length }
        let b = zip(point, direction).map { $0 + $1 * length }
        if isInside(a), isInside(b) { take(a, b) }
        if isComplete { return }
        length = length * Chord.half
      }
    }
  }

  /// Keeps a chord if it is the first on its side.
  mutating func take(_ a: [Rational], _ b: [Rational]) {
    guard a != b, let side = test.side(a, b) else { return }
    switch side {
    case .above: if above == nil { above = test.chord(a, b) }
    case .below: if below == nil { below = test.chord(a, b) }
    }
  }

  private func isInside(_ point: [Rational]) -> Bool {
    zip(point, box).allSatisfy { $1.contains(Interval($0)) }
  }

  /// The nearest number with so many decimals.
  private static func rounded(_ value: Double, digits: Int) -> Rational {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let whole = (value * scale).rounded()
    guard abs(whole) < 1e15, let result = Rational(Int(whole), Int(scale)) else {
      return Rational(exactly: value) ?? .zero
    }
    return result
  }
}
