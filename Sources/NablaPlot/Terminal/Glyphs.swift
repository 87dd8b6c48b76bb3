/// The characters of markers, arrows and lines.
enum Glyphs {
  /// The character of a series' lines in ASCII.
  static func symbol(_ series: Int) -> Character { symbols[series % symbols.count] }

  private static let symbols: [Character] = ["*", "+", "x", "#", "%", "="]

  /// The character of a contour in ASCII: the digits, and then letters.
  static func symbol(level: Int) -> Character {
    level < 10 ? Character(String(level)) : Character(Unicode.Scalar(UInt8(97 + (level - 10) % 26)))
  }

  static func marker(
    _ marker: Plot.Marker, _ characters: CharacterSet, series: Int
  ) -> Character {
    switch (marker, characters) {
    case (.hollow, .unicode): "○"
    case (.full, .unicode): "●"
    case (.cross, .unicode): "×"
    case (.dot, .unicode): "·"
    case (.hollow, .ascii): "o"
    case (.full, .ascii): "@"
    case (.cross, .ascii): "X"
    case (.dot, .ascii): series == 0 ? "." : symbol(series)
    }
  }

  /// The arrow in the nearest of eight directions.
  static func arrow(right: Double, down: Double, _ characters: CharacterSet) -> Character {
    // Within 22.5 degrees of an axis.
    let isLevel = abs(down) < 0.414 * abs(right)
    let isUpright = abs(right) < 0.414 * abs(down)
    if isLevel { return characters == .unicode ? (right > 0 ? "→" : "←") : (right > 0 ? ">" : "<") }
    if isUpright { return characters == .unicode ? (down > 0 ? "↓" : "↑") : (down > 0 ? "v" : "^") }
    guard characters == .unicode else { return right > 0 ? ">" : "<" }
    return down > 0 ? (right > 0 ? "↘" : "↙") : (right > 0 ? "↗" : "↖")
  }
}
