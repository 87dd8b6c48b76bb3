/// The values of a function of two variables at the crossings of a grid.
package struct Grid: Sendable, Equatable {
  /// The coordinates of the columns and of the rows, ascending.
  package let xs: [Double]
  package let ys: [Double]
  /// The values row by row, NaN where there is none.
  package var values: [Double]

  /// Evaluates a function over a rectangle, at `columns` by `rows` points.
  package init(
    _ horizontal: PlotRange, _ vertical: PlotRange, columns: Int, rows: Int,
    _ value: (Double, Double) -> Double
  ) {
    xs = horizontal.steps(columns)
    ys = vertical.steps(rows)
    values = []
    values.reserveCapacity(columns * rows)
    for y in ys {
      for x in xs {
        let height = value(x, y)
        values.append(height.isFinite ? height : .nan)
      }
    }
  }

  package subscript(column: Int, row: Int) -> Double { values[row * xs.count + column] }

  /// Whether there is a value anywhere.
  package var hasValues: Bool { values.contains { !$0.isNaN } }
}
