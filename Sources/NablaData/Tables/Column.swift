/// A named column of a table: numbers, or text as codes into a list of levels.
package struct Column: Sendable, Equatable {
  /// The cells from the first row to the last.
  package enum Cells: Sendable, Equatable {
    /// A missing cell is NaN, and only a missing cell is.
    case numbers(Blocks<Double>)
    /// Each code is a place in `levels`, or `missingCode`; levels stand in order of appearance.
    case text(codes: Blocks<Int32>, levels: [String])
  }

  /// The code of a missing cell among text.
  package static let missingCode: Int32 = -1

  package let name: String
  /// What it is called where it came from; its name, unless that had to be changed to be usable.
  package internal(set) var header: String
  package let cells: Cells
  /// How many cells are missing.
  package let missingCount: Int

  /// A column of numbers; NaN stands for a missing cell.
  ///
  /// - Complexity: O(n), to count the missing cells.
  package init(name: String, numbers: Blocks<Double>) {
    self.name = name
    header = name
    cells = .numbers(numbers)
    missingCount = numbers.blocks.reduce(0) { $0 + $1.count(where: \.isNaN) }
  }

  /// A column of numbers; NaN stands for a missing cell.
  ///
  /// - Complexity: O(n).
  package init(name: String, numbers: [Double]) {
    self.init(name: name, numbers: Blocks(numbers))
  }

  /// A column of text, where nil is a missing cell.
  package init(name: String, text: [String?]) {
    var places: [String: Int32] = [:]
    var levels: [String] = []
    let codes = text.map { cell -> Int32 in
      guard let cell else { return Self.missingCode }
      if let code = places[cell] { return code }
      let code = Int32(levels.count)
      places[cell] = code
      levels.append(cell)
      return code
    }
    self.init(
      name: name, cells: .text(codes: Blocks(codes), levels: levels),
      missingCount: text.count { $0 == nil })
  }

  /// A column whose missing cells are counted already.
  init(name: String, cells: Cells, missingCount: Int) {
    self.name = name
    header = name
    self.cells = cells
    self.missingCount = missingCount
  }

  /// The numbers, or nil for text.
  package var numbers: Blocks<Double>? {
    guard case .numbers(let numbers) = cells else { return nil }
    return numbers
  }

  /// The different texts in order of appearance; none for numbers.
  package var levels: [String] {
    guard case .text(_, let levels) = cells else { return [] }
    return levels
  }

  /// Whether the cells are text.
  package var isText: Bool { numbers == nil }

  /// How many cells there are, missing ones among them.
  package var rowCount: Int {
    switch cells {
    case .numbers(let numbers): numbers.count
    case .text(let codes, _): codes.count
    }
  }

  /// The code of a level of text, or nil where the column is of numbers or never has this text.
  ///
  /// - Complexity: O(number of levels).
  package func code(of level: String) -> Int32? {
    levels.firstIndex(of: level).map(Int32.init)
  }

  /// The same cells under another name.
  package func renamed(_ name: String) -> Column {
    Column(name: name, cells: cells, missingCount: missingCount)
  }
}
