import NablaAlgebra

/// Numbers of each row side by side, so that a row taken at random costs one or two cache lines.
struct PackedRows: Sendable {
  /// How many rows are filled column by column before the next ones are, within the cache.
  private static let blockLength = 1024
  /// How many numbers are there behind the last row, for kernels that read four at a time.
  private static let padding = 3

  /// How many numbers a row has.
  let stride: Int
  let count: Int
  private(set) var numbers: [Double]

  /// Works out expressions in every row.
  ///
  /// Those that are a number or a multiple of a column are copied, the others computed row by row.
  init(
    _ graph: inout ExpressionGraph, _ nodes: [NodeID], columns: ColumnData, rows: [Int32]?,
    count: Int
  ) {
    stride = nodes.count
    self.count = count
    numbers = Array(repeating: 0, count: stride * count + Self.padding)
    var computed: [(place: Int, node: NodeID)] = []
    var copied: [(place: Int, factor: Double, column: ColumnBlocks)] = []
    for (place, node) in nodes.enumerated() {
      let (coefficient, term) = graph.coefficientAndTerm(node)
      if let value = graph.constantValue(node) {
        for row in 0..<count { numbers[row * stride + place] = value }
      } else if let symbol = graph.symbol(term) {
        copied.append((place, coefficient.double, columns[symbol]))
      } else {
        computed.append((place, node))
      }
    }
    var start = 0
    while start < count {
      let end = min(count, start + Self.blockLength)
      for copy in copied { fill(start..<end, copy.place, copy.factor, copy.column, rows) }
      start = end
    }
    compute(&graph, computed, columns, rows)
  }

  private mutating func fill(
    _ range: Range<Int>, _ place: Int, _ factor: Double, _ column: ColumnBlocks, _ rows: [Int32]?
  ) {
    var position = range.lowerBound * stride + place
    guard rows == nil else {
      for row in range {
        numbers[position] = factor * column[Int(rows?[row] ?? 0)]
        position += stride
      }
      return
    }
    // Such a range never goes beyond a block.
    let block = column.blocks[range.lowerBound / ColumnBlocks.length]
    let first = range.lowerBound % ColumnBlocks.length
    for offset in 0..<range.count {
      numbers[position] = factor * block[first + offset]
      position += stride
    }
  }

  private mutating func compute(
    _ graph: inout ExpressionGraph, _ nodes: [(place: Int, node: NodeID)], _ data: ColumnData,
    _ rows: [Int32]?
  ) {
    guard !nodes.isEmpty else { return }
    let symbols = graph.columns(below: nodes.map(\.node))
    let columns = symbols.map { data[$0] }
    let program = Program(&graph, outputs: nodes.map(\.node), inputs: symbols)
    var workspace = program.makeWorkspace()
    var inputs = Array(repeating: 0.0, count: symbols.count)
    var results = Array(repeating: 0.0, count: nodes.count)
    for row in 0..<count {
      let source = rows.map { Int($0[row]) } ?? row
      for (index, column) in columns.enumerated() { inputs[index] = column[source] }
      program.run(inputs, into: &results, workspace: &workspace)
      for (index, entry) in nodes.enumerated() {
        numbers[row * stride + entry.place] = results[index]
      }
    }
  }
}

extension ExpressionGraph {
  /// The value of a node without variables that is a number as it stands.
  func constantValue(_ id: NodeID) -> Double? { number(id)?.double ?? real(id) }
}
