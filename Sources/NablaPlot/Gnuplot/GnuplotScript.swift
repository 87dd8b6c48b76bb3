/// A script that makes gnuplot draw a picture, with all data in it, to standard output.
package struct GnuplotScript {
  private var lines: [String] = []
  private var blockCount = 0

  /// The script of a picture for a format.
  package static func text(for plot: Plot, as format: GnuplotFormat) -> String {
    var script = GnuplotScript()
    script.open(plot, format)
    for (index, panel) in plot.panels.enumerated() { script.add(panel, index, of: plot) }
    if plot.panels.count > 1 { script.lines.append("unset multiplot") }
    return script.lines.joined(separator: "\n") + "\n"
  }

  private mutating func open(_ plot: Plot, _ format: GnuplotFormat) {
    if format == .script {
      lines.append("# The picture goes to standard output: gnuplot THIS_FILE > picture.svg")
    }
    lines += [
      "set encoding utf8",
      format.terminal,
      "set border 3 linecolor rgb '#555555' linewidth 0.8",
      "set tics nomirror out scale 0.6 textcolor rgb '#333333'",
      "set style fill solid 0.55 noborder",
      "set style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.6,0.4",
      "set samples 2",
    ]
    if plot.panels.count > 1 { lines.append("set multiplot") }
  }

  /// The settings of a panel and what is drawn in it.
  private mutating func add(_ panel: Plot.Panel, _ index: Int, of plot: Plot) {
    if plot.panels.count > 1 { place(index, in: plot) }
    let named = panel.layers.filter { !$0.name.isEmpty }
    // Above a legend, which tells as much, a title would be clutter.
    let hasTitle = index == 0 && !plot.title.isEmpty && plot.title.count <= 70 && named.count < 2
    lines.append(
      hasTitle ? "set title \(GnuplotText.quoted(plot.title)) noenhanced" : "unset title")
    lines.append("unset label")
    let isSurface = panel.layers.contains { if case .surface = $0.shape { true } else { false } }
    setAxis(
      "x", panel.horizontal, about: isSurface ? 4 : 7, isLabelled: index == plot.panels.count - 1)
    setAxis(
      "y", panel.vertical, about: isSurface || plot.panels.count > 1 ? 4 : 6, isLabelled: true)
    let range = panel.vertical.range
    let hasZero =
      !panel.isMap && !panel.vertical.isLogarithmic && range.lower < 0 && range.upper > 0
    lines.append(
      hasZero ? "set xzeroaxis linecolor rgb '#aaaaaa' linewidth 0.8 dashtype 3" : "unset xzeroaxis"
    )
    lines.append(
      named.count > 1
        ? "set key outside top left horizontal Left reverse noenhanced samplen 2 width 2"
        : "unset key")
    var elements: [String] = []
    for layer in panel.layers {
      elements += self.elements(of: layer, panel, isNamed: named.count > 1)
    }
    guard !elements.isEmpty else { return }
    if isSurface { openSurface(of: panel) }
    lines.append((isSurface ? "splot " : "plot ") + elements.joined(separator: ", \\\n  "))
  }

  /// Places one of several panels by its weight.
  private mutating func place(_ index: Int, in plot: Plot) {
    let all = plot.panels.reduce(0) { $0 + $1.weight }
    let (bottom, top, gap) = (0.13, 0.9, 0.06)
    let above = plot.panels[..<index].reduce(0) { $0 + $1.weight } / all
    let height = plot.panels[index].weight / all * (top - bottom)
    let upper = top - above * (top - bottom)
    lines += [
      "set lmargin at screen 0.13", "set rmargin at screen 0.96",
      "set tmargin at screen \(upper - (index == 0 ? 0 : gap / 2))",
      "set bmargin at screen \(upper - height + (index == plot.panels.count - 1 ? 0 : gap / 2))",
    ]
  }

  private mutating func setAxis(_ letter: String, _ axis: Axis, about count: Int, isLabelled: Bool)
  {
    let (low, high) = (GnuplotText.number(axis.range.lower), GnuplotText.number(axis.range.upper))
    lines.append((axis.isLogarithmic ? "set" : "unset") + " logscale \(letter)")
    lines.append("set \(letter)range [\(low):\(high)]")
    lines.append(
      "set \(letter)label \(GnuplotText.quoted(isLabelled ? axis.label : "")) noenhanced")
    let ticks = axis.ticks(about: count)
    let marks = zip(ticks, ticks.labels).map { tick, label in
      "\(GnuplotText.quoted(label.replacingMinus)) \(GnuplotText.number(tick.value))"
    }
    lines.append("set \(letter)tics (" + marks.joined(separator: ", ") + ")")
  }

  private mutating func openSurface(of panel: Plot.Panel) {
    let name = panel.layers.first { !$0.name.isEmpty }?.name ?? ""
    lines += [
      "set zlabel \(GnuplotText.quoted(name)) rotate parallel noenhanced",
      "set xtics offset 0,-0.3",
      "set style fill solid 1 noborder",
      Palette.definition,
      "unset colorbox",
      "set border 31 linecolor rgb '#999999' linewidth 0.5",
      "set ticslevel 0",
      "set view 58,35",
      "set pm3d depthorder border linecolor rgb '#444444' linewidth 0.25",
      "set hidden3d",
    ]
  }

  /// Adds data under a name, which it returns.
  mutating func block(_ rows: [String]) -> String {
    let name = "$data\(blockCount)"
    blockCount += 1
    lines.append("\(name) << END_OF_DATA")
    lines += rows
    lines.append("END_OF_DATA")
    return name
  }

  /// Adds a command.
  mutating func append(_ line: String) { lines.append(line) }
}

extension String {
  /// A number with the sign that belongs to it in print.
  fileprivate var replacingMinus: String { first == "-" ? "−" + dropFirst() : self }
}
