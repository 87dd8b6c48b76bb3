import NablaAlgebra
import NablaOptimization
import NablaPlot
import NablaSyntax

/// What the clauses of `plot` and `surface` ask for.
struct PlotOptions {
  /// The kinds of axes by the words of `axes`.
  enum Axes: String, CaseIterable {
    case linear
    case logx
    case logy
    case loglog

    var isHorizontalLogarithmic: Bool { self == .logx || self == .loglog }
    var isVerticalLogarithmic: Bool { self == .logy || self == .loglog }
  }

  /// The kind of axes, `nil` where that is left to the plot.
  var axes: Axes?
  /// The file to write.
  var path: String?
  private var pathSpan: Span

  init(_ command: Command) throws(Diagnostic) {
    pathSpan = command.verbSpan
    if let clause = command.clause(.axes), case .word(let word) = clause.value {
      guard let axes = Axes(rawValue: word) else {
        let near = Spelling.nearest(to: word, among: Axes.allCases.map(\.rawValue))
        throw Diagnostic(
          "there are no axes `\(word)`", at: clause.span,
          hint: near.first.map { "did you mean `axes \($0)`?" }
            ?? "there are " + Axes.allCases.map(\.rawValue).joined(separator: ", "))
      }
      self.axes = axes
    }
    if let clause = command.clause(.to), case .path(let path) = clause.value {
      self.path = path
      pathSpan = clause.span
      _ = try format()
    }
  }

  /// The format of the file, by the end of its name; `nil` where there is none.
  func format() throws(Diagnostic) -> GnuplotFormat? {
    guard let path else { return nil }
    guard let format = GnuplotFormat(path: path) else {
      let names = GnuplotFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
      throw Diagnostic(
        "a picture's file name tells its format by its end", at: pathSpan,
        hint: "one of \(names), for example \"plot.svg\"")
    }
    return format
  }

  /// Whether a terminal's few dots are not all that can be seen.
  var isFine: Bool { path != nil }
}
