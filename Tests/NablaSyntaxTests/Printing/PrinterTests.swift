import NablaSyntax
import Testing

@Suite("Printing")
struct PrinterTests {
  /// A tree and its three texts; where Unicode or reading is empty it equals the text before it.
  struct Case: Sendable, CustomTestStringConvertible {
    var tree: String
    var ascii: String
    var unicode: String
    var reading: String

    init(_ tree: String, _ ascii: String, _ unicode: String? = nil, _ reading: String? = nil) {
      self.tree = tree
      self.ascii = ascii
      self.unicode = unicode ?? ascii
      self.reading = reading ?? self.unicode
    }

    var testDescription: String { ascii }
  }

  static let products: [Case] = [
    Case("(+ (* 16 a) (* 3 b))", "16a + 3b", "16a + 3b", "16·a + 3·b"),
    Case("(* 15 (^ x 3))", "15x^3", "15x³", "15·x³"),
    Case("(* 2 (+ x 1))", "2(x + 1)", "2(x + 1)", "2·(x + 1)"),
    Case("(* 2 (^ (+ x 1) 2))", "2(x + 1)^2", "2(x + 1)²", "2·(x + 1)²"),
    Case(
      "(* (* (neg 2) x0) (- y (* t0 x0)))", "-2x0*(y - t0*x0)", "-2x₀·(y - t₀·x₀)"
    ).readAs("-2·x₀·(y - t₀·x₀)"),
    Case("(* 2 (sin x))", "2sin(x)").readAs("2·sin(x)"),
    Case("(* 2 (^ (sin x) 2))", "2sin(x)^2", "2sin(x)²", "2·sin(x)²"),
    Case("(* (* 2 pi) r)", "2pi*r", "2π·r", "2·π·r"),
    Case("(* 2 (sqrt 3))", "2sqrt(3)").readAs("2·sqrt(3)"),
    Case("(* 2 theta_0)", "2theta0", "2θ₀", "2·θ₀"),
    Case("(* 2 total_bill)", "2total_bill").readAs("2·total_bill"),
    Case("(* 2 (f' x))", "2f'(x)").readAs("2·f'(x)"),
    Case("(* 2 (abs x))", "2abs(x)").readAs("2·abs(x)"),
    Case("(* 1e-3 x)", "1e-3x").readAs("1e-3·x"),
    Case("(* (* 3 a) b)", "3a*b", "3a·b", "3·a·b"),
    Case("(* x (+ y 1))", "x*(y + 1)", "x·(y + 1)"),
    Case("(* (+ x 1) (- x 1))", "(x + 1)*(x - 1)", "(x + 1)·(x - 1)"),
    Case("(* x (cos x))", "x*cos(x)", "x·cos(x)"),
    Case("(* 2 e)", "2*e", "2·e"),
    Case("(* 2 e1)", "2*e1", "2·e₁"),
    Case("(* 2 E)", "2*E", "2·E"),
    Case("(* 2 (exp x))", "2exp(x)").readAs("2·exp(x)"),
    Case("(* 3 ab)", "3*ab", "3·ab"),
    Case("(* 2 inf)", "2*inf", "2·∞"),
    Case("(* 2 3)", "2*3", "2·3"),
    Case("(* 2 (^ 3 x))", "2*3^x", "2·3^x"),
    Case("(* 2 (! x))", "2*x!", "2·x!"),
    Case("(* 2 (vec x y))", "2*[x, y]", "2·[x, y]"),
    Case("(* x 2)", "x*2", "x·2"),
    Case("(* 2 (* a b))", "2(a*b)", "2(a·b)", "2·(a·b)"),
    Case("(* 2 (neg x))", "2(-x)").readAs("2·(-x)"),
    Case("(* x (neg y))", "x*(-y)", "x·(-y)"),
    Case("(* (neg x) y)", "-x*y", "-x·y"),
    Case("(neg (* 2 x))", "-(2x)").readAs("-(2·x)"),
    Case("(@ A (@ B x))", "A @ (B @ x)"),
    Case("(@ (@ A B) x)", "A @ B @ x"),
  ]

  static let quotients: [Case] = [
    Case("(* (/ 1 2) x)", "1/2*x", "1/2·x", "(1/2)·x"),
    Case("(/ 1 (* 2 x))", "1/(2x)").readAs("1/(2·x)"),
    Case("(/ (* 2 x) 3)", "2x/3").readAs("2·x/3"),
    Case("(/ a (* b c))", "a/(b*c)", "a/(b·c)"),
    Case("(/ (/ a b) c)", "a/b/c").readAs("(a/b)/c"),
    Case("(/ a (/ b c))", "a/(b/c)"),
    Case("(/ a (^ b 2))", "a/b^2", "a/b²"),
    Case("(/ (neg a) b)", "-a/b"),
    Case("(neg (/ a b))", "-(a/b)"),
    Case("(/ a (neg b))", "a/(-b)"),
    Case("(/ (- (* 4 (^ x 3)) 180) 10)", "(4x^3 - 180)/10", "(4x³ - 180)/10")
      .readAs("(4·x³ - 180)/10"),
    Case("(/ d delta)", "d/(delta)", "d/(δ)"),
    Case("(/ (* 2 d) (digamma x))", "2d/(digamma(x))").readAs("2·d/(digamma(x))"),
    Case("(/ (^ x d) d)", "x^d/(d)"),
    Case("(/ d x)", "d/x"),
    Case("(/ c d)", "c/d"),
  ]

  static let powers: [Case] = [
    Case("(^ e (* 2 x))", "e^(2x)").readAs("e^(2·x)"),
    Case("(* (^ e 2) x)", "e^2*x", "e²·x"),
    Case("(^ x (neg 1))", "x^-1", "x⁻¹"),
    Case("(^ x (neg 10.5))", "x^-10.5", "x^-10.5", "x^(-10.5)"),
    Case("(^ x 1e5)", "x^1e5"),
    Case("(^ (neg 2) 2)", "(-2)^2", "(-2)²"),
    Case("(neg (^ 2 2))", "-2^2", "-2²"),
    Case("(^ (^ x 2) 3)", "(x^2)^3", "(x²)³"),
    Case("(^ (^ x 2) y)", "(x^2)^y", "(x²)^y"),
    Case("(^ x (^ y z))", "x^y^z", "x^y^z", "x^(y^z)"),
    Case("(^ x (^ y 2))", "x^y^2", "x^y²", "x^(y²)"),
    Case("(^ x (^ 2 y))", "x^2^y", "x^2^y", "x^(2^y)"),
    Case("(^ 2 (neg (^ x 2)))", "2^-x^2", "2^-x²", "2^(-x²)"),
    Case("(^ 2 (neg x))", "2^-x", "2^-x", "2^(-x)"),
    Case("(^ 2 (neg (* 2 x)))", "2^-(2x)", "2^-(2x)", "2^(-(2·x))"),
    Case("(^ (neg x) 2)", "(-x)^2", "(-x)²"),
    Case("(neg (^ x 2))", "-x^2", "-x²"),
    Case("(^ (* 2 x) 2)", "(2x)^2", "(2x)²", "(2·x)²"),
    Case("(^ (/ 1 2) x)", "(1/2)^x"),
    Case("(^ x (/ 1 2))", "x^(1/2)"),
    Case("(^ (sin x) 12)", "sin(x)^12", "sin(x)¹²"),
    Case("(^ 2 10)", "2^10", "2¹⁰"),
    Case("(! (^ x 2))", "(x^2)!", "(x²)!"),
    Case("(^ (! x) 2)", "x!^2", "x!²"),
    Case("(^ x (! 3))", "x^3!", "x^3!", "x^(3!)"),
    Case("(! (! x))", "(x!)!"),
    Case("(! (neg 3))", "(-3)!"),
    Case("(neg (! 3))", "-3!"),
    Case("(! (sin x))", "sin(x)!"),
  ]

  static let sums: [Case] = [
    Case("(- a (+ b c))", "a - (b + c)"),
    Case("(- (- a b) c)", "a - b - c"),
    Case("(- a (- b c))", "a - (b - c)"),
    Case("(+ a (+ b c))", "a + (b + c)"),
    Case("(+ a (neg b))", "a + (-b)"),
    Case("(- a (neg b))", "a - (-b)"),
    Case("(+ a (* (* (neg 2) x) y))", "a + (-2x*y)", "a + (-2x·y)", "a + (-2·x·y)"),
    Case("(+ a (* (+ (neg x) 1) y))", "a + (-x + 1)*y", "a + (-x + 1)·y"),
    Case("(+ (neg a) b)", "-a + b"),
    Case("(neg (+ a b))", "-(a + b)"),
    Case("(neg (neg a))", "-(-a)"),
    Case("(* x (+ (^ x 2) 1))", "x*(x^2 + 1)", "x·(x² + 1)"),
    Case("(+ (sin 0.25) 1.50)", "sin(0.25) + 1.50"),
  ]

  static let conditions: [Case] = [
    Case("(< a (+ b 1))", "a < b + 1"),
    Case("(<= a b)", "a <= b", "a ≤ b"),
    Case("(> a (neg 1))", "a > -1"),
    Case("(>= a inf)", "a >= inf", "a ≥ ∞"),
    Case("(== (! a) b)", "a! == b"),
    Case("(!= a b)", "a != b", "a ≠ b"),
    Case("(< (< a b) c)", "(a < b) < c"),
    Case("(+ (< a b) 1)", "(a < b) + 1"),
    Case("(not (< a b))", "not a < b"),
    Case("(< (not a) b)", "(not a) < b"),
    Case("(not (and a b))", "not (a and b)"),
    Case("(and (not a) (not b))", "not a and not b"),
    Case("(or (and a b) c)", "a and b or c"),
    Case("(and (or a b) c)", "(a or b) and c"),
    Case("(and a (and b c))", "a and (b and c)"),
    Case("(if (< x 0) (neg x) x)", "if x < 0 then -x else x"),
    Case("(if a b (if c d g))", "if a then b else if c then d else g"),
    Case("(if a (if c d g) b)", "if a then (if c then d else g) else b"),
    Case("(if (if a b c) x y)", "if (if a then b else c) then x else y"),
    Case("(+ (if a b c) 1)", "(if a then b else c) + 1"),
    Case("(+ 1 (if a b c))", "1 + (if a then b else c)"),
    Case("(* 2 (if a b c))", "2(if a then b else c)").readAs("2·(if a then b else c)"),
    Case("(sin (if a b c))", "sin(if a then b else c)"),
    Case("(or (if a b c) x)", "(if a then b else c) or x"),
  ]

  static let calls: [Case] = [
    Case("(gamma alpha)", "gamma(alpha)", "gamma(α)"),
    Case("(f')", "f'"),
    Case("(* (f') x)", "f'*x", "f'·x"),
    Case("(f'' 2)", "f''(2)"),
    Case("(max a (+ b 1) c)", "max(a, b + 1, c)"),
    Case("(abs (abs x))", "abs(abs(x))"),
    Case("(vec (+ a 1) (vec b))", "[a + 1, [b]]"),
    Case("(d/dx (^ x 2))", "d/dx x^2", "d/dx x²"),
    Case("(d/dtheta0 (* x (sin x)))", "d/dtheta0 x*sin(x)", "d/dθ₀ x·sin(x)")
      .readAs("d/dθ₀ (x·sin(x))"),
    Case("(d/dx (d/dy x))", "d/dx d/dy x").readAs("d/dx (d/dy x)"),
    Case("(d/dx (+ x 1))", "d/dx (x + 1)"),
    Case("(d/dx (* (neg x) y))", "d/dx (-x*y)", "d/dx (-x·y)"),
    Case("(* (d/dx x) y)", "(d/dx x)*y", "(d/dx x)·y"),
    Case("(* 2 (d/dx x))", "2*d/dx x", "2·d/dx x").readAs("2·(d/dx x)"),
    Case("(+ (d/dx x) (d/dy y))", "d/dx x + d/dy y"),
    Case("(neg (d/dx x))", "-d/dx x").readAs("-(d/dx x)"),
    Case("(/ x (d/dx y))", "x/(d/dx y)"),
    Case("pi", "pi", "π"),
    Case("Omega2", "Omega2", "Ω₂"),
    Case("e", "e"),
  ]

  static let cases = products + quotients + powers + sums + conditions + calls

  @Test("A tree is printed in every style", arguments: cases)
  func text(_ example: Case) {
    let symbolic = SymbolicTree(example.tree)
    func printed(_ style: PrintStyle) -> String {
      Printer.print(symbolic.tree, symbolic.root, style: style)
    }
    #expect(printed(.ascii) == example.ascii)
    #expect(printed(.unicode) == example.unicode)
    #expect(printed(.reading) == example.reading)
  }

  @Test("ASCII output holds ASCII only", arguments: cases)
  func asciiOnly(_ example: Case) {
    let symbolic = SymbolicTree(example.tree)
    let text = Printer.print(symbolic.tree, symbolic.root, style: .ascii)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("Printing into a text appends to it")
  func appending() {
    let symbolic = SymbolicTree("(+ x 1)")
    var text = "f(x) = "
    Printer.print(symbolic.tree, symbolic.root, style: .ascii, into: &text)
    #expect(text == "f(x) = x + 1")
  }
}

extension PrinterTests.Case {
  /// The same case with another reading.
  fileprivate func readAs(_ reading: String) -> Self {
    var result = self
    result.reading = reading
    return result
  }
}
