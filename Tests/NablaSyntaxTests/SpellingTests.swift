import NablaSyntax
import NablaTestSupport
import Testing

@Suite("Nearest spellings")
struct SpellingTests {
  static let words = ["minimize", "maximize", "min", "max", "sin", "sinh", "asin", "cos", "theta0"]

  @Test(
    "A misspelt word finds what it meant",
    arguments: [
      ("minimise", ["minimize"]), ("minimzie", ["minimize"]), ("mni", ["min"]),
      ("sni", ["sin"]), ("Sin", ["sin", "asin", "min"]), ("coss", ["cos"]), ("theta1", ["theta0"]),
      ("sinn", ["sin", "sinh"]), ("xyz", []), ("quartic", []), ("", []), ("a", []),
    ])
  func nearest(_ word: String, _ expected: [String]) {
    #expect(Spelling.nearest(to: word, among: Self.words) == expected)
  }

  @Test("The order does not depend on the order of the candidates")
  func order() {
    for words in [Self.words, Self.words.reversed()] {
      #expect(Spelling.nearest(to: "mix", among: words) == ["max", "min"])
    }
  }

  @Test("A word itself and repeated candidates are left out, and the limit holds")
  func limit() {
    #expect(Spelling.nearest(to: "sin", among: ["sin", "sip", "sip", "sit"]) == ["sip", "sit"])
    #expect(Spelling.nearest(to: "sin", among: ["sia", "sib", "sic"], limit: 2) == ["sia", "sib"])
  }

  @Test("A distance agrees with the full table of edits", arguments: 0..<200)
  func distance(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let word = random.word(length: 3...12, letters: "abc")
    let candidate = random.word(length: 1...12, letters: "abc")
    guard word != candidate else { return }
    let isNear = SpellingTests.alignment(word, candidate) <= max(1, word.count / 3)
    #expect(Spelling.nearest(to: word, among: [candidate]) == (isNear ? [candidate] : []))
  }

  @Test("A word of a megabyte is given up at once")
  func long() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(Spelling.nearest(to: word, among: [word + "b", "abs"]).isEmpty)
    #expect(Spelling.nearest(to: "abs", among: [word]).isEmpty)
  }

  /// The optimal string alignment distance from the whole table, by its definition.
  private static func alignment(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var table = (0...a.count).map { row in (0...b.count).map { row == 0 ? $0 : row } }
    for i in 1...a.count {
      for j in 1...b.count {
        let change = a[i - 1] == b[j - 1] ? 0 : 1
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }
}
