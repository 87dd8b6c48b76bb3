extension Plot {
  /// The picture as characters, at most `columns` wide and `rows` high.
  ///
  /// Ten columns and six rows are the least that it is fitted into. Labels that find no room are
  /// left out, never cut in the middle of a number.
  package func text(columns: Int, rows: Int, _ characters: CharacterSet) -> PlotText {
    var text = PlotText()
    let columns = max(10, columns)
    let rows = max(6, rows)
    if !title.isEmpty, rows > 8 {
      text.append(Self.styled(Self.shortened(title, to: columns, characters), .emphasis))
    }
    let heads = panels.map { PanelHead($0, below: title, width: columns, characters) }
    let taken = text.lines.count + heads.reduce(0) { $0 + $1.lines.count }
    let room = max(4 * panels.count, rows - taken)
    let weights = panels.reduce(0) { $0 + $1.weight }
    // All panels keep as much room for labels as the widest needs, so that they stand in line.
    let layouts = panels.map { panel in
      PanelLayout(
        panel, columns: columns, rows: max(4, Int(Double(room) * panel.weight / weights)),
        characters)
    }
    let margin = layouts.map(\.labelWidth).max() ?? 0
    for (layout, head) in zip(layouts, heads) {
      for line in head.lines { text.append(line) }
      layout.aligned(to: margin).draw(into: &text)
    }
    return text
  }

  /// Characters of one ink.
  static func styled(_ text: String, _ ink: Ink) -> [(character: Character, ink: Ink)] {
    text.map { ($0, ink) }
  }

  /// A text cut to a number of characters, which shows that it was cut.
  static func shortened(_ text: String, to count: Int, _ characters: CharacterSet) -> String {
    guard text.count > count else { return text }
    let mark = characters == .unicode ? "…" : ".."
    return String(text.prefix(max(0, count - mark.count))) + mark
  }
}

/// The lines above a panel: what its vertical axis counts, or the names of its series.
struct PanelHead {
  private(set) var lines: [[(character: Character, ink: Ink)]] = []

  /// Most lines of a legend.
  private static let lineLimit = 4

  /// The head of a panel; what the title begins with is not said again.
  init(_ panel: Plot.Panel, below title: String, width: Int, _ characters: CharacterSet) {
    let named = panel.layers.filter { !$0.name.isEmpty }
    var entries: [[(character: Character, ink: Ink)]] = []
    let label = panel.vertical.label
    if !label.isEmpty, panel.isMap || named.count < 2, !title.hasPrefix(label) {
      entries.append(Plot.styled(Plot.shortened(label, to: width, characters), .plain))
    }
    if panel.isMap || named.count > 1 {
      for layer in named {
        let name = Plot.shortened(" " + layer.name, to: width - 3, characters)
        entries.append(Self.sample(of: layer, characters) + Plot.styled(name, .plain))
      }
    }
    for layer in panel.layers {
      guard case .contours(let contours) = layer.shape else { continue }
      entries += Self.levels(contours, characters)
    }
    for entry in entries {
      if let last = lines.last, last.count + entry.count + 2 <= width {
        lines[lines.count - 1] += Plot.styled("  ", .plain) + entry
      } else if lines.count < Self.lineLimit, entry.count <= width {
        lines.append(entry)
      } else {
        break
      }
    }
  }

  /// The levels of contours, each as its lines are drawn.
  private static func levels(
    _ contours: [Plot.Contour], _ characters: CharacterSet
  ) -> [[(character: Character, ink: Ink)]] {
    contours.enumerated().map { index, contour in
      let ink = Ink.level(Painter.shade(index, of: contours.count))
      let mark = characters == .unicode ? "─" : String(Glyphs.symbol(level: index)) + "="
      return Plot.styled(mark, ink) + Plot.styled(Tick.short(contour.level), .plain)
    }
  }

  /// What a layer looks like.
  private static func sample(
    of layer: Plot.Layer, _ characters: CharacterSet
  ) -> [(character: Character, ink: Ink)] {
    let ink = Ink.series(layer.series)
    let text: String
    switch layer.shape {
    case .markers(_, let marker):
      text = String(Glyphs.marker(marker, characters, series: layer.series))
    case .path:
      text = characters == .unicode ? "○→●" : "o\(Glyphs.symbol(layer.series))@"
    case .bars: text = characters == .unicode ? "⣿" : "#"
    case .curve where characters == .unicode:
      switch layer.dash {
      case .solid: text = "⠒⠒⠒"
      case .dashed: text = "⠒⠂⠒"
      case .dotted: text = "⠂⠂⠂"
      }
    case .curve: text = String(repeating: Glyphs.symbol(layer.series), count: 2)
    case .contours, .surface: text = characters == .unicode ? "◌" : "0"
    }
    return Plot.styled(text, ink)
  }
}
