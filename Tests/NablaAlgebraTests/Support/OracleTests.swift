import NablaAlgebra
import Testing

/// The oracle's own special functions against values to 16 digits by mpmath 1.3.
@Suite("The oracle of the tests")
struct OracleTests {
  @Test(
    "Special functions have their known values",
    arguments: [
      (.gamma, [0.4], 2.2181595437576881),
      (.gamma, [2.6], 1.4296245588603045),
      (.gamma, [9.0], 40320.0),
      (.gamma, [-1.5], 2.3632718012073547),
      (.factorial, [0.7], 0.90863873285329044),
      (.factorial, [-0.3], 1.2980553326475578),
      (.lgamma, [0.4], 0.79667781770178371),
      (.lgamma, [-1.5], 0.86004701537648101),
      (.digamma, [0.4], -2.561384544585116),
      (.digamma, [1.0], -0.57721566490153286),
      (.digamma, [9.0], 2.14064147795561),
      (.digamma, [-1.5], 0.70315664064524319),
      (.polygamma, [1, 0.4], 7.2753565905295967),
      (.polygamma, [1, 3.0], 0.39493406684822644),
      (.polygamma, [2, 2.5], -0.2362040516417274),
      (.polygamma, [4, 1.2], -10.212497972660213),
      (.polygamma, [3, -0.5], 193.40909103400244),
    ] as [(Function, [Double], Double)])
  func known(_ function: Function, _ arguments: [Double], _ expected: Double) {
    checkNear(Oracle.value(function, arguments), expected, within: 5e-14)
  }

  @Test("Difference quotients find the derivative of the exponential function")
  func quotients() {
    for x in [-2.0, 0, 1, 3] {
      checkNear(
        differenceQuotient(at: x) { 2.0 * .pi + Oracle.value(.exp, [$0]) },
        Oracle.value(.exp, [x]), within: 1e-10)
    }
  }
}
