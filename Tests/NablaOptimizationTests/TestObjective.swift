import Foundation
import NablaOptimization
import Testing

/// A function with derivatives written by hand.
struct TestObjective: Objective {
  let name: String
  let dimension: Int
  let function: @Sendable ([Double]) -> Double
  let gradient: @Sendable ([Double]) -> [Double]
  let secondDerivatives: (@Sendable ([Double]) -> [Double])?
  var evaluations = 0

  init(
    _ name: String, dimension: Int, value: @escaping @Sendable ([Double]) -> Double,
    gradient: @escaping @Sendable ([Double]) -> [Double],
    hessian: (@Sendable ([Double]) -> [Double])? = nil
  ) {
    self.name = name
    self.dimension = dimension
    function = value
    self.gradient = gradient
    secondDerivatives = hessian
  }

  /// A function of one variable with its first two derivatives.
  init(
    _ name: String, _ value: @escaping @Sendable (Double) -> Double,
    _ first: @escaping @Sendable (Double) -> Double,
    _ second: @escaping @Sendable (Double) -> Double
  ) {
    self.init(
      name, dimension: 1, value: { value($0[0]) }, gradient: { [first($0[0])] },
      hessian: { [second($0[0])] })
  }

  mutating func value(at x: [Double]) -> Double {
    function(x)
  }

  mutating func valueAndGradient(at x: [Double], gradient result: inout [Double]) -> Double {
    evaluations += 1
    result = gradient(x)
    return function(x)
  }

  mutating func hessian(at x: [Double]) -> [Double]? {
    secondDerivatives?(x)
  }

  /// The same function without second derivatives.
  var withoutHessian: TestObjective {
    TestObjective(name, dimension: dimension, value: function, gradient: gradient)
  }
}

extension TestObjective: CustomTestStringConvertible {
  var testDescription: String { name }
}

extension TestObjective {
  /// The lecture's q(x) = (x⁴ - 15x³ + 80x² - 180x + 144)/10.
  static let quartic = TestObjective(
    "quartic",
    { x in (pow(x, 4) - 15 * pow(x, 3) + 80 * pow(x, 2) - 180 * x + 144) / 10 },
    { x in (4 * pow(x, 3) - 45 * pow(x, 2) + 160 * x - 180) / 10 },
    { x in (12 * pow(x, 2) - 90 * x + 160) / 10 })

  /// A sum of monomials in one variable: coefficients from the constant on.
  static func polynomial(_ name: String, _ coefficients: [Double]) -> TestObjective {
    func derivative(_ c: [Double]) -> [Double] {
      c.enumerated().dropFirst().map { Double($0.offset) * $0.element }
    }
    @Sendable func value(_ c: [Double], _ x: Double) -> Double {
      c.reversed().reduce(0) { $0 * x + $1 }
    }
    let first = derivative(coefficients)
    let second = derivative(first)
    return TestObjective(
      name, { value(coefficients, $0) }, { value(first, $0) }, { value(second, $0) })
  }

  /// A quadratic form ½ xᵀAx - bᵀx in any dimension.
  static func quadratic(_ name: String, _ a: [[Double]], _ b: [Double]) -> TestObjective {
    @Sendable func product(_ x: [Double]) -> [Double] { a.map { $0.dot(x) } }
    return TestObjective(
      name, dimension: b.count, value: { 0.5 * $0.dot(product($0)) - $0.dot(b) },
      gradient: { zip(product($0), b).map { $0 - $1 } }, hessian: { _ in a.flatMap { $0 } })
  }

  /// Rosenbrock's chained valley Σ 100 (x(k+1) - x(k)²)² + (1 - x(k))².
  static func rosenbrock(_ n: Int) -> TestObjective {
    TestObjective(
      "Rosenbrock \(n)", dimension: n,
      value: { x in
        (0..<n - 1).reduce(0) { sum, k in
          let bend = x[k + 1] - x[k] * x[k]
          return sum + 100 * bend * bend + (1 - x[k]) * (1 - x[k])
        }
      },
      gradient: { x in
        var g = [Double](repeating: 0, count: n)
        for k in 0..<n - 1 {
          let bend = x[k + 1] - x[k] * x[k]
          g[k] += -400 * x[k] * bend - 2 * (1 - x[k])
          g[k + 1] += 200 * bend
        }
        return g
      },
      hessian: { x in
        var h = [Double](repeating: 0, count: n * n)
        for k in 0..<n - 1 {
          h[k * n + k] += 1200 * x[k] * x[k] - 400 * x[k + 1] + 2
          h[k * n + k + 1] += -400 * x[k]
          h[(k + 1) * n + k] += -400 * x[k]
          h[(k + 1) * n + k + 1] += 200
        }
        return h
      })
  }

  /// Beale's function, with differences of the gradient in place of a Hessian.
  static let beale = TestObjective(
    "Beale", dimension: 2,
    value: { x in
      zip([1.5, 2.25, 2.625], 1...3).reduce(0) { sum, term in
        let r = term.0 - x[0] * (1 - pow(x[1], Double(term.1)))
        return sum + r * r
      }
    },
    gradient: { x in
      zip([1.5, 2.25, 2.625], 1...3).reduce(into: [0, 0]) { g, term in
        let power = Double(term.1)
        let r = term.0 - x[0] * (1 - pow(x[1], power))
        g[0] += -2 * r * (1 - pow(x[1], power))
        g[1] += 2 * r * x[0] * power * pow(x[1], power - 1)
      }
    })

  /// Powell's singular function: its Hessian at the minimum has rank 2.
  static let powellSingular = TestObjective(
    "Powell singular", dimension: 4,
    value: { x in
      pow(x[0] + 10 * x[1], 2) + 5 * pow(x[2] - x[3], 2) + pow(x[1] - 2 * x[2], 4)
        + 10 * pow(x[0] - x[3], 4)
    },
    gradient: { x in
      let a = 2 * (x[0] + 10 * x[1])
      let b = 10 * (x[2] - x[3])
      let c = 4 * pow(x[1] - 2 * x[2], 3)
      let d = 40 * pow(x[0] - x[3], 3)
      return [a + d, 10 * a + c, b - 2 * c, -b - d]
    },
    hessian: { x in
      let c = 12 * pow(x[1] - 2 * x[2], 2)
      let d = 120 * pow(x[0] - x[3], 2)
      return [
        2 + d, 20, 0, -d, 20, 200 + c, -2 * c, 0, 0, -2 * c, 10 + 4 * c, -10, -d, 0, -10, 10 + d,
      ]
    })
}
