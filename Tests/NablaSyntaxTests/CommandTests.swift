import NablaSyntax
import Testing

@Suite("Commands")
struct CommandTests {
  private func check(
    _ text: String, with names: String = "", _ reading: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(parse(text, with: names).reading == reading, sourceLocation: sourceLocation)
  }

  @Test("every row of the table reads its own example", arguments: Verb.allRows.map(\.verb))
  func examples(_ verb: Verb) {
    let statement = verb.row.example.split(separator: ";").last.map(String.init) ?? ""
    // What fits a table needs its columns.
    let parsed = parse(statement, with: "tip: total_bill:")
    #expect(parsed.diagnostics.isEmpty)
    guard case .command(let command) = parsed.statement else {
      Issue.record("no command")
      return
    }
    #expect((parsed.prefixes.map(\.verb) + [command.verb]).contains(verb))
  }

  @Test("every verb and alias is a command", arguments: Verb.words)
  func verbs(_ word: String) {
    let verb = Verb.named(word)
    #expect(verb != nil)
    #expect(verb?.rawValue == word || verb?.row.aliases.contains(word) == true)
  }

  @Test("clauses in any order")
  func clauses() {
    check("minimize x^2 from 4 alpha 0.3 steps 19", "minimize x² from 4 alpha 0.3 steps 19")
    check("minimize x^2 steps 2*3 alpha a/2 from -2.5", "minimize x² steps 2·3 alpha a/2 from -2.5")
    check("minimize x^2 from 4 trace all tol 1e-8", "minimize x² from 4 trace all tol 1e-8")
    check("minimize x^2 from 4 trace 5", "minimize x² from 4 trace 5")
    check("diff x^3 order 2 by x at 2", "diff x³ order 2 by x at 2")
    check("grad 3a b by a, b at (1, 2)", "grad 3·a·b by a, b at (1, 2)")
    check("grad |x| at 2", "grad abs(x) at 2")
    check("grad if x > 0 then x else y at (1, 2)", "grad if x > 0 then x else y at (1, 2)")
  }

  @Test("points")
  func points() {
    check("minimize q from 6", with: "q(1)", "minimize q from 6")
    check("minimize q from 2pi", with: "q(1)", "minimize q from 2·π")
    check("minimize q from (6)", with: "q(1)", "minimize q from 6")
    check("minimize q from (1 + 2)*3", with: "q(1)", "minimize q from (1 + 2)·3")
    check("minimize q from (0, 0)", with: "q(2)", "minimize q from (0, 0)")
    check("minimize q from (max(1, 2), [x])", with: "q(2)", "minimize q from (max(1, 2), [x])")
    check("minimize q from [0, 0] alpha 1", with: "q(2)", "minimize q from (0, 0) alpha 1")
    check("minimize q from θ0 = 0, θ1 = 0", with: "q(2)", "minimize q from θ₀ = 0, θ₁ = 0")
    check("hessian a*b at a = 2, b = 5", "hessian a·b at a = 2, b = 5")
    check(
      "minimize q from x = if a then b else c, y = 2", with: "q(2)",
      """
      minimize q from x = if a then b else c, y = 2
      """)
  }

  @Test("boxes")
  func boxes() {
    check("minimize q on [1, 6.75]", with: "q(1)", "minimize q on [1, 6.75]")
    check("minimize q on [-inf, ∞]", with: "q(1)", "minimize q on [-∞, ∞]")
    check("minimize q on [-pi, 2pi] steps 9", with: "q(1)", "minimize q on [-π, 2·π] steps 9")
    check("minimize x*y on [0, 1], [-1, 1]", "minimize x·y on [0, 1], [-1, 1]")
    check(
      "minimize x*y on x in [0, 1], y in [-1, 1] tol 1e-3",
      "minimize x·y on x in [0, 1], y in [-1, 1] tol 1e-3")
    check("minimize θ0^2 on theta_0 in [a, max(a, b)]", "minimize θ₀² on θ₀ in [a, max(a, b)]")
    check("minimize x on [(alpha), 2]", "minimize x on [α, 2]")
    check("minimize x on [0,\n1]", "minimize x on [0, 1]")
    check("i n + on", "i·n + o·n")
  }

  @Test("tables and equations")
  func looking() {
    check("table x^2 on [0, 2]", "table x² on [0, 2]")
    check("table [f, f'] step 1/4 on [0, 2pi]", with: "f(1)", "table [f, f'] step 1/4 on [0, 2·π]")
    check("check f'(x) = 2x", with: "f(1)", "check f'(x) = 2·x")
    check("check x^2=x*x on [0, 1]", "check x² = x·x on [0, 1]")
    check("check (x + 1)(x - 1) = x^2 - 1", "check (x + 1)·(x - 1) = x² - 1")
    check("check (x) = y", "check x = y")
    check("check (x == 1) = (y < 2)", "check x == 1 = y < 2")
    check("check if x == 0 then 1 else x = 2", "check if x == 0 then 1 else x = 2")
    check(
      "minimize x^2 from 1 alpha 1 decay step 0.5 every 9 steps 9",
      "minimize x² from 1 alpha 1 decay step 0.5 every 9 steps 9")
  }

  @Test("places of the sides of a box")
  func sides() {
    guard case .command(let command) = parse("minimize x y on x in [0, 1], y in [2, 3]").statement,
      case .box(let sides)? = command.clause(.on)?.value
    else {
      Issue.record("no box")
      return
    }
    #expect(command.clause(.on)?.span == Span(16, 40))
    #expect(sides.map(\.name) == [Name("x"), Name("y")])
    #expect(sides.map(\.span) == [Span(21, 27), Span(34, 40)])
  }

  @Test("clause words are variables in brackets and elsewhere")
  func contextualWords() {
    check("grad (alpha)^2", "grad α²")
    check("grad α^2", "grad α²")
    check("grad sin(alpha) + |alpha|", "grad sin(α) + abs(α)")
    check("alpha + 1", "α + 1")
    check("at + by", "a·t + b·y")
    check("f(alpha) = alpha^2", "f(α) = α²")
    check("minimize x^2from 4", "minimize x² from 4")
  }

  @Test("operands")
  func operands() {
    check("grad f", with: "f(1)", "grad f")
    check("grad f'", with: "f(1)", "grad f'")
    check("∇ f", with: "f(2)", "grad f")
    check("∇f", with: "f(2)", "grad f")
    check("gradient x^2", "grad x²")
    check("diff(x^2)", "diff x²")
    check("diff (x+1)(x-1)", "diff (x + 1)·(x - 1)")
    check("jacobian [x*y, x + y]", "jacobian [x·y, x + y]")
    check("jacobian x*y", "jacobian [x·y]")
  }

  @Test("words and file names are taken as they are")
  func words() {
    check("help", "help")
    check("?", "help")
    check("? sin # why", "help sin")
    check("help +", "help +")
    check("help =", "help =")
    check("help (", "help (")
    check("?$", "help $")
    check("save lecture.nabla", "save lecture.nabla")
    check("save \"my file.nabla\"", "save my file.nabla")
    check("save \"a # b\" # c", "save a # b")
    check("run ../a-b/c.nabla", "run ../a-b/c.nabla")
    check("forget a, theta0, loss", "forget a, theta0, loss")
    #expect(parse("exit").reading == "quit")
    guard case .command(let command) = parse("save \"a b\"").statement else { return }
    #expect(command.words.map(\.text) == ["a b"])
    #expect(command.words.map(\.span) == [Span(5, 10)])
  }

  @Test("places of verb, clause word and value")
  func spans() {
    guard case .command(let command) = parse(" minimize x from (1, 2) alpha 3").statement else {
      Issue.record("no command")
      return
    }
    #expect(command.verbSpan == Span(1, 9))
    #expect(command.clause(.from)?.wordSpan == Span(12, 16))
    #expect(command.clause(.from)?.span == Span(17, 23))
    #expect(command.clause(.alpha)?.span == Span(30, 31))
    #expect(command.clause(.steps) == nil)
  }

  @Test("verbs in front of a command, or with an expression")
  func prefixes() {
    check("time minimize x^2 from 4 steps 2", "time: minimize x² from 4 steps 2")
    check("time ∇ x^2", "time: grad x²")
    check("time x^2 + 1", "time x² + 1")
    check("time load t.csv as t", "time: load t.csv, as, t")
    check("time + 1", with: "time:", "time + 1")
    check("time grad x^2", with: "time:", "time: grad x²")
  }
}
