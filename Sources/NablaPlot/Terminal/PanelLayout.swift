/// How a panel is laid out on rows of characters: labels, axes and canvas.
struct PanelLayout {
  private let panel: Plot.Panel
  private let columns: Int
  private let rows: Int
  private let characters: CharacterSet
  private var verticalTicks: [(tick: Tick, label: String)] = []
  /// How many columns the labels beside the vertical axis take, with a space; 0 for none.
  private(set) var labelWidth = 0

  /// The least width of a canvas beside which labels may stand.
  private static let leastWidth = 5

  init(_ panel: Plot.Panel, columns: Int, rows: Int, _ characters: CharacterSet) {
    self.panel = panel
    self.columns = columns
    self.rows = rows
    self.characters = characters
    let ticks = panel.vertical.ticks(about: max(2, (rows - 2) / 3))
    let labels = ticks.labels
    let width = (labels.map(\.count).max() ?? 0) + 1
    if labels.isEmpty || columns - width - 1 < Self.leastWidth { return }
    verticalTicks = Array(zip(ticks, labels))
    labelWidth = width
  }

  /// The same panel with room for the labels of others.
  func aligned(to width: Int) -> PanelLayout {
    var result = self
    if columns - width - 1 >= Self.leastWidth { result.labelWidth = width }
    return result
  }

  private var isUnicode: Bool { characters == .unicode }

  /// The name of the horizontal axis as it stands behind it.
  private var horizontalName: String {
    let name = panel.horizontal.label
    guard !name.isEmpty, columns - labelWidth > 16 else { return "" }
    return " " + Plot.shortened(name, to: max(1, columns / 4), characters)
  }

  /// Draws the panel below what is there.
  func draw(into text: inout PlotText) {
    let name = horizontalName
    let width = columns - labelWidth - 1 - name.count
    let empty = Canvas(columns: width, rows: rows - 2, characters: characters)
    let canvas = Painter.paint(panel, on: empty)
    var labels: [Int: String] = [:]
    for (tick, label) in verticalTicks {
      let way = 1 - panel.vertical.scale.fraction(of: tick.value)
      let row = Frame.index(way, canvas.rows)
      if labels[row] == nil { labels[row] = label }
    }
    for row in 0..<canvas.rows {
      let label = labels[row]
      let axis: Character = isUnicode ? (label == nil ? "│" : "┤") : (label == nil ? "|" : "+")
      text.append(
        Plot.styled(padded(label ?? "", to: labelWidth), .plain) + [(axis, .dimmed)]
          + canvas.line(row))
    }
    let ticks = horizontalTicks(width)
    text.append(axisLine(width, ticks, name))
    text.append(labelLine(width, ticks))
  }

  /// A label flush right with a space behind it.
  private func padded(_ label: String, to width: Int) -> String {
    guard width > 0 else { return "" }
    return String(repeating: " ", count: max(0, width - 1 - label.count)) + label + " "
  }

  /// Ticks whose labels stand apart, with the columns of their places and of their labels' starts.
  private func horizontalTicks(_ width: Int) -> [(column: Int, start: Int, label: String)] {
    for count in stride(from: max(2, width / 8), through: 1, by: -1) {
      let ticks = panel.horizontal.ticks(about: count)
      var result: [(column: Int, start: Int, label: String)] = []
      var end = Int.min / 2
      var isFree = true
      for (tick, label) in zip(ticks, ticks.labels) {
        let column = Frame.index(panel.horizontal.scale.fraction(of: tick.value), width)
        let first = min(max(column - label.count / 2, -labelWidth - 1), width - label.count)
        if first < end + 2 || first < -labelWidth - 1 { isFree = false }
        result.append((column, first, label))
        end = first + label.count
      }
      if isFree { return result }
    }
    return []
  }

  private func axisLine(
    _ width: Int, _ ticks: [(column: Int, start: Int, label: String)], _ name: String
  ) -> [(character: Character, ink: Ink)] {
    var line: [(character: Character, ink: Ink)] = Array(
      repeating: (isUnicode ? "─" : "-", .dimmed), count: width)
    for tick in ticks { line[tick.column] = (isUnicode ? "┬" : "+", .dimmed) }
    return Plot.styled(String(repeating: " ", count: labelWidth), .plain)
      + [(isUnicode ? "└" : "+", .dimmed)] + line + Plot.styled(name, .plain)
  }

  private func labelLine(
    _ width: Int, _ ticks: [(column: Int, start: Int, label: String)]
  ) -> [(character: Character, ink: Ink)] {
    let origin = labelWidth + 1
    var line = Array(repeating: Character(" "), count: origin + width)
    for tick in ticks {
      for (offset, character) in tick.label.enumerated() {
        line[origin + tick.start + offset] = character
      }
    }
    return line.map { ($0, .plain) }
  }
}
