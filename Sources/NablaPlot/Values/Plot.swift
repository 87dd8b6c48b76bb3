/// A picture as a value: what is to be seen, in the units of its axes, for whatever draws it.
package struct Plot: Sendable, Equatable {
  /// What the picture shows, in a few words; empty for none.
  package var title: String
  /// Panels from top to bottom, most pictures one.
  package var panels: [Panel]

  package init(title: String = "", panels: [Panel]) {
    self.title = title
    self.panels = panels
  }

  /// What the picture shows, where it has no title by the names of what is drawn.
  package var caption: String {
    guard title.isEmpty, let panel = panels.first else { return title }
    let names = panel.layers.map(\.name).filter { !$0.isEmpty }
    return names.isEmpty ? panel.vertical.label : names.joined(separator: ", ")
  }

  /// Two axes and what is drawn between them.
  package struct Panel: Sendable, Equatable {
    package var horizontal: Axis
    package var vertical: Axis
    /// What is drawn, later layers above earlier ones.
    package var layers: [Layer]
    /// How much of the height it takes, beside those of the other panels.
    package var weight = 1.0

    package init(horizontal: Axis, vertical: Axis, layers: [Layer], weight: Double = 1) {
      self.horizontal = horizontal
      self.vertical = vertical
      self.layers = layers
      self.weight = weight
    }
  }

  /// Something drawn in one colour, with its line in the legend.
  package struct Layer: Sendable, Equatable {
    package var shape: Shape
    /// The place of its colour among those of the series, from 0.
    package var series: Int
    /// What the legend calls it; empty for nothing.
    package var name: String

    package init(_ shape: Shape, series: Int, name: String = "") {
      self.shape = shape
      self.series = series
      self.name = name
    }
  }

  /// The geometry of a layer.
  package enum Shape: Sendable, Equatable {
    /// Lines through points in order, with gaps between the pieces.
    case curve([[PlotPoint]])
    /// Points passed in order: the first one hollow, the others full, arrows between; of many points
    /// the last alone is full, and the line is bare.
    case path([PlotPoint])
    case markers([PlotPoint], Marker)
    /// Bars of a histogram, on the axis.
    case bars([Bar])
    /// Lines along which a function of two variables has one value.
    case contours([Contour])
    /// A function of two variables over a plane, seen from above one corner.
    case surface(Grid)
  }

  /// How a point is marked.
  package enum Marker: Sendable, Equatable {
    case hollow
    case full
    case cross
    /// As small as can be, for many.
    case dot
  }

  /// A bar from the axis up.
  package struct Bar: Sendable, Equatable {
    package var lower: Double
    package var upper: Double
    package var height: Double

    package init(lower: Double, upper: Double, height: Double) {
      self.lower = lower
      self.upper = upper
      self.height = height
    }
  }

  /// The lines of one level.
  package struct Contour: Sendable, Equatable {
    package var level: Double
    package var lines: [[PlotPoint]]
  }
}

/// A point in the units of the axes.
package struct PlotPoint: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether both coordinates are numbers.
  package var isFinite: Bool { x.isFinite && y.isFinite }
}
