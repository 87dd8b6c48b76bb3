import NablaSyntax
import Testing

@Suite("What words mean")
struct ReadingWordTests {
  @Test("rule 1: names that are known stay whole")
  func known() {
    checkTree("tip", with: "tip:", "tip")
    checkTree("3tip", with: "tip:", "(* 3 tip)")
    checkTree("ab", with: "ab", "ab")
    checkTree(
      "3ab", with: "ab=", "(* 3 ab)",
      notes: ["`ab` is one name here; for the product write a*b"])
    checkTree("3ab", with: "ab:", "(* 3 ab)")
    checkTree("3rate", with: "rate=", "(* 3 rate)")
    checkTree("3ans", with: "ans=", "(* 3 ans)")
    checkTree("beta + eta + zeta + theta + pi", "(+ (+ (+ (+ beta eta) zeta) theta) pi)")
    checkTree("gamma(x)", "(gamma x)")
    checkTree("γ(x)", "(gamma x)")
  }

  @Test("rules 2 and 3: underscores and single letters")
  func variables() {
    checkTree("2total_bill y", "(* (* 2 total_bill) y)")
    checkTree("bill_2b", "bill_2b")
    checkTree("x_1y", "(* x1 y)", notes: ["`x_1y` read as x₁·y"])
    checkTree("x₁y₁", "(* x1 y1)", notes: ["`x₁y₁` read as x₁·y₁"])
    checkTree("x̄y", "(* x̄ y)", notes: ["read as x̄·y"])
  }

  @Test("rule 4: a factor in front of a function")
  func functions() {
    checkTree("xsin(x)", "(* x (sin x))")
    checkTree("xln(x)", "(* x (ln x))")
    checkTree("xln x", "(* x (ln x))")
    checkTree("xsin^2 x", "(* x (^ (sin x) 2))")
    checkTree("xasin(x)", "(* x (asin x))")
    checkTree("xatan2(y, x)", "(* x (atan2 y x))")
    checkTree("2axsin(x)", "(* (* (* 2 a) x) (sin x))", notes: ["read as 2·a·x·sin(x)"])
    checkTree("xf'(x)", with: "f(1)", "(* x (f' x))")
    checkTree("x1sin(x)", "(* x1 (sin x))", notes: ["`x1sin` read as x₁·sin"])
  }

  @Test("rule 5: words that are cut")
  func cuts() {
    checkTree("xy", with: "x y", "(* x y)")
    checkTree("xyxy", with: "x y", "(* (* (* x y) x) y)")
    checkTree("2pir", "(* (* 2 pi) r)", notes: ["read as 2·π·r"])
    checkTree("2pir", with: "r", "(* (* 2 pi) r)")
    checkTree(
      "ax^2 + bx + c", with: "x", "(+ (+ (* a (^ x 2)) (* b x)) c)",
      notes: ["read as a·x² + b·x + c"])
    checkTree("ab^2", "(* a (^ b 2))", notes: ["read as a·b²"])
    checkTree("ab!", "(* a (! b))", notes: ["read as a·b!"])
    checkTree("2abc", "(* (* (* 2 a) b) c)", notes: ["read as 2·a·b·c"])
    checkTree("ab1", "(* a b1)", notes: ["read as a·b₁"])
    checkTree("axy", with: "xy=", "(* a xy)", notes: ["read as a·xy"])
    checkTree("thetax", with: "theta", "(* theta x)", notes: ["read as θ·x"])
    checkTree("θx", "(* theta x)", notes: ["read as θ·x"])
    checkTree("ee", "(* e e)")
    checkTree(
      "x^ab", with: "x a b", "(* (^ x a) b)",
      notes: [
        "read as x^a·b; for x^(a·b) write x^(ab)"
      ])
  }

  @Test("rule 6: words that are refused")
  func refusals() {
    checkError("⟦tip⟧ + 1", "unknown name `tip`", ways: ["for a product write t i p"])
    checkError("1 + ⟦loss⟧", "unknown name `loss`", ways: ["for a product write l o s s"])
    checkError(
      "⟦totl⟧ + 1", with: "total=", "unknown name `totl`",
      ways: ["did you mean `total`?", "t o t l"])
    checkError("⟦abc⟧", "unknown name `abc`", ways: ["a b c"])
    checkError("2 ⟦abc⟧", "unknown name `abc`")
    checkError("⟦age⟧", "unknown name `age`")
    checkError("⟦pint⟧", "unknown name `pint`", ways: ["for a product write pi n t"])
    checkError("⟦thetax⟧", "unknown name `thetax`", ways: ["theta x"])
    checkError(
      "⟦sinx⟧", "`sinx` is no name, and `sin` is a function", ways: ["write sin(x)"])
    checkError(
      "⟦sin2x⟧", "`sin2x` is no name, and `sin` is a function", ways: ["write sin(2x)"])
    checkError(
      "⟦sqrt2⟧", "`sqrt2` is no name, and `sqrt` is a function", ways: ["write sqrt(2)"])
    checkError("⟦lnx⟧", with: "x", "`lnx` is no name, and `ln` is a function", ways: ["ln(x)"])
    checkError("⟦fx⟧", with: "f(1) x", "`fx` is no name, and `f` is a function", ways: ["f(x)"])
    checkError("x + ⟦step⟧", "`step` is a command")
    checkTree("x + step", with: "step:", "(+ x step)")
  }
}
