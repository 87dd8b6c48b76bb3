import NablaAlgebra

/// A program that runs over the rows of columns, a chunk of rows at a time, and makes one number of
/// each of its outputs.
///
/// Its inputs are scalars, the same for all rows, and then columns. Complexity: linear in rows times
/// instructions; room for one chunk a register. The same rows give the same bits on every run.
struct RowProgram: Sendable {
  /// How many rows an instruction works on at once: a multiple of eight, the block of sums, and a
  /// part of the blocks of columns.
  ///
  /// The registers of usual losses then stay in the processor's cache.
  static let chunkLength = 256

  let program: Program
  /// How many inputs are the same for all rows.
  let scalarCount: Int
  /// What is made of each output.
  let aggregates: [Aggregate]

  /// Compiles the values of `bodies`.
  init(
    _ graph: inout ExpressionGraph, bodies: [NodeID], aggregates: [Aggregate], scalars: [Symbol],
    columns: [Symbol]
  ) {
    program = Program(&graph, outputs: bodies, inputs: scalars + columns)
    scalarCount = scalars.count
    self.aggregates = aggregates
  }

  /// Runs over `count` rows of the columns, those at `rows` where given, and writes one number an
  /// output; of no rows the mean is NaN.
  func run(
    _ scalars: [Double], _ columns: [ColumnBlocks], count: Int, rows: ArraySlice<Int32>? = nil,
    into results: inout [Double], workspace: inout RowWorkspace
  ) {
    workspace.fit(program)
    var collector = RowCollector(aggregates)
    workspace.registers.withUnsafeMutableBufferPointer { registers in
      guard let base = registers.baseAddress else { return }
      for (index, value) in scalars.enumerated() {
        (base + index * Self.chunkLength).update(repeating: value, count: Self.chunkLength)
      }
      var start = 0
      while start < count {
        let length = min(Self.chunkLength, count - start)
        for (index, column) in columns.enumerated() {
          let register = base + (scalarCount + index) * Self.chunkLength
          Self.load(column, from: start, length, rows, into: register)
        }
        for step in program.instructions { step.execute(base, length) }
        for (index, register) in program.outputs.enumerated() {
          collector.take(index, base + Int(register) * Self.chunkLength, count: length)
        }
        start += length
      }
    }
    collector.finish(count: count, into: &results)
  }

  @inline(__always)
  private static func load(
    _ column: ColumnBlocks, from start: Int, _ length: Int, _ rows: ArraySlice<Int32>?,
    into register: UnsafeMutablePointer<Double>
  ) {
    if let rows {
      for (offset, row) in rows[(rows.startIndex + start)...].prefix(length).enumerated() {
        register[offset] = column[Int(row)]
      }
      return
    }
    // A chunk never goes beyond a block.
    column.blocks[start / ColumnBlocks.length].withUnsafeBufferPointer { block in
      if let source = block.baseAddress {
        register.update(from: source + start % ColumnBlocks.length, count: length)
      }
    }
  }
}

/// The registers of a row program while it runs: a chunk of doubles each.
struct RowWorkspace: Sendable {
  var registers: [Double] = []
  private var constants: [Double] = []
  private var inputCount = -1

  /// Makes the workspace that of a program, which costs little if it already is.
  mutating func fit(_ program: Program) {
    let size = program.registerCount * RowProgram.chunkLength
    if registers.count == size, inputCount == program.inputCount, constants == program.constants {
      return
    }
    registers = Array(repeating: 0, count: size)
    constants = program.constants
    inputCount = program.inputCount
    for (index, value) in constants.enumerated() {
      let start = (inputCount + index) * RowProgram.chunkLength
      for position in start..<start + RowProgram.chunkLength { registers[position] = value }
    }
  }
}

extension Instruction {
  /// Works on the first `count` rows of a chunk.
  ///
  /// A destination may be an operand too, since every row depends on itself alone.
  @inline(__always)
  fileprivate func execute(_ base: UnsafeMutablePointer<Double>, _ count: Int) {
    let result = base + Int(destination) * RowProgram.chunkLength
    let a = base + Int(self.a) * RowProgram.chunkLength
    let b = base + Int(self.b) * RowProgram.chunkLength
    let c = base + Int(self.c) * RowProgram.chunkLength
    switch opcode {
    case .add: for row in 0..<count { result[row] = a[row] + b[row] }
    case .subtract: for row in 0..<count { result[row] = a[row] - b[row] }
    case .multiply: for row in 0..<count { result[row] = a[row] * b[row] }
    case .multiplyAdd: for row in 0..<count { result[row] = a[row] * b[row] + c[row] }
    case .multiplySubtract: for row in 0..<count { result[row] = a[row] * b[row] - c[row] }
    case .subtractProduct: for row in 0..<count { result[row] = c[row] - a[row] * b[row] }
    case .divide: for row in 0..<count { result[row] = a[row] / b[row] }
    case .negate: for row in 0..<count { result[row] = -a[row] }
    case .reciprocal: for row in 0..<count { result[row] = 1 / a[row] }
    case .squareRoot: for row in 0..<count { result[row] = a[row].squareRoot() }
    case .power, .select, .unary, .binary:
      for row in 0..<count { result[row] = opcode.value(function, a[row], b[row], c[row]) }
    }
  }
}
