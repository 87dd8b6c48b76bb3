/// A rectangle of characters on which lines are drawn, two by four dots to a character in Braille,
/// or one in ASCII.
struct Canvas {
  private struct Cell {
    /// The dots of Braille, by their bits.
    var dots: UInt8 = 0
    /// A character that stands above the dots.
    var glyph: Character?
    /// How important the glyph is; a lesser one does not replace it.
    var rank = 0
    var ink = Ink.plain
  }

  let columns: Int
  let rows: Int
  let characters: CharacterSet
  private var cells: [Cell]

  /// What an empty cell looks like.
  static let blank: Character = " "

  init(columns: Int, rows: Int, characters: CharacterSet) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.characters = characters
    cells = Array(repeating: Cell(), count: self.columns * self.rows)
  }

  /// How many dots there are across and down.
  var width: Int { columns * (characters == .unicode ? 2 : 1) }
  var height: Int { rows * (characters == .unicode ? 4 : 1) }

  /// Draws a dot, counted from the left and from the top.
  mutating func dot(_ x: Int, _ y: Int, _ ink: Ink, symbol: Character) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    switch characters {
    case .unicode:
      let place = y / 4 * columns + x / 2
      guard cells[place].rank <= 1 else { return }
      // A character has one colour, so a line clears the way for itself among those below it.
      if cells[place].ink != ink { cells[place] = Cell(ink: ink) }
      cells[place].dots |= Self.bits[y % 4 + 4 * (x % 2)]
    case .ascii: put(symbol, atColumn: x, row: y, ink, rank: 2)
    }
  }

  /// The bits of the eight dots, down the left column and then down the right one.
  ///
  /// Source: The Unicode Standard 15, chapter 21.1, Braille.
  private static let bits: [UInt8] = [1, 2, 4, 64, 8, 16, 32, 128]

  /// Puts a character into a cell unless a more important one stands there: 1 for guiding lines,
  /// which make way for dots, 2 for lines, 3 for arrows, 4 for points.
  mutating func put(_ glyph: Character, atColumn column: Int, row: Int, _ ink: Ink, rank: Int) {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
    let place = row * columns + column
    guard rank >= cells[place].rank, rank > 1 || cells[place].dots == 0 else { return }
    cells[place].glyph = glyph
    cells[place].rank = rank
    cells[place].ink = ink
  }

  /// A row of characters, from the top.
  func line(_ row: Int) -> [(character: Character, ink: Ink)] {
    cells[row * columns..<(row + 1) * columns].map { cell in
      if let glyph = cell.glyph { return (glyph, cell.ink) }
      guard cell.dots != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(cell.dots)) else {
        return (Self.blank, .plain)
      }
      return (Character(scalar), cell.ink)
    }
  }
}
