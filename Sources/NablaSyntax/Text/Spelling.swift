/// Finds the words that a misspelt one may have meant.
package enum Spelling {
  /// The candidates closest to `word`, nearest first, equally near ones in alphabetical order.
  ///
  /// A candidate counts as near when at most a third of the letters, and at least one, would have
  /// to change, but not every letter; case does not matter. Complexity: O(candidates · length of the word), as only a
  /// band of the table as wide as the bound is filled.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let letters = Array(word.lowercased().unicodeScalars)
    guard letters.count <= maximumLength else { return [] }
    let bound = max(1, letters.count / 3)
    var found: [(distance: Int, word: String)] = []
    for candidate in candidates where candidate != word {
      let distance = distance(letters, Array(candidate.lowercased().unicodeScalars), bound: bound)
      guard let distance, distance < max(letters.count, 1) else { continue }
      found.append((distance, candidate))
    }
    found.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
    var result: [String] = []
    for (_, word) in found where result.count < limit && result.last != word {
      result.append(word)
    }
    return result
  }

  /// Nobody misspells a word longer than this, and its neighbours would be costly to find.
  private static let maximumLength = 64

  /// The optimal string alignment distance: how many letters to insert, delete, replace or swap
  /// with their neighbour, no part edited twice; `nil` when that is more than `bound`.
  ///
  /// Source: Damerau, A technique for computer detection and correction of spelling errors, CACM
  /// 7(3), 1964; the table and its band: Ukkonen, Algorithms for approximate string matching,
  /// Information and Control 64, 1985.
  private static func distance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], bound: Int
  ) -> Int? {
    guard abs(a.count - b.count) <= bound else { return nil }
    let far = bound + 1
    var beforeLast = Array(repeating: far, count: b.count + 1)
    var last = (0...b.count).map { min($0, far) }
    for row in 0..<a.count {
      var current = Array(repeating: far, count: b.count + 1)
      current[0] = min(row + 1, far)
      var least = current[0]
      for column in max(0, row - bound)..<max(0, row - bound, min(b.count, row + bound + 1)) {
        let replaced = last[column] + (a[row] == b[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current[column + 1] = min(best, far)
        least = min(least, best)
      }
      // Two rows, because a swap reaches over one.
      if least > bound, !last.contains(where: { $0 <= bound }) { return nil }
      (beforeLast, last) = (last, current)
    }
    return last[b.count] <= bound ? last[b.count] : nil
  }
}
