import Foundation
import Nabla
import Testing

/// JSON read by another implementation than the one that wrote it.
enum JSON {
  /// The object that an answer prints, which is one line.
  static func object(
    _ answer: Answer, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    let text = answer.json()
    #expect(!text.contains("\n"), sourceLocation: sourceLocation)
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any], sourceLocation: sourceLocation)
  }
}
