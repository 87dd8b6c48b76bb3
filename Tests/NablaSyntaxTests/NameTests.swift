import NablaSyntax
import NablaTestSupport
import Testing

@Suite("Names")
struct NameTests {
  @Test(
    "All spellings of a name are one",
    arguments: [
      (["theta0", "theta_0", "θ0", "θ_0", "θ₀"], "theta0", "θ₀"),
      (["x0", "x_0", "x₀"], "x0", "x₀"),
      (["x12", "x₁₂", "x_12", "x₁2"], "x12", "x₁₂"),
      (["pi", "π"], "pi", "π"),
      (["Omega", "Ω"], "Omega", "Ω"),
      (["x"], "x", "x"),
      (["total_bill"], "total_bill", "total_bill"),
      (["col1"], "col1", "col1"),
      (["col_1"], "col_1", "col_1"),
      (["é1", "é_1"], "é1", "é₁"),
    ])
  func spellings(_ words: [String], _ ascii: String, _ unicode: String) {
    for word in words {
      #expect(Name(word).ascii == ascii)
      #expect(Name(word).unicode == unicode)
      #expect(Name(Name(word).unicode) == Name(word))
      #expect(Name(Name(word).ascii) == Name(word))
    }
  }

  @Test(
    "Different names stay different",
    arguments: [("x1", "x01"), ("x", "x0"), ("col1", "col_1"), ("theta", "Theta"), ("ab", "a_b")])
  func different(_ a: String, _ b: String) {
    #expect(Name(a) != Name(b))
  }

  @Test("The order is natural, and the same whatever it starts from", arguments: 0..<20)
  func order(_ seed: Int) {
    let sorted = ["X", "a", "b", "theta2", "theta10", "x", "x0", "x1", "x2", "x10", "y_a", "z"]
      .map { Name($0) }
    var random = SeededRandom(seed: UInt64(seed))
    #expect(sorted.shuffled(using: &random).sorted() == sorted)
  }

  @Test("Every Greek letter and its name are one name")
  func greek() {
    #expect(Name.greekLetters.count == 48)
    for (name, letter) in Name.greekLetters {
      #expect(Name(letter) == Name(name))
      #expect(Name(name).unicode == letter)
    }
  }
}
