import NablaAlgebra
import Testing

@Suite("Digamma and polygamma")
struct SpecialFunctionTests {
  @Test("agree with multiple precision", arguments: AccuracyCase.polygamma)
  func agreesWithMultiplePrecision(order: Double, x: Double, exact: Double) {
    let value = SpecialFunctions.polygamma(order, x)
    #expect(abs(value - exact) <= 1e-14 * abs(exact), "\(value) instead of \(exact)")
  }

  @Test("satisfy the recurrence on both sides of zero", arguments: [1.0, 2, 3, 7])
  func recurrence(order: Double) {
    for x in [-7.3, -2.5, -0.999, -1e-3, 0.25, 3.75] {
      // psi_n(x + 1) - psi_n(x) = (-1)^n n! x^-(n+1).
      let step = SpecialFunctions.polygamma(order, x + 1) - SpecialFunctions.polygamma(order, x)
      var exact = 1 / x
      for factor in 1...Int(order) { exact *= -Double(factor) / x }
      let scale = max(abs(exact), abs(SpecialFunctions.polygamma(order, x)))
      #expect(abs(step - exact) <= 1e-13 * scale)
    }
  }

  @Test("are undefined at the poles and for orders that are no whole numbers")
  func undefined() {
    for pole in [0.0, -0.0, -1, -17, -1e300, -.infinity, .nan] {
      #expect(SpecialFunctions.digamma(pole).isNaN)
      #expect(SpecialFunctions.polygamma(2, pole).isNaN)
      if !pole.isNaN, pole > -1e20 {
        #expect(SpecialFunctions.gamma(pole).isNaN)
        #expect(SpecialFunctions.logGamma(pole).isNaN)
      }
    }
    for order in [-1.0, 0.5, .nan, .infinity] {
      #expect(SpecialFunctions.polygamma(order, 2).isNaN)
    }
  }

  @Test("have the right limits at infinity")
  func limits() {
    #expect(SpecialFunctions.digamma(.infinity) == .infinity)
    #expect(SpecialFunctions.polygamma(1, .infinity) == 0)
    #expect(SpecialFunctions.polygamma(1, 1e-160) == .infinity)
  }
}
