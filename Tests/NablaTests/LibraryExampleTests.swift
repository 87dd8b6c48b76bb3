import Foundation
import Nabla
import Testing

/// The README's example of the library, which uses nothing but what `import Nabla` gives.
struct LibraryExample {
  /// What the example prints, a line for each call.
  var output: [String] = []

  mutating func print(_ values: Any...) {
    output.append(values.map { "\($0)" }.joined(separator: " "))
  }

  mutating func run() throws {
    let f = try Formula("(x^4 - 15x^3 + 80x^2 - 180x + 144)/10")
    let slope = try f.derivative()
    print(slope)  // (4x^3 - 45x^2 + 160x - 180)/10
    print(f(4), slope(4))  // 0.0 -0.4

    var session = Session()
    let answer = session.run("minimize \(f) from 6")
    if let minimum = answer.minimum {
      print(minimum.success, minimum.stop, minimum.point ?? "unknown")  // true gradient minimum
    }
    let wrong = session.run("f(x) = log(x")
    print(wrong.failure?.message ?? "fine")  // `(` is not closed
  }
}

@Suite struct LibraryExampleTests {
  /// The lines of `run` above, without their indentation.
  private func code() throws -> [String] {
    let url = URL(fileURLWithPath: #filePath)
    let lines = try Package.text(of: url).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.contains("func run() throws {") })
    let end = try #require(lines[start...].firstIndex(of: "  }"))
    return lines[(start + 1)..<end].map { String($0.dropFirst(4)) }
  }

  @Test("the README shows this code")
  func readme() throws {
    let block = "```swift\nimport Nabla\n\n" + (try code()).joined(separator: "\n") + "\n```"
    #expect(try Package.text(of: Package.root.appendingPathComponent("README.md")).contains(block))
  }

  @Test("the example prints what its comments say")
  func output() throws {
    var example = LibraryExample()
    try example.run()
    let comments = try code().compactMap { line in
      line.range(of: "  // ").map { String(line[$0.upperBound...]) }
    }
    #expect(example.output == comments)
  }

  @Test("a formula of several variables has a gradient in their natural order")
  func gradient() throws {
    let formula = try Formula("8a^2 + 3a*b")
    #expect(formula.variables == ["a", "b"])
    #expect(formula.gradient.map(\.description) == ["16a + 3b", "3a"])
    #expect(formula.gradient.map { $0(2, 5) } == [47, 6])
    #expect(try formula.derivative(by: "b")(2, 5) == 6)
  }

  @Test("a formula that is none throws the place and the way out")
  func failure() {
    #expect(throws: Failure.self) { try Formula("x +* 2") }
    #expect(throws: Failure.self) { try Formula("a = 3") }
    #expect(throws: Failure.self) { try Formula("x*y").derivative() }
    do {
      _ = try Formula("3 4")
    } catch {
      #expect(error.column == 1)
      #expect(error.length == 3)
      #expect(error.hint != nil)
    }
  }

  @Test("outside its domain a formula is not a number")
  func domain() throws {
    #expect(try Formula("log(x)")(-1).isNaN)
    #expect(try Formula("x + y").value(at: [1]).isNaN)
  }
}
