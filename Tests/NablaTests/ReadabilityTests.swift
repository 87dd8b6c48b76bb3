import Nabla
import Testing

/// Derivatives have the form in which a person leaves them.
@Suite struct ReadabilityTests {
  private static func check(
    _ statement: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var session = Session()
    let result = session.run(statement).result(unicode: false).string
    #expect(result == text + "\n", sourceLocation: sourceLocation)
    if !text.hasPrefix("[") {
      let again = session.run(text).result(unicode: false).string
      #expect(again == text + "\n", "what is printed is read as it stands")
    }
  }

  @Test(
    "A derivative is written as in a textbook",
    arguments: [
      ("x^x", "x^x*(log(x) + 1)"), ("x*log(x)", "log(x) + 1"), ("log(x)/x", "(1 - log(x))/x^2"),
      ("x/(x + 1)", "1/(x + 1)^2"), ("(x + 1)/(x - 1)", "-2/(x - 1)^2"),
      ("x^2/(x + 1)", "x*(x + 2)/(x + 1)^2"), ("x/(x^2 + 1)", "(1 - x^2)/(x^2 + 1)^2"),
      ("sin(x)/x", "(x*cos(x) - sin(x))/x^2"), ("x*sin(x)", "x*cos(x) + sin(x)"),
      ("(x^3 - 2x)^4", "4(x^3 - 2x)^3*(3x^2 - 2)"),
      ("(x + 1)^2*(x - 1)^3", "(x + 1)*(x - 1)^2*(5x + 1)"),
      ("(x - 1)*(x - 2)*(x - 3)", "3x^2 - 12x + 11"), ("(x - 1)/2*(x + 3)", "x + 1"),
      ("x^2*exp(-x)", "x*(2 - x)*exp(-x)"), ("exp(x)*sin(x)", "(sin(x) + cos(x))*exp(x)"),
      ("exp(-x)*cos(2x)", "-(cos(2x) + 2sin(2x))*exp(-x)"),
      ("x*2^x", "2^x*(x*log(2) + 1)"), ("log2(x)", "1/(x*log(2))"),
      ("log(sqrt(x))", "1/(2x)"), ("erf(x/sqrt(2))", "sqrt(2)*exp(-x^2/2)/sqrt(pi)"),
      ("-(x - 1)^2/2", "1 - x"), ("10*(x^2 + x)", "20x + 10"),
      ("(x^4 - 15x^3 + 80x^2 - 180x + 144)/10", "(4x^3 - 45x^2 + 160x - 180)/10"),
    ])
  func derivative(_ formula: String, _ text: String) {
    Self.check("diff \(formula)", text)
  }

  @Test(
    "So is a second derivative",
    arguments: [
      ("exp(-x^2)", "2(2x^2 - 1)*exp(-x^2)"), ("1/(x^2 + 1)", "2(3x^2 - 1)/(x^2 + 1)^3"),
      ("sqrt(x^2 + 1)", "1/(x^2 + 1)^(3/2)"), ("log(1 + exp(x))", "exp(x)/(exp(x) + 1)^2"),
      ("(x - 1)^2*(x + 1)^2", "12x^2 - 4"), ("x/(x + 1)", "-2/(x + 1)^3"),
      ("(x^4 - 15x^3 + 80x^2 - 180x + 144)/10", "(12x^2 - 90x + 160)/10"),
    ])
  func secondDerivative(_ formula: String, _ text: String) {
    Self.check("diff \(formula) order 2", text)
  }

  @Test("So are gradients and Hessians")
  func several() {
    Self.check("grad 8a^2 + 3a*b", "[16a + 3b, 3a]")
    Self.check("grad a*b/(a + b)", "[b^2/(a + b)^2, a^2/(a + b)^2]")
    Self.check("grad exp(-(x^2 + y^2)/2)", "[-x*exp(-(x^2 + y^2)/2), -y*exp(-(x^2 + y^2)/2)]")
    Self.check("grad (1 - x)^2 + 100(y - x^2)^2", "[-400x*(y - x^2) - 2(1 - x), 200(y - x^2)]")
    Self.check(
      "hessian (1 - x)^2 + 100(y - x^2)^2", "[[1200x^2 - 400y + 2, -400x], [-400x, 200]]")
    Self.check(
      "grad -y*log(sigmoid(x)) - (1 - y)*log(1 - sigmoid(x)) by x",
      "[-y*sigmoid(-x) - (y - 1)*sigmoid(x)]")
  }
}
