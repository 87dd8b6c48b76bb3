import NablaSyntax
import Testing

@Suite("The table of readings")
struct ReadingTableTests {
  @Test("products without a sign")
  func products() {
    checkTree("3ab", "(* (* 3 a) b)", notes: ["read as 3·a·b"])
    checkTree("15x^3", "(* 15 (^ x 3))")
    checkTree("2(x+1)", "(* 2 (+ x 1))")
    checkTree("(x+1)(x-1)", "(* (+ x 1) (- x 1))")
    checkTree("x(y+1)", "(* x (+ y 1))", notes: ["read as x·(y + 1)"])
    checkTree("f(x)", with: "f(1)", "(f x)")
    checkTree("a b", "(* a b)")
    checkTree("x^2y", "(* (^ x 2) y)")
    checkTree("2π", "(* 2 pi)")
  }

  @Test("factors behind quotients and powers")
  func quotients() {
    let note = "read as (1/2)·x; for 1/(2·x) write 1/"
    checkTree("1/2x", "(* (/ 1 2) x)", notes: [note + "(2x)"])
    checkTree("1/2 x", "(* (/ 1 2) x)", notes: [note + "(2 x)"])
    checkTree("1/(2x)", "(/ 1 (* 2 x))")
    checkTree("(1/2)x", "(* (/ 1 2) x)")
    checkTree("1/2*x", "(* (/ 1 2) x)")
    checkTree(
      "e^2x", "(* (^ e 2) x)", notes: ["read as e²·x; for e^(2·x) write e^(2x)"])
    checkTree("e²x", "(* (^ e 2) x)")
    checkTree(
      "(a+b)/2c", "(* (/ (+ a b) 2) c)",
      notes: ["read as ((a + b)/2)·c; for (a + b)/(2·c) write (a+b)/(2c)"])
  }

  @Test("powers and signs")
  func powers() {
    checkTree("-x^2", "(neg (^ x 2))")
    checkTree("2^-x", "(^ 2 (neg x))")
    checkTree("2^-x^2", "(^ 2 (neg (^ x 2)))")
    checkTree("2^-x y", "(* (^ 2 (neg x)) y)")
    checkTree("x^y^z", "(^ x (^ y z))")
    checkTree("2^3!", "(^ 2 (! 3))")
    checkTree("-3!", "(neg (! 3))")
    checkTree("x⁻¹", "(^ x (neg 1))")
    checkTree("2^x²", "(^ 2 (^ x 2))")
    checkTree("-2x", "(* (neg 2) x)")
    checkTree("a - -b", "(- a (neg b))")
    checkTree("+x - +y", "(- x y)")
  }

  @Test("functions without brackets")
  func functions() {
    checkTree("sin x", "(sin x)")
    checkTree("sin 2x", "(sin (* 2 x))")
    checkTree("sin x cos x", "(* (sin x) (cos x))")
    checkTree("sin x^2", "(sin (^ x 2))")
    checkTree("sin(x)^2", "(^ (sin x) 2)")
    checkTree("sin^2 x", "(^ (sin x) 2)")
    checkTree("sin^2(x)", "(^ (sin x) 2)")
    checkTree("sin² x cos² x", "(* (^ (sin x) 2) (^ (cos x) 2))")
    checkTree("sin -2x", "(sin (* (neg 2) x))")
    checkTree("sin 2x^2y", "(sin (* (* 2 (^ x 2)) y))")
    checkTree("sin x^-1", "(sin (^ x (neg 1)))")
    checkTree("√2x", "(sqrt (* 2 x))")
    checkTree("log x", "(log x)")
    checkTree("abs x", "(abs x)")
    checkTree("√ln x", "(sqrt (ln x))")
  }

  @Test("bars, factorials and derivatives")
  func bars() {
    checkTree("|x|", "(abs x)")
    checkTree("2|x|", "(* 2 (abs x))")
    checkTree("|x-1||x+1|", "(* (abs (- x 1)) (abs (+ x 1)))")
    checkTree("|x|^2|y|", "(* (^ (abs x) 2) (abs y))")
    checkTree("|(|x|)|", "(abs (abs x))")
    checkTree("3!", "(! 3)")
    checkTree("x!y", "(* (! x) y)")
    checkTree("f'(x)", with: "f(1)", "(f' x)")
    checkTree("f''(2)", with: "f(1)", "(f'' 2)")
    checkTree("f''", with: "f(1)", "(f'')")
    checkTree("f", with: "f(1)", "f")
    checkTree("d/dx x sin(x)", "(d/dx (* x (sin x)))")
    checkTree("∂/∂x x^2/2 + 3", "(+ (d/dx (/ (^ x 2) 2)) 3)")
    checkTree("2 d/dx x", "(* 2 (d/dx x))")
    checkTree("d / dx x", "(d/dx x)")
    checkTree("-d/dθ0 θ0", "(neg (d/dtheta0 theta0))")
    checkTree("d/dx", with: "d dx", "(/ d dx)")
  }

  @Test("names")
  func names() {
    checkTree("theta0 + θ₀ + theta_0", "(+ (+ theta0 theta0) theta0)")
    checkTree(
      "x2", "x2",
      notes: ["x2 is the variable x₂; write x^2 for a power, 2x for a product"])
    checkTree("total_bill", "total_bill")
    checkTree("x1y", "(* x1 y)", notes: ["`x1y` read as x₁·y"])
    checkTree("x1y", with: "x1y", "x1y")
    checkTree("2e", "(* 2 e)")
    checkTree("2e3", "2e3")
    checkTree("1e-3x", "(* 1e-3 x)")
    checkTree("0x", "(* 0 x)")
    checkTree("∞", "inf")
  }

  @Test("conditions")
  func conditions() {
    checkTree("if x > 0 then x else -x", "(if (> x 0) x (neg x))")
    checkTree(
      "if a then b else if c then d else 1 + 2", "(if a b (if c d (+ 1 2)))")
    checkTree("if if a then b else c then d else x", "(if (if a b c) d x)")
    checkTree("a and b or not c and d", "(or (and a b) (and (not c) d))")
    checkTree("not not a", "(not (not a))")
    checkTree("a + 1 <= b", "(<= (+ a 1) b)")
    checkTree("3!=6", "(!= 3 6)")
    checkTree("a @ b @ c", "(@ (@ a b) c)")
    checkTree("[[1, 2], [x, y]]", "(vec (vec 1 2) (vec x y))")
  }

  @Test("what is printed is read without a note")
  func printed() {
    checkTree(
      "-2x0*(y - t0*x0 - t1*x1)", "(* (* (neg 2) x0) (- (- y (* t0 x0)) (* t1 x1)))")
    checkTree("16a + 3b", "(+ (* 16 a) (* 3 b))")
    checkTree(
      "(4x^3 - 45x^2 + 160x - 180)/10",
      """
      (/ (- (+ (- (* 4 (^ x 3)) (* 45 (^ x 2))) (* 160 x)) 180) 10)
      """)
    checkTree("x*cos(x) + sin(x)", "(+ (* x (cos x)) (sin x))")
  }
}
