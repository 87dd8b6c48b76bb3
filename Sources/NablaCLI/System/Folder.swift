#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is in folders.
enum Folder {
  /// The folder that relative paths start at; `nil` where it is gone.
  static var current: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The paths that `prefix` may become, in order, those of folders with a slash at the end; none
  /// where there is no such folder.
  ///
  /// Names with control characters or quotation marks are left out, as no statement can hold them,
  /// and so are those that begin with a dot unless the prefix asks for them.
  static func paths(for prefix: String) -> [String] {
    let parent = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let start = prefix.dropFirst(parent.count)
    guard let folder = opendir(parent.isEmpty ? "." : parent) else { return [] }
    defer { closedir(folder) }
    var paths: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(start), name != ".", name != "..",
        name.first != "." || start.first == ".",
        !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\"" })
      else { continue }
      let path = parent + name
      paths.append(FileStatus.of(path)?.isFolder == true ? path + "/" : path)
    }
    return paths.sorted()
  }
}
