import NablaAlgebra
import NablaEvaluation
import NablaOptimization

extension LinePart {
  /// The numbers between two doubles, which may be infinite.
  static func between(_ lower: Double, _ upper: Double) -> LinePart {
    LinePart(point(lower), point(upper))
  }

  /// The numbers between two that are known by bounds.
  static func between(_ lower: Interval, _ upper: Interval) -> LinePart {
    LinePart(LinePoint(bounds: lower), LinePoint(bounds: upper))
  }

  private static func point(_ value: Double) -> LinePoint {
    Rational(exactly: value).map { LinePoint($0) } ?? .infinity(value < 0 ? -1 : 1)
  }
}
