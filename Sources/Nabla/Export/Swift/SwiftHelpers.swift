import NablaAlgebra

extension CodeHelper {
  /// Its definition in Swift.
  var swiftText: String {
    switch self {
    case .power:
      """
      /// pow, undefined where an operand is.
      private func nabla_power(_ x: Double, _ y: Double) -> Double {
        if x.isNaN || y.isNaN { return .nan }
        if y == 0.5 { return x.squareRoot() }
        if y == -0.5 { return 1.0 / x.squareRoot() }
        return pow(x, y)
      }
      """
    case .select:
      """
      /// a where c is not zero, else b; undefined where c is.
      private func nabla_select(_ c: Double, _ a: Double, _ b: Double) -> Double {
        c.isNaN ? .nan : c != 0.0 ? a : b
      }
      """
    case .sign: Self.swiftUnary(self, "1, -1 or 0", "x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x")
    case .min: Self.swiftChoice(self, "The smaller of two", "y < x ? y : x")
    case .max: Self.swiftChoice(self, "The larger of two", "y >= x ? y : x")
    case .mod:
      """
      /// The remainder with the sign of y.
      private func nabla_mod(_ x: Double, _ y: Double) -> Double {
        x - y * (x / y).rounded(.down)
      }
      """
    case .gamma:
      Self.swiftUnary(
        self, "The gamma function, undefined at its poles 0, -1, -2, ...",
        "x <= 0.0 && x == x.rounded(.down) ? .nan : tgamma(x)")
    case .lgamma:
      """
      /// The logarithm of the gamma function's magnitude, undefined at its poles 0, -1, -2, ...
      private func nabla_lgamma(_ x: Double) -> Double {
        if x <= 0.0 && x == x.rounded(.down) { return .nan }
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
      }
      """
    case .factorial: Self.swiftUnary(self, "x!", "nabla_gamma(x + 1.0)")
    case .digamma: Self.swiftDigamma
    case .sigmoid:
      """
      /// 1/(1 + exp(-x)), without overflow.
      private func nabla_sigmoid(_ x: Double) -> Double {
        if x >= 0.0 { return 1.0 / (1.0 + exp(-x)) }
        let growth = exp(x)
        return growth / (1.0 + growth)
      }
      """
    case .softplus:
      Self.swiftUnary(
        self, "log(1 + exp(x)), without overflow",
        "(0.0 >= x ? 0.0 : x) + log1p(exp(-fabs(x)))")
    case .less: Self.swiftChoice(self, "Whether x < y, as 1 or 0", "x < y ? 1.0 : 0.0")
    case .lessOrEqual: Self.swiftChoice(self, "Whether x <= y, as 1 or 0", "x <= y ? 1.0 : 0.0")
    case .equal: Self.swiftChoice(self, "Whether x == y, as 1 or 0", "x == y ? 1.0 : 0.0")
    case .notEqual: Self.swiftChoice(self, "Whether x != y, as 1 or 0", "x != y ? 1.0 : 0.0")
    case .and: Self.swiftChoice(self, "Whether both hold", "x != 0.0 && y != 0.0 ? 1.0 : 0.0")
    case .or: Self.swiftChoice(self, "Whether one holds", "x != 0.0 || y != 0.0 ? 1.0 : 0.0")
    case .not:
      Self.swiftUnary(self, "Whether x does not hold", "x.isNaN ? .nan : x == 0.0 ? 1.0 : 0.0")
    case .add:
      """
      /// Adds a term to a sum and what rounding loses to its error (Knuth).
      private func nabla_add(_ sum: inout Double, _ error: inout Double, _ term: Double) {
        let total = sum + term
        let part = total - sum
        error += (sum - (total - part)) + (term - part)
        sum = total
      }
      """
    case .total:
      """
      /// A sum with its error.
      private func nabla_total(_ sum: Double, _ error: Double) -> Double {
        error.isFinite ? sum + error : sum
      }
      """
    }
  }

  private static func swiftUnary(_ helper: CodeHelper, _ meaning: String, _ value: String) -> String
  {
    """
    /// \(meaning).
    private func \(helper.name)(_ x: Double) -> Double {
      \(value)
    }
    """
  }

  private static func swiftChoice(
    _ helper: CodeHelper, _ meaning: String, _ value: String
  ) -> String {
    """
    /// \(meaning); undefined where an operand is.
    private func \(helper.name)(_ x: Double, _ y: Double) -> Double {
      x.isNaN || y.isNaN ? .nan : \(value)
    }
    """
  }

  private static var swiftDigamma: String {
    """
    /// A polynomial with the given coefficients, the constant one first.
    private func nabla_polynomial(_ coefficients: [Double], _ x: Double) -> Double {
      coefficients.reversed().reduce(0.0) { $0 * x + $1 }
    }

    /// The digamma function, undefined at its poles 0, -1, -2, ...
    private func nabla_digamma(_ x: Double) -> Double {
      let slopes: [Double] = [
    \(list(SpecialFunctions.digammaSlopes))
      ]
      let series: [Double] = [
    \(list(SpecialFunctions.digammaSeries))
      ]
      if x.isNaN || (x <= 0.0 && x == x.rounded(.down)) { return .nan }
      if x < 0.0 {
        return nabla_digamma(1.0 - x) - Double.pi / tan(Double.pi * (x - x.rounded()))
      }
      let offset = (x - \(SpecialFunctions.digammaRoot)) - \(SpecialFunctions.digammaRootTail)
      if fabs(offset) < 0.35 { return nabla_polynomial(slopes, offset) * offset }
      var argument = x
      var recurrence = 0.0
      while argument < 10.0 {
        recurrence += 1.0 / argument
        argument += 1.0
      }
      let square = 1.0 / (argument * argument)
      let tail = nabla_polynomial(series, square) * square
      return log(argument) - 0.5 / argument - tail - recurrence
    }
    """
  }
}
