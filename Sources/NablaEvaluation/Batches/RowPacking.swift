import CKernels
import NablaAlgebra

/// Where the numbers come from that a row contributes to its gradient.
///
/// Those that are a number or a multiple of a column are copied, the others computed row by row.
struct RowPacking: Sendable {
  /// How many numbers a row has.
  let stride: Int
  let count: Int
  /// On how many threads rows may be packed.
  let threads: Int
  private var constants: [(place: Int, value: Double)] = []
  private var copied: [(place: Int, factor: Double, column: ColumnBlocks)] = []
  private var computed: [Int] = []
  /// What computes the rest from its columns.
  private let program: Program
  private let columns: [ColumnBlocks]
  private let rows: [Int32]?

  /// Works out expressions in `count` rows, those at `rows` where given.
  init(
    _ graph: inout ExpressionGraph, _ nodes: [NodeID], data: ColumnData, rows: [Int32]?, count: Int
  ) {
    stride = nodes.count
    self.count = count
    threads = data.threads
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

  /// Writes the numbers of some rows, which lie in one block of their columns, one after the other.
  func fill(_ range: Range<Int>, _ numbers: UnsafeMutablePointer<Double>) {
    for (place, value) in constants {
      for offset in 0..<range.count { numbers[offset * stride + place] = value }
    }
    if let rows {
      for copy in copied {
        for (offset, row) in rows[range].enumerated() {
          numbers[offset * stride + copy.place] = copy.factor * copy.column[Int(row)]
        }
      }
    } else {
      copy(range, numbers)
    }
    if !computed.isEmpty { compute(range, numbers) }
  }

  /// Copies columns of which all rows are meant.
  private func copy(_ range: Range<Int>, _ numbers: UnsafeMutablePointer<Double>) {
    let (block, first) = range.lowerBound.quotientAndRemainder(
      dividingBy: ColumnBlocks.length)
    withUnsafeTemporaryAllocation(of: ckernels_column.self, capacity: copied.count) { columns in
      for (index, copy) in copied.enumerated() {
        // Blocks never move.
        let start = copy.column.blocks[block].withUnsafeBufferPointer(\.baseAddress)
        columns.initializeElement(
          at: index,
          to: ckernels_column(
            values: start.map { $0 + first }, factor: copy.factor, place: copy.place))
      }
      ckernels_pack(numbers, stride, columns.baseAddress, copied.count, range.count)
    }
  }

  private func compute(_ range: Range<Int>, _ numbers: UnsafeMutablePointer<Double>) {
    var workspace = program.makeWorkspace()
    var inputs = Array(repeating: 0.0, count: columns.count)
    var results = Array(repeating: 0.0, count: computed.count)
    for (offset, row) in range.enumerated() {
      let source = rows.map { Int($0[row]) } ?? row
      for (index, column) in columns.enumerated() { inputs[index] = column[source] }
      program.run(inputs, into: &results, workspace: &workspace)
      for (place, result) in zip(computed, results) { numbers[offset * stride + place] = result }
    }
  }
}

extension ExpressionGraph {
  /// The value of a node without variables that is a number as it stands.
  func constantValue(_ id: NodeID) -> Double? { number(id)?.double ?? real(id) }
}
