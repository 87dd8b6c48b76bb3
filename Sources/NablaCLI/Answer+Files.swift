import Nabla

extension Answer {
  /// The answer where a file cannot be opened or read: `cannot VERB` it, and the way out.
  func failing(to verb: String, from path: String, _ error: SystemError) -> Answer {
    failing("cannot \(verb) `\(path)`: \(error.message)", hint: error.hintForReading(path))
  }

  /// The answer where a file cannot be written.
  func failing(to verb: String, into path: String, _ error: SystemError) -> Answer {
    let reason = error.isMissing ? "there is no such folder" : error.message
    return failing(
      "cannot \(verb) `\(path)`: \(reason)", hint: "name a file in a folder that is yours")
  }
}

extension SystemError {
  /// The way out for somebody who wanted to read a file.
  fileprivate func hintForReading(_ path: String) -> String? {
    if isMissing, !path.hasPrefix("/"), !path.hasPrefix("~/"), let folder = Folder.current {
      return "it is looked for in \(folder)"
    }
    return isFolder ? "name a file in it" : nil
  }
}
