import CKernels
import NablaAlgebra

/// Numbers of each row side by side, so that a row taken at random costs one or two cache lines.
struct PackedRows: Sendable {
  /// How many rows are filled column by column before the next ones are, within the nearest cache.
  private static let blockLength = 256
  /// How many numbers are there behind the last row, for kernels that read four at a time.
  private static let padding = 3

  /// How many numbers a row has.
  let stride: Int
  let count: Int
  let numbers: [Double]

  /// Works out expressions in every row.
  ///
  /// Those that are a number or a multiple of a column are copied, the others computed row by row.
  init(
    _ graph: inout ExpressionGraph, _ nodes: [NodeID], columns: ColumnData, rows: [Int32]?,
    count: Int
  ) {
    stride = nodes.count
    self.count = count
    let packing = Packing(&graph, nodes, columns, rows)
    let size = stride * count + Self.padding
    numbers = Array(unsafeUninitializedCapacity: size) { room, filled in
      guard let start = room.baseAddress else { return }
      ckernels_prefer_large_pages(start, size * MemoryLayout<Double>.stride)
      let blocks = (count + Self.blockLength - 1) / Self.blockLength
      Parallel.forEach(blocks, workers: min(columns.threads, blocks)) { _, block in
        let first = block * Self.blockLength
        packing.fill(first..<min(count, first + Self.blockLength), start)
      }
      (start + size - Self.padding).update(repeating: 0, count: Self.padding)
      filled = size
    }
  }
}

/// Where the numbers of packed rows come from.
private struct Packing {
  /// How many numbers a row has.
  private let stride: Int
  private var constants: [(place: Int, value: Double)] = []
  private var copied: [(place: Int, factor: Double, column: ColumnBlocks)] = []
  private var computed: [Int] = []
  /// What computes the rest from its columns.
  private let program: Program
  private let columns: [ColumnBlocks]
  private let rows: [Int32]?

  init(
    _ graph: inout ExpressionGraph, _ nodes: [NodeID], _ data: ColumnData, _ rows: [Int32]?
  ) {
    stride = nodes.count
    self.rows = rows
    for (place, node) in nodes.enumerated() {
      let (coefficient, term) = graph.coefficientAndTerm(node)
      if let value = graph.constantValue(node) {
        constants.append((place, value))
      } else if let symbol = graph.symbol(term) {
        copied.append((place, coefficient.double, data[symbol]))
      } else {
        computed.append(place)
      }
    }
    let outputs = computed.map { nodes[$0] }
    let symbols = graph.columns(below: outputs)
    program = Program(&graph, outputs: outputs, inputs: symbols)
    columns = symbols.map { data[$0] }
  }

  /// Writes the numbers of some rows, which lie in one block of their columns.
  func fill(_ range: Range<Int>, _ numbers: UnsafeMutablePointer<Double>) {
    for (place, value) in constants {
      for row in range { numbers[row * stride + place] = value }
    }
    for copy in copied { fill(range, copy.place, copy.factor, copy.column, numbers) }
    if !computed.isEmpty { compute(range, numbers) }
  }

  private func fill(
    _ range: Range<Int>, _ place: Int, _ factor: Double, _ column: ColumnBlocks,
    _ numbers: UnsafeMutablePointer<Double>
  ) {
    if let rows {
      for row in range { numbers[row * stride + place] = factor * column[Int(rows[row])] }
      return
    }
    column.blocks[range.lowerBound / ColumnBlocks.length].withUnsafeBufferPointer { block in
      let first = range.lowerBound % ColumnBlocks.length
      for offset in 0..<range.count {
        numbers[(range.lowerBound + offset) * stride + place] = factor * block[first + offset]
      }
    }
  }

  private func compute(_ range: Range<Int>, _ numbers: UnsafeMutablePointer<Double>) {
    var workspace = program.makeWorkspace()
    var inputs = Array(repeating: 0.0, count: columns.count)
    var results = Array(repeating: 0.0, count: computed.count)
    for row in range {
      let source = rows.map { Int($0[row]) } ?? row
      for (index, column) in columns.enumerated() { inputs[index] = column[source] }
      program.run(inputs, into: &results, workspace: &workspace)
      for (place, result) in zip(computed, results) { numbers[row * stride + place] = result }
    }
  }
}

extension ExpressionGraph {
  /// The value of a node without variables that is a number as it stands.
  func constantValue(_ id: NodeID) -> Double? { number(id)?.double ?? real(id) }
}
