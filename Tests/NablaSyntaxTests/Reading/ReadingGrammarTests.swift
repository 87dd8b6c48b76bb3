import Foundation
import NablaSyntax
import Testing

@Suite("The page grammar.md")
struct ReadingGrammarTests {
  /// A line of a fenced block with the definitions in front of it in the block.
  struct Example: Sendable, CustomTestStringConvertible {
    var tag: String
    var line: Int
    var definitions: [String]
    var input: String
    var output: String

    var testDescription: String { "line \(line): \(input)" }
  }

  private static let page: [String] = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let file = folder.appendingPathComponent("grammar.md")
      if let text = try? String(contentsOf: file, encoding: .utf8) {
        return text.components(separatedBy: "\n")
      }
    }
    return []
  }()

  private static let examples: [Example] = {
    var result: [Example] = []
    var tag: String?
    var definitions: [String] = []
    for (index, line) in page.enumerated() {
      if line.hasPrefix("```") {
        tag = tag == nil ? String(line.dropFirst(3)) : nil
        definitions = []
      } else if let tag, ["reading", "note", "error"].contains(tag) {
        let parts = line.components(separatedBy: " → ")
        if parts.count == 2 {
          result.append(
            Example(
              tag: tag, line: index + 1, definitions: definitions, input: parts[0],
              output: parts[1]))
        } else {
          definitions.append(line)
        }
      }
    }
    return result
  }()

  private func parsed(_ example: Example) -> ParsedStatement {
    var scope = Scope.standard
    for definition in example.definitions {
      let statement = Parser.parse(Array(definition.utf8), scope: scope)
      #expect(statement.diagnostics.isEmpty, "\(definition) defines nothing")
      scope.define(statement.statement)
    }
    return Parser.parse(Array(example.input.utf8), scope: scope)
  }

  @Test("has blocks of every kind")
  func hasBlocks() {
    for (tag, count) in [("reading", 120), ("error", 80), ("note", 10)] {
      #expect(Self.examples.count { $0.tag == tag } >= count)
    }
  }

  @Test("shows readings as they are", arguments: examples.filter { $0.tag == "reading" })
  func reading(_ example: Example) {
    #expect(parsed(example).reading == example.output)
  }

  @Test("shows notes as they are", arguments: examples.filter { $0.tag == "note" })
  func note(_ example: Example) {
    #expect(parsed(example).notes.map(\.message) == [example.output])
  }

  @Test("shows errors as they are", arguments: examples.filter { $0.tag == "error" })
  func error(_ example: Example) {
    #expect(parsed(example).diagnostics.map(\.message) == [example.output])
  }
}
