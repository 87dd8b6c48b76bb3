extension CodeHelper {
  /// Its definition in C.
  var cText: String {
    switch self {
    case .power:
      """
      /* pow, undefined where an operand is. */
      static double nabla_power(double x, double y)
      {
        if (isnan(x) || isnan(y)) return NAN;
        if (y == 0.5) return sqrt(x);
        if (y == -0.5) return 1.0 / sqrt(x);
        return pow(x, y);
      }
      """
    case .select:
      """
      /* a where c is not zero, else b; undefined where c is. */
      static double nabla_select(double c, double a, double b)
      {
        return isnan(c) ? NAN : c != 0.0 ? a : b;
      }
      """
    case .sign:
      """
      /* 1, -1 or 0. */
      static double nabla_sign(double x)
      {
        return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x;
      }
      """
    case .min: Self.cChoice(self, "The smaller of two", "y < x ? y : x")
    case .max: Self.cChoice(self, "The larger of two", "y >= x ? y : x")
    case .mod:
      """
      /* The remainder with the sign of y. */
      static double nabla_mod(double x, double y)
      {
        return x - y * floor(x / y);
      }
      """
    case .gamma: Self.cAtPoles(self, "The gamma function", "tgamma(x)")
    case .lgamma:
      Self.cAtPoles(self, "The logarithm of the gamma function's magnitude", "lgamma(x)")
    case .factorial:
      """
      static double nabla_factorial(double x)
      {
        return nabla_gamma(x + 1.0);
      }
      """
    case .digamma: Self.cDigamma
    case .sigmoid:
      """
      /* 1/(1 + exp(-x)), without overflow. */
      static double nabla_sigmoid(double x)
      {
        if (x >= 0.0) return 1.0 / (1.0 + exp(-x));
        const double growth = exp(x);
        return growth / (1.0 + growth);
      }
      """
    case .softplus:
      """
      /* log(1 + exp(x)), without overflow. */
      static double nabla_softplus(double x)
      {
        return (0.0 >= x ? 0.0 : x) + log1p(exp(-fabs(x)));
      }
      """
    case .less: Self.cChoice(self, "Whether x < y, as 1 or 0", "x < y ? 1.0 : 0.0")
    case .lessOrEqual: Self.cChoice(self, "Whether x <= y, as 1 or 0", "x <= y ? 1.0 : 0.0")
    case .equal: Self.cChoice(self, "Whether x == y, as 1 or 0", "x == y ? 1.0 : 0.0")
    case .notEqual: Self.cChoice(self, "Whether x != y, as 1 or 0", "x != y ? 1.0 : 0.0")
    case .and: Self.cChoice(self, "Whether both hold", "x != 0.0 && y != 0.0 ? 1.0 : 0.0")
    case .or: Self.cChoice(self, "Whether one holds", "x != 0.0 || y != 0.0 ? 1.0 : 0.0")
    case .not:
      """
      /* Whether x does not hold. */
      static double nabla_not(double x)
      {
        return isnan(x) ? NAN : x == 0.0 ? 1.0 : 0.0;
      }
      """
    case .add:
      """
      /* Adds a term to a sum and what rounding loses to its error (Knuth). */
      static void nabla_add(double *sum, double *error, double term)
      {
        const double total = *sum + term;
        const double part = total - *sum;
        *error += (*sum - (total - part)) + (term - part);
        *sum = total;
      }
      """
    case .total:
      """
      /* A sum with its error. */
      static double nabla_total(double sum, double error)
      {
        return isfinite(error) ? sum + error : sum;
      }
      """
    }
  }

  private static func cChoice(_ helper: CodeHelper, _ meaning: String, _ value: String) -> String {
    """
    /* \(meaning); undefined where an operand is. */
    static double \(helper.name)(double x, double y)
    {
      return isnan(x) || isnan(y) ? NAN : \(value);
    }
    """
  }

  private static func cAtPoles(_ helper: CodeHelper, _ meaning: String, _ value: String) -> String {
    """
    /* \(meaning), undefined at its poles 0, -1, -2, ... */
    static double \(helper.name)(double x)
    {
      return x <= 0.0 && x == floor(x) ? NAN : \(value);
    }
    """
  }
}
