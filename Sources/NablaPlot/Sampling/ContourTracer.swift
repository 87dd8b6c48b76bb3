/// Lines of equal height in a grid, by marching squares.
///
/// A crossing is placed on an edge between two grid points by linear interpolation; in a square with
/// four crossings the mean of the corners tells which belong together. Squares with a corner without
/// a value have no lines. Source: Maple, Geometric design and space planning using the marching
/// squares and marching cube algorithms, GMAG 2003.
struct ContourTracer {
  private let grid: Grid
  private let level: Double
  /// The one or two neighbours of each crossing along its line, by the number of its edge.
  private var neighbours: [Int: [Int]] = [:]
  /// The edges with crossings in the order in which they were found.
  private var found: [Int] = []

  /// The lines of a level.
  static func lines(of grid: Grid, at level: Double) -> [[PlotPoint]] {
    var tracer = ContourTracer(grid, level)
    tracer.march()
    return tracer.joined()
  }

  private init(_ grid: Grid, _ level: Double) {
    self.grid = grid
    self.level = level
  }

  /// The number of the edge from a grid point to the right, or upwards.
  private func edge(_ column: Int, _ row: Int, isUpright: Bool) -> Int {
    2 * (row * grid.xs.count + column) + (isUpright ? 1 : 0)
  }

  private mutating func march() {
    for row in 0..<grid.ys.count - 1 {
      for column in 0..<grid.xs.count - 1 { visit(column, row) }
    }
  }

  /// Joins the crossings on the edges of one square.
  private mutating func visit(_ column: Int, _ row: Int) {
    let corners = [
      grid[column, row], grid[column + 1, row], grid[column + 1, row + 1], grid[column, row + 1],
    ]
    guard corners.allSatisfy({ !$0.isNaN }) else { return }
    let isAbove = corners.map { $0 > level }
    let edges = [
      edge(column, row, isUpright: false), edge(column + 1, row, isUpright: true),
      edge(column, row + 1, isUpright: false), edge(column, row, isUpright: true),
    ]
    let crossed = (0..<4).filter { isAbove[$0] != isAbove[($0 + 1) % 4] }
    if crossed.count == 2 {
      join(edges[crossed[0]], edges[crossed[1]])
    } else if crossed.count == 4 {
      let middle = corners.reduce(0) { $0 + $1 / 4 }
      let cutsFirst = (middle > level) != isAbove[0]
      join(edges[0], edges[cutsFirst ? 3 : 1])
      join(edges[2], edges[cutsFirst ? 1 : 3])
    }
  }

  private mutating func join(_ a: Int, _ b: Int) {
    for (edge, other) in [(a, b), (b, a)] {
      if neighbours[edge] == nil { found.append(edge) }
      neighbours[edge, default: []].append(other)
    }
  }

  /// Follows the crossings from neighbour to neighbour: open lines from their ends, then closed ones.
  private func joined() -> [[PlotPoint]] {
    var lines: [[PlotPoint]] = []
    var done: Set<Int> = []
    for start in found.filter({ neighbours[$0]?.count == 1 }) + found where !done.contains(start) {
      var line = [point(on: start)]
      done.insert(start)
      var current = start
      while let next = neighbours[current]?.first(where: { !done.contains($0) }) {
        line.append(point(on: next))
        done.insert(next)
        current = next
      }
      if neighbours[start]?.count == 2, line.count > 2 { line.append(line[0]) }
      lines.append(line)
    }
    return lines
  }

  private func point(on edge: Int) -> PlotPoint {
    let (row, column) = (edge / 2).quotientAndRemainder(dividingBy: grid.xs.count)
    let isUpright = !edge.isMultiple(of: 2)
    let start = grid[column, row]
    let end = isUpright ? grid[column, row + 1] : grid[column + 1, row]
    let way = min(max((level / 2 - start / 2) / (end / 2 - start / 2), 0), 1)
    let (x, y) = (grid.xs[column], grid.ys[row])
    return isUpright
      ? PlotPoint(x, y + way * (grid.ys[row + 1] - y))
      : PlotPoint(x + way * (grid.xs[column + 1] - x), y)
  }
}
