import Foundation
import Nabla
import Testing

/// The scripts of `examples`, each beside what it prints as text and as JSON.
@Suite struct GoldenTests {
  @Test(
    "an example prints what its golden file holds",
    arguments: Package.files(in: "examples", extension: "nabla"))
  func exampleText(script: URL) throws {
    var transcript = Transcript()
    let output = transcript.run(try Package.text(of: script), unicode: false).joined()
    try check(output, against: golden(script, "txt"))
  }

  @Test(
    "an example gives the JSON that its golden file holds",
    arguments: Package.files(in: "examples", extension: "nabla"))
  func exampleJSON(script: URL) throws {
    var transcript = Transcript()
    let lines = transcript.answers(try Package.bytes(of: script)).map { $0.json() + "\n" }
    try check(lines.joined(), against: golden(script, "jsonl"))
  }

  @Test(
    "a wrong statement gets the diagnostic that its golden file holds",
    arguments: Package.files(in: "examples/errors", extension: "nabla"))
  func errorText(script: URL) throws {
    var transcript = Transcript()
    let answers = transcript.answers(try Package.bytes(of: script))
    #expect(answers.dropLast().allSatisfy { !$0.isFailure }, "only the last statement is wrong")
    #expect(answers.last?.isFailure == true)
    #expect(answers.last?.failure?.hint != nil, "an error names the way out")
    let output = answers.last?.error(unicode: true).string ?? ""
    try check(output, against: golden(script, "txt"))
  }

  private func golden(_ script: URL, _ extension: String) -> URL {
    script.deletingLastPathComponent().appendingPathComponent("golden")
      .appendingPathComponent(script.deletingPathExtension().lastPathComponent)
      .appendingPathExtension(`extension`)
  }

  private func check(
    _ output: String, against file: URL, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try? Package.text(of: file)
    #expect(output == expected, sourceLocation: sourceLocation)
    if Package.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(output.utf8).write(to: file)
    }
  }
}
