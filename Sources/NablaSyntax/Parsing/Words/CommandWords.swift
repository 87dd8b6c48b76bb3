extension Verb {
  /// The verb of a word, by its name or an alias.
  package static func named(_ word: String) -> Verb? { byWord[word] }

  /// All words that are verbs, in the order of the table.
  package static let words: [String] = allRows.flatMap { [$0.verb.rawValue] + $0.aliases }

  private static let byWord: [String: Verb] = Dictionary(
    allRows.flatMap { row in ([row.verb.rawValue] + row.aliases).map { ($0, row.verb) } },
    uniquingKeysWith: { first, _ in first })
}

extension ClauseWord {
  /// Words that end an expression in a command although no clause begins with them: what they
  /// announce elsewhere (`with adam`) must not be read as a product of letters.
  package static let reserved: Set<String> = ["with"]

  /// Whether a word ends an expression in every command, and so cannot be a name.
  package static func isClauseWord(_ word: String) -> Bool {
    ClauseWord(rawValue: word)?.isContextual == false || reserved.contains(word)
  }
}
