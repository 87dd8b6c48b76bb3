import NablaSyntax
import Testing

@Suite("Errors in expressions")
struct ErrorExpressionTests {
  @Test("numbers behind factors")
  func numbers() {
    checkError("⟦3 4⟧", "two numbers stand side by side", ways: ["3*4", "34"])
    checkError("⟦1.2.3⟧", "two numbers stand side by side", ways: ["1.2*.3"])
    checkError("⟦x 2⟧", "a number stands behind `x`", ways: ["x^2", "2x"])
    checkError("(x+1⟦)2⟧", "a number stands behind a factor", ways: ["(x+1)^2", "2*(x+1)"])
    checkError("|x⟦| 2⟧", "a number stands behind a factor", ways: ["|x|^2", "2*|x|"])
    checkError("x^⟦2 3⟧", "a number stands behind a factor", ways: ["(x^2)^3", "3*x^2"])
    checkError("⟦1,5⟧", "a comma is no decimal point", ways: ["1.5"])
    checkError("1⟦,⟧ 5", "unexpected `,`", ways: ["max(a, b)", "[a, b]"])
  }

  @Test("arguments without brackets")
  func arguments() {
    checkError(
      "⟦sin 2 x⟧", "two readings: does `x` belong to the argument of `sin`?",
      ways: ["sin(2 x)", "sin(2)*x"])
    checkError(
      "⟦sin cos x y⟧", "two readings: does `y` belong to the argument of `sin`?",
      ways: ["sin(cos x y)", "sin(cos x)*y"])
    checkError(
      "1 + ⟦sin 2 3⟧", "two readings: does `3` belong to the argument of `sin`?",
      ways: ["sin(2 3)", "sin(2)*3"])
    checkError(
      "⟦sin 2cos⟧(x)", "two readings: does `cos(...)` belong to the argument of `sin`?",
      ways: ["sin(2cos(...))", "sin(2)*cos(...)"])
    checkError(
      "⟦√2 x⟧", "two readings: does `x` belong to the argument of `sqrt`?",
      ways: ["sqrt(2 x)", "sqrt(2)*x"])
    checkError(
      "⟦sin^-1⟧ x", "`sin^-1` may mean the inverse or the reciprocal",
      ways: ["asin(x)", "1/sin(x)"])
    checkError(
      "⟦exp⁻¹⟧(x)", "`exp⁻¹` may mean the inverse or the reciprocal", ways: ["1/exp(x)"])
    checkError("⟦sin⟧", "`sin` needs an argument", ways: ["sin(x)"])
    checkError("⟦sin⟧ + 1", "`sin` needs an argument", ways: ["sin(x)"])
    checkError("|⟦sin⟧|", "`sin` needs an argument")
    checkError("⟦atan2⟧ y", "`atan2` needs 2 arguments in brackets", ways: ["atan2(a, b)"])
  }

  @Test("functions and primes")
  func functions() {
    checkError("⟦f⟧(3)", "`f` is not defined", ways: ["f(x) = ...", "f*(...)"])
    checkError("⟦f⟧ (3)", "`f` is not defined")
    checkError("⟦g2⟧(3)", "`g2` is not defined")
    checkError("2⟦F⟧'(3)", "`F` is not defined")
    checkError("⟦loss⟧(3)", "unknown function `loss`", ways: ["loss(x) = ..."])
    checkError("⟦foo⟧(3)", with: "f(1)", "unknown function `foo`", ways: ["foo(x) = ..."])
    checkError("⟦sine⟧(3)", "unknown function `sine`", ways: ["did you mean `sin`"])
    checkError("⟦my_loss⟧(3)", "`my_loss` is not defined", ways: ["my_loss(x) = ..."])
    checkError("⟦x⟧(1, 2)", "`x` is no function", ways: ["x(a, b) = ...", "x*(...)"])
    checkError("⟦f(1, 2)⟧", with: "f(1)", "`f` takes 1 argument, not 2")
    checkError("1 + ⟦f(1)⟧", with: "f(2)", "`f` takes 2 arguments, not 1")
    checkError("⟦f()⟧", with: "f(1)", "`f` takes 1 argument, not 0")
    checkError("⟦max(1)⟧", "`max` takes at least 2 arguments, not 1")
    checkError("⟦f⟧ x", with: "f(1)", "`f` is a function", ways: ["f(...)"])
    checkError("⟦f^2⟧(x)", with: "f(1)", "a power stands between `f` and its argument")
    checkError("⟦f²⟧ x", with: "f(1)", "a power stands between `f` and its argument")
    checkError("f ⟦'⟧", with: "f(1)", "a prime touches its function", ways: ["f'"])
    checkError(
      "⟦x'⟧", "`x` is no function, so it has no derivative `x'`", ways: ["d/dx", "diff"])
    checkError("(x)⟦'⟧", "a prime stands behind a function's name only", ways: ["d/dx"])
  }

  @Test("brackets and bars")
  func brackets() {
    checkError("1 + ⟦(⟧x", "`(` is not closed", ways: ["`)`"])
    checkError("((x) + ⟦[⟧1, 2", "`[` is not closed", ways: ["`]`"])
    checkError("sin⟦(⟧", "`(` is not closed")
    checkError("x⟦)⟧", "`)` closes no bracket")
    checkError("⟦]⟧", "`]` closes no bracket")
    checkError("(x⟦]⟧", "`]` does not close `(`", ways: ["`)`"])
    checkError("|x⟦)⟧", "`)` does not close `|`", ways: ["`|`"])
    checkError("⟦()⟧", "nothing stands between the brackets")
    checkError("⟦[]⟧", "a vector needs an element")
    checkError("x ⟦|⟧", "`|` is not closed", ways: ["`or`"])
    checkError("⟦|⟧x", "`|` is not closed")
    checkError("|⟦|⟧x|-1|", "bars do not nest", ways: ["abs(...)"])
    checkError("x |⟦|⟧ y", "bars do not nest", ways: ["`or`"])
    checkError(
      "x ⟦[⟧1]", "a space in front of `[` leaves two readings: an element or a product",
      ways: ["x[0]", "x*[...]"])
    checkError("2⟦[⟧1, 2]", "`[` stands behind a number", ways: ["2*[...]"])
    checkError("x²⟦[⟧1]", "`[` stands behind a number", ways: ["x²*[...]"])
    checkError("x⟦[]⟧", "an index is missing between the brackets", ways: ["x[0]"])
    checkError("x⟦[⟧1", "`[` is not closed", ways: ["`]`"])
    checkError("x[1⟦)⟧", "`)` does not close `[`", ways: ["`]`"])
  }

  @Test("operators without operands")
  func operands() {
    checkError("x ⟦+⟧", "an operand is missing behind `+`")
    checkError("⟦+⟧", "an operand is missing behind `+`")
    checkError("⟦*⟧", "an operand is missing in front of `*`")
    checkError("(⟦*⟧ 2)", "an operand is missing in front of `*`")
    checkError("2 ⟦*⟧ / 3", "an operand is missing behind `*`")
    checkError("⟦not⟧", "an operand is missing behind `not`")
    checkError("max(1⟦,⟧)", "an expression is missing at the comma")
    checkError("⟦!⟧x", "`!` stands behind what it acts on", ways: ["n!", "`not`"])
    checkError(
      "⟦3!!⟧",
      """
      `!!` may mean the double factorial or the factorial of a factorial
      """, ways: ["(3!)!"])
    checkError("⟦x²^⟧3", "raised digits and `^` do not follow each other")
    checkError("⟦x²!⟧", "raised digits and `!` do not follow each other")
    checkError("x⟦⁻⟧", "raised digits are missing")
  }

  @Test("comparisons, choices and equals signs")
  func conditions() {
    checkError("⟦1 < x < 2⟧", "comparisons do not chain", ways: ["1 < x and x < 2"])
    checkError("⟦a == b == c + 1⟧", "comparisons do not chain")
    checkError("⟦1 < (x+1) < 2⟧", "comparisons do not chain", ways: ["and (x+1) < 2"])
    checkTree("(1 < x) == (x < 2)", "(== (< 1 x) (< x 2))")
    checkError("x + 1 ⟦=⟧ 3", "`=` does not belong in an expression", ways: ["`==`", "f(x) = ..."])
    checkError("2x ⟦=⟧ 3", "`=` does not belong in an expression")
    checkError("f(x) = y ⟦=⟧ 3", "`=` does not belong in an expression")
    checkError("⟦if⟧ x", "`then` is missing", ways: ["if CONDITION then VALUE else VALUE"])
    checkError("⟦if⟧ x then y", "`else` is missing")
    checkError("(⟦if⟧ x then y)", "`else` is missing")
    checkError("x ⟦then⟧ y", "`then` without `if`")
    checkError("x ⟦else⟧ y", "`else` without `if` and `then`")
    checkError("if ⟦(⟧x then y else z", "a bracket is not closed in front of `then`")
    checkError("if x then [⟦(⟧y else z)]", "a bracket is not closed in front of `else`")
    checkError("if x ⟦else⟧ y", "`then` is missing in front of `else`")
    checkError("if x then y ⟦then⟧ z else a", "`then` without `if`")
    checkError("1 + ⟦if⟧ x then y else z", "`if` needs brackets here")
    checkError("a == ⟦not⟧ b", "`not` needs brackets here")
    checkError("2 ⟦not⟧ b", "`not` stands behind an operand")
  }

  @Test("derivatives")
  func derivatives() {
    checkError("1 + ⟦d/dx⟧", "`d/dx` needs an expression")
    checkError("1/⟦d⟧/dx x", "a derivative needs brackets here", ways: ["(d/dx ...)"])
    checkError("2^⟦d⟧/dx x", "a derivative needs brackets here")
    checkError("⟦dy/dx⟧", "`dy/dx` is no quotient", ways: ["d/dx"])
    checkError("⟦d^2/dx⟧^2 x", "higher derivatives are not written this way", ways: ["d/dx d/dx"])
    checkError("⟦∂f⟧/∂x", "a derivative is written d/dx or ∂/∂x with one variable")
    checkError("⟦d/dpi⟧ x", "a derivative is written d/dx or ∂/∂x with one variable")
    checkTree("d^2/dd", with: "dd", "(/ (^ d 2) dd)")
  }

  @Test("stray characters")
  func characters() {
    checkError("a ⟦$⟧ b", "unexpected `$`")
    checkError("a ⟦&&⟧ b", "unexpected `&&`", ways: ["`and`"])
    checkError("2⟦**⟧3", "unexpected `**`", ways: ["`^`"])
    checkError("a ⟦:=⟧ 3", "unexpected `:=`", ways: ["`=`"])
    checkError("7 ⟦%⟧ 3", "unexpected `%`", ways: ["mod(a, b)"])
    checkError("⟦{⟧x}", "unexpected `{`", ways: ["`(`"])
    checkError("2⟦–⟧3", "unexpected `–`", ways: ["`-`"])
    checkError("x⟦ⁿ⟧", "unexpected `ⁿ`", ways: ["^n"])
    checkError("x⟦\u{200B}⟧", "unexpected U+200B")
    checkError("(1⟦;⟧ 2)", "unexpected `;`")
    checkError("x ⟦?⟧", "unexpected `?`", ways: ["`help`"])
    checkError("1 + ⟦∇⟧ f", "unexpected `∇`", ways: ["`grad`"])
  }
}
