extension Plot.Layer {
  /// The pattern in which its lines are drawn, so that it can be told from others without colours.
  var dash: Dash {
    switch series % 3 {
    case 0: .solid
    case 1: .dashed
    default: .dotted
    }
  }
}

/// A pattern of a line.
enum Dash: Sendable {
  case solid
  case dashed
  case dotted

  /// Whether the dot at a place along the line is drawn.
  func covers(_ place: Int) -> Bool {
    switch self {
    case .solid: true
    case .dashed: place % 6 < 4
    case .dotted: place.isMultiple(of: 3)
    }
  }
}

extension [PlotPoint] {
  /// Whether a path of these points would be hidden by marks of its own.
  var isBusyPath: Bool { count > 60 }

  /// The points of a path that are marked as passed, besides the start.
  var passed: ArraySlice<PlotPoint> { isBusyPath ? suffix(1) : dropFirst() }
}
