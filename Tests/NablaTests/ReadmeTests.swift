import Foundation
import Testing

/// The commands that the README gives are those that are run at every change.
@Suite struct ReadmeTests {
  @Test("the script of the checks runs every command that the README gives to install and test")
  func commands() throws {
    let readme = try Package.text(of: Package.root.appendingPathComponent("README.md"))
    let script = try Package.text(of: Package.root.appendingPathComponent(".ci/run"))
    let run = Set(
      script.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    let lines =
      blocks("sh", in: readme).prefix(1).flatMap { $0 }
      + blocks("sh", in: readme).flatMap { $0 }.filter { $0.hasPrefix("swift build") }
    #expect(lines.count >= 3)
    for line in lines { #expect(run.contains(line), "\(line)") }
  }

  @Test("every file that the README names is there")
  func files() throws {
    let readme = try Package.text(of: Package.root.appendingPathComponent("README.md"))
    let links = readme.components(separatedBy: "](").dropFirst()
      .compactMap { $0.components(separatedBy: ")").first }.filter { !$0.hasPrefix("http") }
    #expect(!links.isEmpty)
    for link in links {
      let path = Package.root.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }

  /// The lines of the fenced blocks of a kind.
  private func blocks(_ kind: String, in text: String) -> [[String]] {
    text.components(separatedBy: "```\(kind)\n").dropFirst().map { part in
      (part.components(separatedBy: "\n```").first ?? "").components(separatedBy: "\n")
    }
  }
}
