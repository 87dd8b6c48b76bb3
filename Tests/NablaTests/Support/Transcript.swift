import Foundation
import Nabla

/// What a person sees who runs statements one after the other.
struct Transcript {
  var session = Session()

  /// Everything that each statement of a text prints: notes, result or error.
  mutating func run(_ text: String, unicode: Bool) -> [String] {
    answers(Array(text.utf8)).map { answer in
      answer.notes(unicode: unicode).string + answer.result(unicode: unicode).string
        + answer.error(unicode: unicode).string
    }
  }

  /// The answers to each statement of a text, which need not be valid UTF-8; tables are loaded from
  /// the folder of examples.
  mutating func answers(_ bytes: [UInt8]) -> [Answer] {
    var reader = StatementReader()
    reader.append(bytes)
    var answers: [Answer] = []
    while let statement = reader.next(atEnd: true) {
      let answer = session.run(statement.bytes, line: statement.line)
      guard case .load(let path) = answer.request else {
        answers.append(answer)
        continue
      }
      let file = Package.root.appendingPathComponent("examples").appendingPathComponent(path)
      let bytes = try? Package.bytes(of: file)
      answers.append(
        bytes.map { session.load(TableBytes($0), for: answer) }
          ?? answer.failing("there is no such file"))
    }
    return answers
  }
}

/// The files of the package, found from this one.
enum Package {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Whether golden files are to be rewritten; the tests then still fail, so that nobody forgets.
  static let isRecording = ProcessInfo.processInfo.environment["NABLA_RECORD"] != nil

  /// The files of a folder with an extension, in order.
  static func files(in folder: String, extension: String) -> [URL] {
    let url = root.appendingPathComponent(folder)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return files.sorted().map { url.appendingPathComponent($0) }
      .filter { $0.pathExtension == `extension` }
  }

  static func text(of url: URL) throws -> String {
    String(decoding: try bytes(of: url), as: UTF8.self)
  }

  static func bytes(of url: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: url))
  }
}
