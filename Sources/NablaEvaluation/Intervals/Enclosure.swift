/// What is known of a function on a box, after IEEE 1788-2015, section 11.
package enum Decoration: UInt8, Comparable, Sendable {
  /// It may be undefined at some points, or at all.
  case unknown
  /// It is defined at every point.
  case defined
  /// It is defined at every point, and continuous on the box.
  case continuous

  package static func < (a: Decoration, b: Decoration) -> Bool { a.rawValue < b.rawValue }
}

/// The values of a function on a box: an interval that holds them all, and whether there are gaps.
package struct Enclosure: Equatable, Sendable {
  package var interval: Interval
  package var decoration: Decoration

  /// An enclosure; an empty one has no defined value.
  package init(_ interval: Interval, _ decoration: Decoration = .continuous) {
    self.interval = interval
    self.decoration = interval.isEmpty ? .unknown : decoration
  }

  /// Nothing is known: any value, or none.
  package static let unknown = Enclosure(.entire, .unknown)

  /// Whether the function has a value at every point.
  package var isDefined: Bool { decoration >= .defined }

  package var isContinuous: Bool { decoration == .continuous }

  /// The enclosure of a function that is continuous on `domain`, given its range over that part of
  /// the argument; undefined elsewhere.
  @inline(__always)
  init(_ argument: Enclosure, isInDomain: Bool, _ range: Interval) {
    self.init(range, isInDomain ? argument.decoration : .unknown)
  }

  /// The same set of values, of which no more is known than the decoration says.
  func limited(to limit: Decoration) -> Enclosure {
    Enclosure(interval, min(decoration, limit))
  }

  /// The values of a function that is constant between jumps: where one value is left there is no
  /// jump, whatever the arguments do.
  static func steps(_ range: Interval, of arguments: Decoration) -> Enclosure {
    guard arguments >= .defined else { return Enclosure(range, .unknown) }
    return Enclosure(range, range.isPoint ? .continuous : .defined)
  }
}
