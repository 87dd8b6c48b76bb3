import NablaSyntax
import Testing

@Suite("Errors in definitions")
struct ErrorDefinitionTests {
  @Test("names that cannot be defined")
  func names() {
    checkError("⟦e⟧ = 3", "e is a constant")
    checkError("⟦π⟧ = 3", "pi is a constant")
    checkError("⟦inf⟧ = 3", "inf is a constant")
    checkError("⟦sin⟧(x) = x", "`sin` is a built-in function")
    checkError("⟦sin⟧ = 3", "`sin` is a built-in function")
    checkError("⟦step⟧ = 3", "`step` is a command and cannot be a name")
    checkError("⟦grad⟧(x) = x", "`grad` is a command and cannot be a name")
    checkError("⟦from⟧ = 3", "`from` is a word of commands and cannot be a name")
    checkError("⟦using⟧ = 3", "`using` is a word of commands and cannot be a name")
    checkError("⟦and⟧ = 3", "`and` is a word of the language")
  }

  @Test("parameters")
  func parameters() {
    checkError("f(x, ⟦x⟧) = x", "the parameter `x` occurs twice")
    checkError("f(θ0, ⟦theta0⟧) = 1", "the parameter `theta0` occurs twice")
    checkError("f(⟦e⟧) = e", "e is a constant and cannot be a parameter")
    checkError("f(⟦exp⟧) = 1", "`exp` is a built-in function and cannot be a parameter")
    checkError("f(⟦steps⟧) = 1", "`steps` is a word of commands and cannot be a name")
    checkError("f(⟦2⟧) = 3", "a parameter is a name, not a number")
    checkError("f⟦()⟧ = 3", "a function needs a parameter")
    checkError("f(x ⟦y⟧) = 3", "a comma is missing between parameters")
    checkError("f(x ⟦+⟧ y) = 3", "a parameter is a name and nothing more")
    checkError("f(⟦(⟧x)) = 3", "a parameter is a name")
    checkError("f(⟦if⟧) = 3", "`if` is a word of the language")
  }

  @Test("bodies")
  func bodies() {
    checkError("a ⟦=⟧", "nothing stands behind `=`", ways: ["forget a"])
    checkError("f(x) = ⟦f⟧(x) + 1", "`f` would be defined by itself")
    checkError("f(x) = ⟦f⟧(x) + 1", with: "f(1)", "`f` would be defined by itself")
    checkError("f(x) = ⟦g⟧(x)", "`g` is not defined")
    checkError("f(x) = x + ⟦loss⟧", "unknown name `loss`")
  }

  @Test("definitions that are allowed")
  func allowed() {
    checkTree("f(x) = x", with: "x= f(2)", "x")
    checkTree("alpha = 3", "3")
    checkTree("f(alpha) = 2alpha", "(* 2 alpha)")
    checkTree("ab = 3", "3")
    checkTree("x1y = 3", "3")
    checkTree("a = a + 1", with: "a=", "(+ a 1)")
    checkTree("f(x2) = x2", "x2")
    #expect(parse("f(x, θ) = x").reading == "f(x, θ) = x")
  }
}
