extension ColumnBuilder {
  /// The column with all its cells, and what is to be told of it.
  ///
  /// - Complexity: O(rows + length of all levels).
  mutating func column(_ rules: CellRules, _ notes: inout [TableNote]) throws(TableError) -> Column
  {
    try decide(rules)
    return kind == .text ? try textColumn(rules, &notes) : try numberColumn(&notes)
  }

  private func numberColumn(_ notes: inout [TableNote]) throws(TableError) -> Column {
    if let firstWord {
      guard 2 * wordCount <= numbers.count - missingCount else {
        throw .mostlyText(firstWord.place, cell: firstWord.cell)
      }
      notes.append(
        .notNumbers(name: name, count: wordCount, first: firstWord.place, cell: firstWord.cell))
    }
    if missingCount == numbers.count { notes.append(.allMissing(name: name)) }
    return Column(name: name, cells: .numbers(numbers), missingCount: missingCount + wordCount)
  }

  private func textColumn(
    _ rules: CellRules, _ notes: inout [TableNote]
  ) throws(TableError) -> Column {
    if !isTextByWish {
      let values = levels.map { rules.number($0.trimmed) ?? .nan }
      let words = codes.blocks.reduce(0) { sum, block in
        sum + block.count { $0 >= 0 && values[Int($0)].isNaN }
      }
      let present = codes.count - missingCount
      if let firstWord, 2 * words <= present {
        guard rules.allowsMissing else { throw firstWord.error }
        notes.append(
          .notNumbers(name: name, count: words, first: firstWord.place, cell: firstWord.cell))
        let numbers = codes.mapped { $0 < 0 ? .nan : values[Int($0)] }
        return Column(
          name: name, cells: .numbers(numbers), missingCount: missingCount + words)
      }
      if words < present {
        notes.append(.mixed(name: name, numbers: present - words, texts: words))
      }
      if wantsDecimalComma(rules) { notes.append(.decimalComma(name: name)) }
    }
    let texts = levels.map { String(decoding: $0, as: UTF8.self) }
    return Column(
      name: name, cells: .text(codes: codes, levels: texts), missingCount: missingCount)
  }

  /// Whether all cells were numbers if a comma stood in front of fractions.
  private func wantsDecimalComma(_ rules: CellRules) -> Bool {
    let comma = UInt8(ascii: ",")
    guard rules.decimal != comma, levels.count > 0 else { return false }
    return levels.map { CellRules.number($0.trimmed, decimal: comma) }.allSatisfy { $0 != nil }
  }
}
