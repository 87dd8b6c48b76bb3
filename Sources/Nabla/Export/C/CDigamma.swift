import NablaAlgebra

extension CodeHelper {
  /// The digamma function in C, as `SpecialFunctions.digamma` computes it.
  static var cDigamma: String {
    """
    /* A polynomial with the given coefficients, the constant one first. */
    static double nabla_polynomial(const double *coefficients, int count, double x)
    {
      double value = 0.0;
      while (count-- > 0) value = value * x + coefficients[count];
      return value;
    }

    /* The digamma function, undefined at its poles 0, -1, -2, ... */
    static double nabla_digamma(double x)
    {
      static const double slopes[] = {
    \(list(SpecialFunctions.digammaSlopes))
      };
      static const double series[] = {
    \(list(SpecialFunctions.digammaSeries))
      };
      if (isnan(x) || (x <= 0.0 && x == floor(x))) return NAN;
      if (x < 0.0) {
        const double pi = \(Double.pi);
        return nabla_digamma(1.0 - x) - pi / tan(pi * (x - round(x)));
      }
      const double offset = (x - \(SpecialFunctions.digammaRoot)) - \(SpecialFunctions.digammaRootTail);
      if (fabs(offset) < 0.35) {
        return nabla_polynomial(slopes, \(SpecialFunctions.digammaSlopes.count), offset) * offset;
      }
      double recurrence = 0.0;
      for (; x < 10.0; x += 1.0) recurrence += 1.0 / x;
      const double square = 1.0 / (x * x);
      const double tail = nabla_polynomial(series, \(SpecialFunctions.digammaSeries.count), square) * square;
      return log(x) - 0.5 / x - tail - recurrence;
    }
    """
  }

  /// Numbers with commas between, three on a line.
  static func list(_ numbers: [Double]) -> String {
    stride(from: 0, to: numbers.count, by: 3).map { start in
      "    "
        + numbers[start..<Swift.min(start + 3, numbers.count)].map(\.description)
        .joined(separator: ", ")
    }.joined(separator: ",\n")
  }
}
