import Foundation
import NablaAlgebra

/// Evaluates graphs with formulas of its own, so that the functions' rows can be checked against it.
struct Oracle {
  var graph: ExpressionGraph
  var point: [String: Double]

  init(_ graph: ExpressionGraph, at point: [String: Double]) {
    self.graph = graph
    self.point = point
  }

  func value(_ root: NodeID) -> Double { values([root])[0] }

  func values(_ roots: [NodeID]) -> [Double] {
    var values: [NodeID: Double] = [:]
    for id in graph.nodes(below: roots) {
      let operands = graph.operands(id).map { values[$0] ?? .nan }
      values[id] = value(id, operands)
    }
    return roots.map { values[$0] ?? .nan }
  }

  private func value(_ id: NodeID, _ operands: [Double]) -> Double {
    switch graph.kind(id) {
    case .number: graph.number(id)?.double ?? .nan
    case .real: graph.real(id) ?? .nan
    case .pi: .pi
    case .e: 2.718281828459045
    case .variable: graph.symbol(id).flatMap { point[graph.name($0)] } ?? .nan
    case .sum: operands.reduce(0, +)
    case .product, .scale: operands.reduce(1, *)
    case .power: Foundation.pow(operands[0], operands[1])
    case .call: Oracle.value(graph.function(id), operands)
    case .aggregate: .nan
    }
  }

  /// The value of a function by another way than its row takes, as far as there is one.
  static func value(_ function: Function, _ u: [Double]) -> Double {
    let x = u[0]
    switch function {
    case .abs: return x < 0 ? -x : x
    case .sign: return x < 0 ? -1 : x > 0 ? 1 : 0
    case .floor: return Foundation.floor(x)
    case .ceil: return Foundation.ceil(x)
    case .round: return Foundation.rint(x)
    case .min: return u.min() ?? .nan
    case .max: return u.max() ?? .nan
    case .mod: return x - u[1] * Foundation.floor(x / u[1])
    case .hypot: return u.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .conditional: return x != 0 ? u[1] : u[2]
    case .less: return x < u[1] ? 1 : 0
    case .lessOrEqual: return x <= u[1] ? 1 : 0
    case .equal: return x == u[1] ? 1 : 0
    case .notEqual: return x == u[1] ? 0 : 1
    case .and: return u.contains(0) ? 0 : 1
    case .or: return u.contains { $0 != 0 } ? 1 : 0
    case .not: return x == 0 ? 1 : 0
    case .sqrt: return Foundation.pow(x, 0.5)
    case .cbrt: return x < 0 ? -Foundation.pow(-x, 1 / 3.0) : Foundation.pow(x, 1 / 3.0)
    case .gamma: return gamma(x)
    case .lgamma: return Foundation.log(Swift.abs(gamma(x)))
    case .factorial: return gamma(x + 1)
    case .digamma: return polygamma(0, x)
    case .polygamma: return polygamma(Int(x), u[1])
    case .sigmoid: return 1 / (1 + Foundation.exp(-x))
    case .softplus: return Foundation.log(1 + Foundation.exp(x))
    case .exp, .expm1, .log, .log1p, .log2, .log10, .erf, .erfc: return exponential(function, x)
    case .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan, .atan2, .sinh, .cosh, .tanh,
      .asinh, .acosh, .atanh:
      return circular(function, x, u.last ?? .nan)
    }
  }

  private static func exponential(_ function: Function, _ x: Double) -> Double {
    switch function {
    case .exp: Foundation.exp(x)
    case .expm1: Foundation.exp(x) - 1
    case .log: Foundation.log(x)
    case .log1p: Foundation.log(1 + x)
    case .log2: Foundation.log(x) / Foundation.log(2)
    case .log10: Foundation.log(x) / Foundation.log(10)
    case .erf: Foundation.erf(x)
    case .erfc: 1 - Foundation.erf(x)
    default: .nan
    }
  }

  private static func circular(_ function: Function, _ x: Double, _ other: Double) -> Double {
    let (up, down) = (Foundation.exp(x), Foundation.exp(-x))
    return switch function {
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tan: Foundation.sin(x) / Foundation.cos(x)
    case .sec: 1 / Foundation.cos(x)
    case .csc: 1 / Foundation.sin(x)
    case .cot: Foundation.cos(x) / Foundation.sin(x)
    case .asin: Foundation.atan2(x, ((1 - x) * (1 + x)).squareRoot())
    case .acos: Foundation.atan2(((1 - x) * (1 + x)).squareRoot(), x)
    case .atan: Foundation.atan2(x, 1)
    case .atan2: Foundation.atan2(x, other)
    case .sinh: (up - down) / 2
    case .cosh: (up + down) / 2
    case .tanh: (up - down) / (up + down)
    case .asinh: Foundation.log(x + (x * x + 1).squareRoot())
    case .acosh: Foundation.log(x + (x * x - 1).squareRoot())
    case .atanh: Foundation.log((1 + x) / (1 - x)) / 2
    default: .nan
    }
  }

  /// The even Bernoulli numbers B2, B4, ..., NIST DLMF table 24.2.1.
  private static let bernoulli: [Double] = {
    let parts: [(Double, Double)] = [
      (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2_730), (7, 6),
    ]
    return parts.map { $0 / $1 }
  }()

  /// The gamma function by recurrence to x >= 20 and Stirling's series, NIST DLMF 5.5.1 and 5.11.1.
  private static func gamma(_ x: Double) -> Double {
    var (x, divisor) = (x, 1.0)
    while x < 20 {
      divisor *= x
      x += 1
    }
    var logarithm = (x - 0.5) * Foundation.log(x) - x + Foundation.log(2 * Double.pi) / 2
    for (index, number) in bernoulli.enumerated() {
      let k = Double(2 * index + 2)
      logarithm += number / (k * (k - 1) * Foundation.pow(x, k - 1))
    }
    return Foundation.exp(logarithm) / divisor
  }

  /// The polygamma functions by recurrence to x >= 20 and their asymptotic series, NIST DLMF 5.15.5,
  /// 5.11.2 and 5.15.8.
  private static func polygamma(_ n: Int, _ x: Double) -> Double {
    let sign = n % 2 == 0 ? -1.0 : 1.0
    let order = Double(n)
    var (x, result) = (x, 0.0)
    while x < 20 {
      result += sign * factorial(n) * Foundation.pow(x, -order - 1)
      x += 1
    }
    if n == 0 {
      result += Foundation.log(x) - 1 / (2 * x)
    } else {
      let leading = factorial(n - 1) * Foundation.pow(x, -order)
      result += sign * (leading + factorial(n) / 2 * Foundation.pow(x, -order - 1))
    }
    for (index, number) in bernoulli.enumerated() {
      let k = 2 * index + 2
      let ratio = factorial(k + n - 1) / factorial(k)
      result += sign * number * ratio * Foundation.pow(x, -Double(k) - order)
    }
    return result
  }

  private static func factorial(_ n: Int) -> Double { n < 2 ? 1 : Double(n) * factorial(n - 1) }
}

/// The derivative of `function` at `x`, from central differences at shrinking steps, extrapolated.
///
/// Source: Ridders, Accurate computation of F'(x), Advances in Engineering Software 4(2), 1982.
func differenceQuotient(
  at x: Double, step: Double = 0.01, _ function: (Double) -> Double
) -> Double {
  var step = step * max(1, Swift.abs(x))
  var rows = [[(function(x + step) - function(x - step)) / (2 * step)]]
  var (best, error) = (rows[0][0], Double.infinity)
  for _ in 0..<10 {
    step /= 1.4
    var row = [(function(x + step) - function(x - step)) / (2 * step)]
    var factor = 1.96
    for coarser in rows[rows.count - 1] {
      let finer = row[row.count - 1]
      let next = (finer * factor - coarser) / (factor - 1)
      let change = max(Swift.abs(next - finer), Swift.abs(next - coarser))
      if change < error { (best, error) = (next, change) }
      row.append(next)
      factor *= 1.96
    }
    rows.append(row)
  }
  return best
}
