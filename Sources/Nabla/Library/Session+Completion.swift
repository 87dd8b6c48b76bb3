import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// The words that may be completed after `prefix`: commands, clause words, methods, functions,
  /// constants, names; for a prefix that starts with a backslash (`\theta`), the letters that replace it.
  public func completions(for prefix: String) -> [String] {
    if prefix.first == "\\" { return letters(for: String(prefix.dropFirst())) }
    guard !prefix.isEmpty else { return [] }
    let words =
      Verb.allRows.map { $0.verb.rawValue + ($0.operand == .nothing ? "" : " ") }
      + ClauseWord.allCases.map(\.rawValue) + DescentMethodName.allCases.map(\.rawValue)
      + ["and", "else", "if", "not", "or", "then"] + scope.names.map(\.ascii)
    return Set(words).filter { $0.hasPrefix(prefix) }.sorted()
  }

  private func letters(for prefix: String) -> [String] {
    if let letter = Name.greekLetters[prefix] { return [letter] }
    let names = Name.greekLetters.keys.filter { $0.hasPrefix(prefix) }.sorted()
    if names.count == 1, let letter = Name.greekLetters[names[0]] { return [letter] }
    return names.map { "\\" + $0 }
  }
}
