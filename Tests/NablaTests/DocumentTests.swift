import Foundation
import Nabla
import Testing

/// The `nabla` blocks of README and grammar: lines after `> ` are typed, the others are answers.
@Suite struct DocumentTests {
  @Test(
    "every block of a document shows what nabla answers", arguments: ["README.md", "grammar.md"])
  func blocks(document: String) throws {
    let url = Package.root.appendingPathComponent(document)
    let text = try Package.text(of: url)
    var lines = text.components(separatedBy: "\n")
    var block: Range<Int>?
    var session = Transcript()
    var index = 0
    while index < lines.count {
      if lines[index] == "```nabla" {
        let start = index + 1
        let end = lines[start...].firstIndex(of: "```") ?? lines.count
        let actual = replay(Array(lines[start..<end]), &session)
        #expect(Array(lines[start..<end]) == actual, "\(document):\(start + 1)")
        lines.replaceSubrange(start..<end, with: actual)
        block = start..<start + actual.count
        index = start + actual.count
      }
      index += 1
    }
    #expect(block != nil, "\(document) has no block that a test runs")
    if Package.isRecording { try Data(lines.joined(separator: "\n").utf8).write(to: url) }
  }

  /// Types the lines of a block and shows them with their answers.
  private func replay(_ block: [String], _ transcript: inout Transcript) -> [String] {
    var result: [String] = []
    for line in block where line.hasPrefix("> ") {
      result.append(line)
      let output = transcript.run(String(line.dropFirst(2)), unicode: true).joined()
      result += output.components(separatedBy: "\n").dropLast()
    }
    return result
  }
}
