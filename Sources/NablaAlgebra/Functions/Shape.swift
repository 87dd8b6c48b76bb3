/// How a function's graph bends and where it rises, for composition rules.
///
/// For several arguments it holds jointly, and for each of them.
package struct Shape: Sendable {
  /// What holds on a range of the argument, ends included where the function is defined there.
  package struct Piece<Property: Sendable>: Sendable {
    package var from: Double
    package var to: Double
    package var property: Property
  }

  /// How a graph bends.
  package enum Bend: Sendable {
    case convex
    case concave
    /// Convex without being straight anywhere.
    case strictlyConvex
    case strictlyConcave
  }

  /// Where a graph leads from left to right, without being level anywhere but for `rising`.
  package enum Trend: Sendable {
    case rising
    case strictlyRising
    case strictlyFalling
  }

  package var bends: [Piece<Bend>] = []
  package var trends: [Piece<Trend>] = []

  package init(bends: [Piece<Bend>] = [], trends: [Piece<Trend>] = []) {
    self.bends = bends
    self.trends = trends
  }

  /// One bend and one trend wherever the function is defined.
  package static func everywhere(_ bend: Bend, _ trend: Trend) -> Shape {
    Shape(bends: [whole(bend)], trends: [whole(trend)])
  }

  /// One trend everywhere, and a bend that changes at 0.
  package static func inflected(_ left: Bend, _ right: Bend, _ trend: Trend) -> Shape {
    Shape(bends: halves(left, right), trends: [whole(trend)])
  }

  /// A bowl with its bottom at 0.
  package static func bowl(_ bend: Bend) -> Shape {
    Shape(bends: [whole(bend)], trends: halves(.strictlyFalling, .strictlyRising))
  }

  /// What holds for positive arguments.
  package static func onPositives(_ bend: Bend, _ trend: Trend? = nil) -> Shape {
    Shape(
      bends: [Piece(from: 0, to: .infinity, property: bend)],
      trends: trend.map { [Piece(from: 0, to: .infinity, property: $0)] } ?? [])
  }

  private static func whole<Property>(_ property: Property) -> Piece<Property> {
    Piece(from: -.infinity, to: .infinity, property: property)
  }

  private static func halves<Property>(_ left: Property, _ right: Property) -> [Piece<Property>] {
    [
      Piece(from: -.infinity, to: 0, property: left),
      Piece(from: 0, to: .infinity, property: right),
    ]
  }
}
