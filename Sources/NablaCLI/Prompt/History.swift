/// What was typed at the prompt, now and in earlier sessions, each entry once, the newest last.
///
/// The file holds an entry a line. It may be missing, unwritable, or shared with other sessions:
/// each change is made to what the file then holds, under a lock.
package final class History {
  /// How many entries are kept.
  static let limit = 10_000

  /// The entries of the file when it was first looked at, and those added since.
  package private(set) lazy var entries = load()

  private let path: String?

  /// Makes a history that is kept in a file, or nowhere.
  package init(path: String?) {
    self.path = path
  }

  /// Adds an entry, a line without its newline, to the history and to its file.
  package func add(_ entry: String) {
    entries = Self.adding(entry, to: entries)
    if let path { Self.add(entry, toFile: path) }
  }

  /// The user's file, `$XDG_STATE_HOME/nabla/history`; `nil` where no folder is known for it.
  ///
  /// By the XDG Base Directory Specification a relative path counts as not set.
  static func userPath() -> String? {
    if let state = System.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/nabla/history"
    }
    guard let home = System.environment("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/nabla/history"
  }

  private static func adding(_ entry: String, to entries: [String]) -> [String] {
    let kept = entries.filter { $0 != entry } + [entry]
    return Array(kept.suffix(limit))
  }

  private func load() -> [String] {
    guard let path, let file = try? Descriptor(opening: path, for: .read) else { return [] }
    defer { file.shut() }
    guard file.status()?.isRegular == true, let bytes = try? file.contents() else { return [] }
    return Self.entries(of: bytes)
  }

  /// The entries of a file, only the last of equal ones, in linear time.
  private static func entries(of bytes: [UInt8]) -> [String] {
    var seen: Set<String> = []
    var newestFirst: [String] = []
    for line in bytes.split(separator: 0x0A).reversed() where newestFirst.count < limit {
      let entry = String(decoding: line, as: UTF8.self)
      if seen.insert(entry).inserted { newestFirst.append(entry) }
    }
    return newestFirst.reversed()
  }

  /// An error means that this entry is not kept, which no statement has to suffer for.
  private static func add(_ entry: String, toFile path: String) {
    if let folder = path.lastIndex(of: "/") { FileSystem.makeFolders(String(path[..<folder])) }
    guard let file = lockedFile(at: path) else { return }
    defer { file.shut() }
    guard let bytes = try? file.contents() else { return }
    let old = entries(of: bytes)
    let isWhole = bytes.isEmpty || bytes.last == 0x0A
    if isWhole, old.count < limit, !old.contains(entry) {
      try? file.writeAll(Array((entry + "\n").utf8))
    } else if old.last != entry || !isWhole {
      let text = adding(entry, to: old).reduce(into: "") { $0 += $1 + "\n" }
      try? FileSystem.replace(path, with: CollectionOfOne(Array(text.utf8)))
    }
  }

  /// Opens and locks the file that bears the name when the lock is got.
  ///
  /// Another session may replace it while this one waits. Bounded only against file systems whose files never are
  /// what they were: a hundred turns can be lost to busy sessions.
  private static func lockedFile(at path: String) -> Descriptor? {
    for _ in 0..<10_000 {
      guard let file = try? Descriptor(opening: path, for: .privateAppend) else { return nil }
      guard let status = file.status(), status.isRegular, (try? file.lockFile()) != nil else {
        file.shut()
        return nil
      }
      if let named = FileStatus.of(path), status.isSameFile(as: named) { return file }
      file.shut()
    }
    return nil
  }
}
