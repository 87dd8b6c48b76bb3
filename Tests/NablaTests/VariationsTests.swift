import Foundation
import Nabla
import Testing

/// Tables of variations against calculus by hand.
@Suite struct VariationsTests {
  private func object(_ statement: String) throws -> [String: Any] {
    var session = Session()
    return try JSON.object(session.run(statement))
  }

  /// A point with its event, and between them the signs of both derivatives: "-2 end, +-, ...".
  private func summary(_ statement: String) throws -> String {
    let answer = try object(statement)
    let points = try #require(answer["points"] as? [[String: Any]])
    let parts = try #require(answer["parts"] as? [[String: Any]])
    var words: [String] = []
    for (index, point) in points.enumerated() {
      let place =
        (point["x"] as? Double).map { String(format: "%.6g", $0) } ?? "\(point["x"] ?? "")"
      words.append("\(place) \(point["event"] ?? "")")
      if index < parts.count {
        words.append("\(parts[index]["slope"] ?? "")\(parts[index]["bend"] ?? "")")
      }
    }
    return words.joined(separator: ", ")
  }

  @Test(
    "turning points, inflections, kinks, jumps and poles are told apart",
    arguments: [
      (
        "x^3 - 3x on [-2, 2]",
        "-2 end, +-, -1 maximum, --, 0 inflection, -+, 1 minimum, ++, 2 end"
      ),
      ("x^3", "-inf end, +-, 0 inflection, ++, inf end"),
      ("1/x", "-inf end, --, 0 undefined, -+, inf end"),
      ("abs(x) on [-1, 1]", "-1 end, -0, 0 minimum, +0, 1 end"),
      ("max(x, x^2) on [-1, 2]", "-1 end, -+, 0 minimum, +0, 1 kink, ++, 2 end"),
      ("floor(x) on [1/2, 3/2]", "0.5 end, 00, 1 jump, 00, 1.5 end"),
      ("x/(x^2 + 1) on [-1, 1]", "-1 end, ++, 0 inflection, +-, 1 end"),
      ("x^4 on [-1, 1]", "-1 end, -+, 0 minimum, ++, 1 end"),
      ("x*exp(-x) on [0, 3]", "0 end, +-, 1 maximum, --, 2 inflection, -+, 3 end"),
      ("abs(x^2 - 2) on [0, 2]", "0 end, --, 1.41421 minimum, ++, 2 end"),
      ("x^2 + 2cos(x) on [-1, 1]", "-1 end, -+, 0 minimum, ++, 1 end"),
      ("x - sin(x) on [-1, 1]", "-1 end, +-, 0 inflection, ++, 1 end"),
      ("if x < 0 then x^2 else -x on [-1, 1]", "-1 end, -+, 0 kink, -0, 1 end"),
    ])
  func events(statement: String, expected: String) throws {
    #expect(try summary("variations \(statement)") == expected)
  }

  @Test("a function says nothing where it is undefined, whatever its derivative does")
  func undefined() throws {
    #expect(
      try summary("variations log(x)")
        == "-inf end, undefinedundefined, 0 end, +-, inf end")
  }

  @Test("the lecture's curve has its three turning points and two inflections")
  func lecture() throws {
    let answer = try object("variations (x^4 - 15x^3 + 80x^2 - 180x + 144)/10")
    let points = try #require(answer["points"] as? [[String: Any]])
    let events = points.compactMap { $0["event"] as? String }
    #expect(
      events == ["end", "minimum", "inflection", "maximum", "inflection", "minimum", "end"])
    // Roots of 4x^3 - 45x^2 + 160x - 180 by mpmath.polyroots.
    let turning = [2.3927479811269487, 3.530906555515212, 5.326345463357833]
    let found = [1, 3, 5].compactMap { points[$0]["x"] as? Double }
    for (a, b) in zip(found, turning) { #expect(abs(a - b) < 1e-12) }
  }

  @Test("irrational points are shown exactly where a square root does it")
  func surds() {
    var session = Session()
    let text = session.run("variations x^3 - 6x").result(unicode: false).string
    #expect(text.contains("-sqrt(2) = -1.414214  4sqrt(2) = 5.656854"))
  }

  @Test(
    "what cannot be answered names the way out",
    arguments: ["variations sin(x)", "variations 5", "variations sin(1/x) on [0, 1]"])
  func refused(statement: String) {
    var session = Session()
    #expect(session.run(statement).failure?.hint != nil)
  }
}
