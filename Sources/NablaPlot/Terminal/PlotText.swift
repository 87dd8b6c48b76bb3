/// A picture made of characters, line by line, each run with what it is drawn for.
package struct PlotText: Sendable, Equatable {
  /// Characters of one ink.
  package struct Run: Sendable, Equatable {
    package var text: String
    package var ink: Ink
  }

  /// The lines from top to bottom, without spaces at their ends.
  package private(set) var lines: [[Run]] = []

  /// Adds a line of characters with their inks.
  mutating func append(_ characters: [(character: Character, ink: Ink)]) {
    var runs: [Run] = []
    let end = characters.lastIndex { $0.character != " " && $0.character != Canvas.blank } ?? -1
    for (character, ink) in characters.prefix(end + 1) {
      if runs.last?.ink == ink || character == " " && !runs.isEmpty {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append(Run(text: String(character), ink: ink))
      }
    }
    lines.append(runs)
  }
}

/// What a character of a picture is drawn for, and so its colour.
package enum Ink: Sendable, Hashable {
  /// Labels.
  case plain
  /// Titles.
  case emphasis
  /// Axes and guiding lines.
  case dimmed
  /// The series of a number, from 0.
  case series(Int)
  /// A level between the lowest, 0, and the highest, 7.
  case level(Int)
}

/// With which characters a picture is drawn.
package enum CharacterSet: Sendable, Equatable {
  /// Dots of Braille, box drawing and arrows.
  case unicode
  case ascii
}
