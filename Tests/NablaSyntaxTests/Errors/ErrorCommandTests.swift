import NablaSyntax
import Testing

@Suite("Errors in commands")
struct ErrorCommandTests {
  @Test("a misspelt verb")
  func verbs() {
    checkError(
      "⟦minimise⟧ q from 6", "unknown command `minimise`", ways: ["did you mean `minimize`?"])
    #expect(
      parse("minimise q from 6").diagnostics.first?.hint == "did you mean `minimize`?")
    checkError("⟦minimise⟧ x^2", "unknown command `minimise`")
    checkError("⟦grda⟧ x^2", "unknown command `grda`", ways: ["`grad`"])
    checkError("⟦histroy⟧", "unknown command `histroy`", ways: ["`history`"])
    checkError("⟦solve⟧ x^2", "unknown command `solve`", ways: ["`help`"])
    checkError("⟦loss⟧ 2", "unknown command `loss`", ways: ["l o s s"])
    checkError("⟦loss⟧ + 2", "unknown name `loss`")
    checkError("⟦totl⟧ x", with: "total=", "unknown name `totl`", ways: ["`total`"])
    checkTree("ab c", "(* (* a b) c)", notes: ["read as a·b·c"])
  }

  @Test("operands that are missing")
  func operands() {
    checkError("⟦grad⟧", "`grad` needs an expression", ways: ["grad EXPRESSION"])
    checkError(
      "minimize ⟦from⟧ 3", "`minimize` needs an expression in front of `from`",
      ways: ["minimize EXPRESSION from POINT"])
    checkError(
      "grad ⟦alpha⟧^2", "`grad` needs an expression in front of `alpha`",
      ways: ["α or (alpha)"])
    checkError("grad x ⟦+⟧ by x", "an operand is missing behind `+`")
    checkError("⟦forget⟧", "`forget` needs a name", ways: ["forget NAME"])
    checkError("⟦save⟧", "`save` needs a file's name", ways: ["save FILE"])
    checkError("vars ⟦x⟧", "`vars` takes nothing", ways: ["vars"])
  }

  @Test("clauses")
  func clauses() {
    let usage = "minimize EXPRESSION from POINT"
    checkError("minimize x^2 ⟦from⟧", "`from` needs a value", ways: [usage])
    checkError("minimize x^2 ⟦from⟧ alpha 3", "`from` needs a value", ways: [usage])
    checkError("minimize x^2 from 1 ⟦from⟧ 2", "`from` is given twice", ways: [usage])
    checkError("minimize x^2 from 1 ⟦with⟧ adam", "`minimize` takes no `with`", ways: [usage])
    checkError("grad x^2 ⟦on⟧ [0, 1]", "`grad` takes no `on`", ways: ["o*n"])
    checkError("minimize x^2 from 1 ⟦quickly⟧", "unknown clause `quickly`", ways: [usage])
    checkError("minimize x^2 ⟦form⟧ 1", "unknown clause `form`", ways: ["`from`"])
    checkError("minimize f ⟦form⟧ 1", with: "f(1)", "unknown clause `form`", ways: ["`from`"])
    checkError("grad x ⟦from⟧ 1", "`grad` takes no `from`", ways: ["grad EXPRESSION"])
    checkError("grad 3⟦at⟧", "`at` needs a value", ways: ["a*t"])
    checkError("grad x + ⟦loss⟧ by x", "unknown name `loss`")
    checkError("minimize x^2 trace all ⟦5⟧", "unexpected `5`", ways: ["trace all"])
  }

  @Test("verbs in front of a command")
  func prefixes() {
    checkError("⟦time⟧", "`time` needs an expression", ways: ["time STATEMENT"])
    checkError("time ⟦time⟧ x", "`time` is given twice")
    checkError("time ⟦f⟧(x) = x^2", "a definition stands alone", ways: ["define f first"])
    checkError("time ⟦a⟧ = 3", "a definition stands alone")
    checkError("time x ⟦from⟧ 3", "`time` takes no `from`")
    checkError("minimize x^2 from 1 ⟦to⟧ f.svg", "`minimize` takes no `to`")
  }

  @Test("boxes")
  func boxes() {
    let isNoBox = "a box is made of intervals in brackets"
    checkError("minimize x ⟦on⟧", "`on` needs a value")
    checkError("minimize x on ⟦0⟧, 1", isNoBox, ways: ["[0, 1]"])
    checkError("minimize x on ⟦(⟧0, 1)", isNoBox, ways: ["[0, 1]"])
    checkError("minimize x on ⟦x⟧ [0, 1]", isNoBox, ways: ["x in [0, 1]"])
    checkError("minimize x on x in ⟦0⟧", isNoBox, ways: ["x in [0, 1]"])
    checkError("minimize x on x ⟦in⟧", isNoBox)
    checkError("minimize x on [0, 1]⟦,⟧", isNoBox)
    checkError("minimize x on ⟦[0, 1] y⟧", "an interval stands alone")
    checkError("minimize x on ⟦[⟧0, 1", "`[` is not closed")
    checkError("minimize x on [0, 1⟦)⟧", "`)` does not close `[`")
    checkError("minimize x on ⟦[0]⟧", "an interval has two ends, and here is 1")
    checkError("minimize x on ⟦[0, 1, 2]⟧", "an interval has two ends, and here are 3")
    checkError("minimize x on ⟦[0, 1] + 1⟧", "an interval stands alone")
    checkError("minimize x on x in [0, 1], ⟦[⟧0, 1]", isNoBox, ways: ["y in [0, 1]"])
    checkError("minimize x on x in [0, 1], ⟦y⟧ [0, 1]", "`in` is missing behind `y`")
    checkError("minimize x on [0, 1], ⟦y⟧ in [0, 1]", "an interval in front of `y` has no name")
    checkError("minimize x on x in [0, 1], ⟦x⟧ in [0, 1]", "`x` is given twice")
    checkError("minimize x on ⟦pi⟧ in [0, 1]", "pi is a constant, not a variable")
    checkError("minimize x on [0, 1] ⟦on⟧ [0, 1]", "`on` is given twice")
    checkError("minimize x on [⟦,⟧ 1]", "an expression is missing at the comma")
  }

  @Test("tables")
  func tables() {
    checkError("⟦table⟧", "`table` needs an expression", ways: ["table EXPRESSION on"])
    checkError("table x on [0, 1] ⟦step⟧", "`step` needs a value")
    checkError("table x step 1 ⟦step⟧ 2", "`step` is given twice")
    checkError("table x ⟦from⟧ 1", "`table` takes no `from`")
    checkError("grad x ⟦step⟧ 1", "`step` is a command")
    checkError("⟦table⟧ = 3", "`table` is a command and cannot be a name")
  }

  @Test("equations")
  func equations() {
    let usage = "check LEFT = RIGHT"
    checkError("⟦check⟧", "`check` needs an expression", ways: [usage])
    checkError("check ⟦=⟧ x", "`check` needs an expression in front of `=`", ways: [usage])
    checkError("check ⟦on⟧ [0, 1]", "`check` needs an expression in front of `on`")
    checkError("check x^⟦2⟧", "`check` needs `=` and a right side", ways: [usage])
    checkError("check ⟦x⟧ on [0, 1]", "`check` needs `=` and a right side", ways: [usage])
    checkError("check x ⟦=⟧", "nothing stands behind `=`", ways: [usage])
    checkError("check x ⟦=⟧ on [0, 1]", "nothing stands behind `=`", ways: [usage])
    checkError("check x ⟦+⟧ = y", "an operand is missing behind `+`")
    checkError("check x = y ⟦+⟧", "an operand is missing behind `+`")
    checkError("check x ⟦==⟧ y", "an equation is written with one `=`", ways: [usage])
    checkError("check x = y ⟦=⟧ z", "a second `=` in an equation")
    checkError("check x = y ⟦==⟧ z", "a second `==` in an equation")
    checkError("check (x ⟦=⟧ y)", "`=` stands inside brackets")
    checkError("check ⟦f⟧(x) = x^2", "`f` is not defined", ways: ["f(x) = ..."])
    checkError("check x ⟦:=⟧ y", "unexpected `:=`", ways: ["`=`"])
  }

  @Test("points")
  func points() {
    checkError("minimize x from 1⟦,⟧ 2", "unexpected `,`", ways: ["(1, 2)"])
    checkError("minimize x from ⟦1,5⟧", "a comma is no decimal point", ways: ["1.5"])
    checkError("minimize x from ⟦(1, 2)⟧ + 3", "a point stands alone")
    checkError("minimize x from a = 2, ⟦3⟧", "a coordinate is written with its name")
    checkError("minimize x from a = 2⟦,⟧", "a coordinate is written with its name")
    checkError("minimize x from a = 2, ⟦a⟧ = 3", "`a` is given twice")
    checkError(
      "minimize x from (a ⟦=⟧ 2, b = 5)", "coordinates with their names stand without brackets",
      ways: ["from a = 2, b = 5"])
    checkError("minimize x from (2 + (a ⟦=⟧ 2))", "`=` does not belong in an expression")
    checkError("minimize x from a ⟦=⟧", "nothing stands behind `=`")
    checkError("minimize x from ⟦pi⟧ = 3", "pi is a constant, not a variable")
    checkError("minimize x from 2 ⟦=⟧ 3", "`=` does not belong in an expression")
  }

  @Test("names")
  func names() {
    checkError("grad x by ⟦pi⟧", "pi is a constant, not a variable")
    checkError("grad x by ⟦f⟧", with: "f(1)", "`f` is a function, not a variable")
    checkError("grad x by x, ⟦x⟧", "`x` is given twice")
    checkError("grad x by x ⟦y⟧", "unexpected `y`", ways: ["a comma"])
    checkError("grad x by x⟦,⟧", "`by` wants variables")
    checkError("grad x by ⟦2⟧", "`by` wants variables")
    checkError("grad x by ⟦ab⟧", "`ab` is not one variable", ways: ["a, b"])
    checkError("grad x by ⟦loss⟧", "unknown name `loss`")
    checkError("forget a ⟦b⟧", "unexpected `b`", ways: ["a comma"])
    checkError("forget ⟦2⟧", "a name is missing")
  }

  @Test("file names")
  func files() {
    checkError(
      "save ⟦my file⟧", "a file's name with white space is quoted", ways: ["save \"my file\""])
    checkError("save ⟦\"my file⟧", "the file's name is not closed by a quotation mark")
    checkError("save \"a\"⟦ b⟧", "nothing stands behind the file's name", ways: ["save \"a\""])
    checkError("save ⟦\"\"⟧", "the file's name is empty")
    checkError("plot x to ⟦\"\"⟧", "the file's name is empty")
    checkError("save ⟦table⟧", "`save table` needs a file's name")
  }

  @Test("clause words outside a command")
  func outside() {
    checkError("x ⟦from⟧ 4", "unknown name `from`", ways: ["belongs to a command"])
  }
}
