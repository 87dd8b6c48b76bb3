import Foundation
import Testing

@Suite("JSON")
struct JSONTests {
  /// The objects of an output that holds one on each line and nothing else.
  private func objects(
    _ result: Program.Result, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [[String: Any]] {
    try result.lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any], sourceLocation: sourceLocation)
    }
  }

  private func check(
    _ result: Program.Result, ok: [Bool], lines: [Int],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let objects = try objects(result, sourceLocation: sourceLocation)
    #expect(objects.map { $0["ok"] as? Bool } == ok, sourceLocation: sourceLocation)
    #expect(objects.map { $0["line"] as? Int } == lines, sourceLocation: sourceLocation)
    #expect(result.errors.isEmpty, sourceLocation: sourceLocation)
    #expect(result.status == (ok.contains(false) ? 1 : 0), sourceLocation: sourceLocation)
  }

  @Test("Every statement is one line, failed ones and those with notes too")
  func lines() throws {
    let input = "a = 42\n\n1/2x; 3 4\ngrad 8a^2 + 3ab\nf(\n1) = \n"
    try check(Program.run(["--json"], input: input), ok: [true, true, false], lines: [1, 3, 3])
    let all = try Program.run(["--json", "--keep-going"], input: input)
    try check(all, ok: [true, true, false, true, false], lines: [1, 3, 3, 4, 5])
  }

  @Test("What the program itself does or cannot do is one line as well")
  func requests() throws {
    let folder = try TemporaryFolder()
    try folder.write("41\n42\n", to: "a.nabla")
    let input = "run a.nabla\nrun missing\nsave b.nabla\nsave .\nhistory\nquit\n43\n"
    let result = try Program.run(["--json", "--keep-going"], input: input, in: folder)
    try check(
      result, ok: [true, true, true, false, true, false, true, true],
      lines: [1, 1, 2, 2, 3, 4, 5, 6])
  }

  @Test("A script that cannot be read is told on standard error")
  func unreadable() throws {
    let result = try Program.run(["--json", "missing"])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("`missing`"))
  }
}
