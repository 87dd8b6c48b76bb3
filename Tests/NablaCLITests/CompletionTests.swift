import NablaCLI
import Testing

@Suite("Completion")
struct CompletionTests {
  private static let words = [
    "gamma", "grad", "max", "maximize", "minimize", "sin", "sinh", "θ₀", "θ₁",
  ]

  private static let paths = ["data/", "data/tips.csv", "max 1.csv", "max 2.csv", "über.csv"]

  private func complete(_ text: String) -> Completion {
    Completion(
      of: text,
      candidates: { word in
        word.hasPrefix("\\")
          ? (word == "\\theta" ? ["θ"] : []) : Self.words.filter { $0.hasPrefix(word) }
      },
      paths: { path in Self.paths.filter { $0.hasPrefix(path) } })
  }

  private func check(
    _ text: String, becomes expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let completion = complete(text)
    let kept = String(String.UnicodeScalarView(text.unicodeScalars.dropLast(completion.deleted)))
    #expect(kept + completion.inserted == expected, sourceLocation: sourceLocation)
    #expect(completion.alternatives.isEmpty, sourceLocation: sourceLocation)
  }

  @Test(
    "A word is completed as far as all that begin with it agree",
    arguments: [
      ("minim", "minimize"), ("gr", "grad"), ("s", "sin"), ("2 + ma", "2 + max"),
      ("3si", "3sin"), ("f(x)*gra", "f(x)*grad"), ("2·ga", "2·gamma"), ("√si", "√sin"),
      ("\\theta", "θ"), ("2\\theta", "2θ"), ("x \\theta", "x θ"),
    ])
  func completes(text: String, expected: String) {
    check(text, becomes: expected)
  }

  @Test(
    "Where no further letter is common the words to choose from are listed",
    arguments: [
      ("max", ["max", "maximize"]), ("sin", ["sin", "sinh"]), ("1 + g", ["gamma", "grad"]),
      ("θ", ["θ₀", "θ₁"]), ("", words),
    ])
  func lists(text: String, expected: [String]) {
    let completion = complete(text)
    #expect(completion.alternatives == expected)
    #expect(completion.deleted == 0)
    #expect(completion.inserted.isEmpty)
  }

  @Test("A complete or an unknown word is left as it is", arguments: ["grad", "xyz", "\\phi"])
  func leaves(text: String) {
    #expect(complete(text).isEmpty)
  }

  @Test("Without a word to complete Tab is white space", arguments: ["2 +", "f(", "3"])
  func space(text: String) {
    check(text, becomes: text + " ")
  }

  @Test(
    "Behind a quotation mark a file's name is completed, and closed where it is whole",
    arguments: [
      ("load \"max", "load \"max "), ("load \"max 2", "load \"max 2.csv\""),
      ("plot f to \"ü", "plot f to \"über.csv\""), ("load \"data/t", "load \"data/tips.csv\""),
    ])
  func files(text: String, expected: String) {
    check(text, becomes: expected)
  }

  @Test("A folder's name stays open")
  func folders() {
    let completion = Completion(of: "load \"da", candidates: { _ in [] }, paths: { _ in ["data/"] })
    #expect(completion.inserted == "data/")
  }

  @Test("A text that is compared is no file's name", arguments: ["x == \"", "x != \" "])
  func texts(text: String) {
    check(text, becomes: text + " ")
  }

  @Test("Alternatives stand in columns that go down and fit the width")
  func columns() {
    let words = ["a", "bb", "ccc", "d", "e"]
    #expect(Completion.columns(words, width: 10) == "a    d\nbb   e\nccc\n")
    #expect(Completion.columns(words, width: 80) == "a    bb   ccc  d    e\n")
    #expect(Completion.columns(words, width: 1) == "a\nbb\nccc\nd\ne\n")
  }
}
