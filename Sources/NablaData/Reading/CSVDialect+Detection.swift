extension CSVDialect {
  /// In order of preference where several divide all rows alike: a tab, a semicolon or a bar seldom
  /// stands in numbers and names, a comma does.
  private static var separators: [UInt8] {
    [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")]
  }

  /// Tells how a file is written from its first bytes, `isWhole` if there are no others.
  ///
  /// The separator is the one that divides the first rows into equally many cells; where none does,
  /// the one that occurs most often, so that the row that breaks the pattern is found and named.
  static func detect(
    _ head: UnsafeBufferPointer<UInt8>, isWhole: Bool, isCompressed: Bool, _ options: CSVOptions
  ) -> CSVDialect {
    var candidates = options.separator.map { [$0] } ?? separators
    var samples = candidates.map {
      FirstRows(of: head, isWhole: isWhole, separator: $0, comment: options.comment)
    }
    // What stands in front of fractions divides cells only where quotes keep it from that elsewhere.
    if options.separator == nil, let place = candidates.firstIndex(of: options.decimal),
      !samples[place].hasCell(with: options.decimal)
    {
      candidates.remove(at: place)
      samples.remove(at: place)
    }
    // The last one, a comma as a rule, also where nothing is divided, as that is what CSV means.
    var chosen = samples.count - 1
    if let consistent = samples.firstIndex(where: \.isConsistent) {
      chosen = consistent
    } else {
      for place in samples.indices
      where samples[place].separatorCount > samples[chosen].separatorCount {
        chosen = place
      }
    }
    let hasHeader: Bool
    switch options.header {
    case .present: hasHeader = true
    case .absent: hasHeader = false
    case .detected: hasHeader = isHeader(samples[chosen].rows, CellRules(options))
    }
    return CSVDialect(
      separator: candidates[chosen], hasHeader: hasHeader, isCompressed: isCompressed)
  }

  /// Whether the first row names columns: text of it stands over a number, or it has text and no
  /// number.
  private static func isHeader(_ rows: [[[UInt8]]], _ rules: CellRules) -> Bool {
    guard let first = rows.first else { return false }
    let kinds = first.map { kind($0, rules) }
    guard kinds.contains(.text) else { return false }
    guard kinds.contains(.number) else { return true }
    return kinds.indices.contains { column in
      guard kinds[column] == .text else { return false }
      let below = rows.dropFirst().lazy.filter { column < $0.count }
        .map { kind($0[column], rules) }
      return below.first { $0 != .missing } == .number
    }
  }

  private enum Kind {
    case number
    case missing
    case text
  }

  private static func kind(_ cell: [UInt8], _ rules: CellRules) -> Kind {
    cell.withUnsafeBufferPointer { cell in
      if rules.isMissing(cell.trimmed) { return .missing }
      return rules.number(cell.trimmed) == nil ? .text : .number
    }
  }
}
