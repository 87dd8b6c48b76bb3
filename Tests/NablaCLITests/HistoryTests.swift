import Foundation
import NablaCLI
import Testing

@Suite("History")
struct HistoryTests {
  @Test("An entry that is added again moves to the end, in memory and in the file")
  func unique() throws {
    let folder = try TemporaryFolder()
    let history = History(path: folder.history)
    for entry in ["a", "b", "a", "a", "c", "b"] { history.add(entry) }
    #expect(history.entries == ["a", "c", "b"])
    #expect(folder.historyLines() == ["a", "c", "b"])
    #expect(History(path: folder.history).entries == ["a", "c", "b"])
  }

  @Test("Sessions that write at once lose no entry of each other")
  func concurrent() async throws {
    let folder = try TemporaryFolder()
    let path = folder.history
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let history = History(path: path)
          for number in 0..<50 {
            history.add("\(writer) \(number)")
            // An entry that all share makes the file be rewritten under the others' hands.
            history.add("shared")
          }
        }
      }
    }
    let expected = (0..<4).flatMap { writer in (0..<50).map { "\(writer) \($0)" } } + ["shared"]
    #expect(folder.historyLines().sorted() == expected.sorted())
  }

  @Test(
    "A file that is damaged is read as far as it goes",
    arguments: [
      ("a\nb", ["a", "b", "c"]), ("a\n\n\nb\na\n", ["b", "a", "c"]), ("", ["c"]),
    ])
  func damaged(content: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(content, to: "history")
    History(path: folder.path + "/history").add("c")
    #expect(History(path: folder.path + "/history").entries == expected)
  }

  @Test(
    "Where no file can be, the entries are kept in memory",
    arguments: [
      nil, "/", "/dev/null/nabla/history", "/proc/nabla/history", "/dev/null",
    ])
  func nowhere(path: String?) {
    let history = History(path: path)
    #expect(history.entries.isEmpty)
    history.add("a")
    #expect(history.entries == ["a"])
  }
}
