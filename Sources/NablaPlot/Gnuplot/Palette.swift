/// Colours that people with any kind of colour vision can tell apart.
enum Palette {
  /// The colour of a series.
  ///
  /// Source: Okabe and Ito, Color Universal Design, 2008; without the yellow, which is too pale for
  /// thin lines.
  static func series(_ index: Int) -> String { colors[index % colors.count] }

  private static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
  ]

  /// The colour at a place between the lowest level, 0, and the highest, 1.
  ///
  /// Source: Nuñez, Anderton and Renslow, Optimizing colormaps with consideration for color vision
  /// deficiency, PLOS ONE 13, 2018 (cividis), without its palest end.
  static func level(_ fraction: Double) -> String {
    let place = min(max(fraction, 0), 1) * Double(levels.count - 1)
    let index = min(Int(place), levels.count - 2)
    let rest = place - Double(index)
    let parts = (0..<3).map { channel in
      let (a, b) = (Double(levels[index][channel]), Double(levels[index + 1][channel]))
      let text = String(Int((a + rest * (b - a)).rounded()), radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + parts.joined()
  }

  private static let levels: [[Int]] = [
    [0, 34, 78], [33, 60, 109], [76, 84, 108], [108, 110, 114], [140, 137, 119], [175, 166, 109],
    [205, 188, 92],
  ]

  /// The palette for surfaces.
  static var definition: String {
    let stops = (0...6).map { "\($0) '\(level(Double($0) / 6))'" }
    return "set palette defined (" + stops.joined(separator: ", ") + ")"
  }
}
