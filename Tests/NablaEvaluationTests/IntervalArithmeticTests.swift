import CInterval
import NablaEvaluation
import NablaTestSupport
import Testing

@Suite("Interval arithmetic")
struct IntervalArithmeticTests {
  /// Ends of intervals, ordinary and nasty.
  private static let ends: [Double] = [
    -.infinity, -.greatestFiniteMagnitude, -1e200, -3, -1, -0.1, -1e-200, -.leastNonzeroMagnitude,
    0, .leastNonzeroMagnitude, .leastNormalMagnitude, 1e-200, 1.0 / 3, 1, 1.0.nextUp, 7, 1e16,
    1e200, .greatestFiniteMagnitude, .infinity,
  ]

  private static let intervals: [Interval] = ends.flatMap { lower in
    ends.filter { lower <= $0 && lower != .infinity && $0 != -.infinity }
      .map { Interval(lower, $0) }
  }

  private static func reference(
    _ operation: cinterval_operation, _ x: Interval, _ y: Interval = .zero
  ) -> Interval {
    let result = cinterval_reference(
      operation, cinterval(lower: x.lower, upper: x.upper),
      cinterval(lower: y.lower, upper: y.upper))
    return Interval(result.lower, result.upper)
  }

  /// Holds a result against MPFI's: it contains it, and where nothing over- or underflows it is it.
  private func check(
    _ result: Interval, _ reference: Interval, _ x: Interval, _ y: Interval,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard result != reference else { return }
    #expect(result.contains(reference), "\(x) \(y)", sourceLocation: sourceLocation)
    let isOrdinary = [x, y, reference].allSatisfy { interval in
      [interval.lower, interval.upper].allSatisfy { $0 == 0 || (1e-250...1e250).contains(abs($0)) }
    }
    #expect(!isOrdinary, "\(x) \(y) \(result) \(reference)", sourceLocation: sourceLocation)
    #expect(
      result.lower >= reference.lower.nextDown && result.upper <= reference.upper.nextUp,
      "\(x) \(y) \(result) \(reference)", sourceLocation: sourceLocation)
  }

  @Test("agrees with MPFI to the last bit outside over- and underflow")
  func agreesWithReference() {
    for x in Self.intervals {
      for y in Self.intervals {
        check(x + y, Self.reference(CINTERVAL_ADD, x, y), x, y)
        check(x - y, Self.reference(CINTERVAL_SUBTRACT, x, y), x, y)
        check(x * y, Self.reference(CINTERVAL_MULTIPLY, x, y), x, y)
        if !y.contains(0) { check(x / y, Self.reference(CINTERVAL_DIVIDE, x, y), x, y) }
      }
      if x.lower >= 0 {
        check(x.squareRoot, Self.reference(CINTERVAL_SQUARE_ROOT, x), x, x)
      }
    }
  }

  @Test("agrees with MPFI on random numbers of all sizes")
  func agreesOnRandomNumbers() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<20_000 {
      let x = random.interval()
      let y = random.interval()
      check(x + y, Self.reference(CINTERVAL_ADD, x, y), x, y)
      check(x * y, Self.reference(CINTERVAL_MULTIPLY, x, y), x, y)
      if !y.contains(0) { check(x / y, Self.reference(CINTERVAL_DIVIDE, x, y), x, y) }
      check(x.absolute.squareRoot, Self.reference(CINTERVAL_SQUARE_ROOT, x.absolute), x, x)
    }
  }

  @Test("division by intervals with zero in them keeps to the quotients that exist")
  func divisionByZero() {
    #expect((Interval(1, 2) / Interval(0, 4)) == Interval(0.25, .infinity))
    #expect((Interval(1, 2) / Interval(-4, 0)) == Interval(-.infinity, -0.25))
    #expect((Interval(-2, -1) / Interval(0, 4)) == Interval(-.infinity, -0.25))
    #expect((Interval(-1, 2) / Interval(0, 4)) == .entire)
    #expect((Interval(1, 2) / Interval(-1, 4)) == .entire)
    #expect((Interval(1, 2) / .zero).isEmpty)
    #expect((Interval(0, 2) / Interval(0, 4)) == Interval(0, .infinity))
    let parts = Interval.quotients(Interval(1, 2), Interval(-1, 4))
    #expect(parts.0 == Interval(-.infinity, -1))
    #expect(parts.1 == Interval(0.25, .infinity))
  }

  @Test("whole powers of intervals across zero")
  func powers() {
    #expect(Interval(-2, 1).power(2) == Interval(0, 4))
    #expect(Interval(-2, 1).power(3) == Interval(-8, 1))
    #expect(Interval(-2, -1).power(-2) == Interval(0.25, 1))
    #expect(Interval(-2, 1).power(-3) == .entire)
    #expect(Interval(-2, 3).power(0) == .one)
    #expect(Interval(-.infinity, 2).power(2) == Interval(0, .infinity))
    #expect(Interval(2, 3).power(40).contains(0x1p40))
  }

  @Test("the empty set stays empty, and so does an interval with ends exchanged or NaN")
  func empty() {
    #expect(Interval(2, 1).isEmpty)
    #expect(Interval(.nan, 1).isEmpty)
    #expect((Interval.empty + .one).isEmpty)
    #expect((Interval.one * .empty).isEmpty)
    #expect((.empty / Interval.one).isEmpty)
    #expect((-Interval.empty).isEmpty)
    #expect(Interval(-2, -1).squareRoot.isEmpty)
    #expect(Interval.empty.hull(.one) == .one)
  }

  @Test("the middle is a finite number inside")
  func middles() {
    for interval in Self.intervals {
      let middle = interval.middle
      #expect(middle.isFinite && interval.contains(middle), "\(interval)")
    }
  }
}
