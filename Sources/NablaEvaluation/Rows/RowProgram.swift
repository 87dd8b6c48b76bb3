import CKernels
import NablaAlgebra

/// A program that runs over the rows of columns, a chunk of rows at a time, and makes one number of
/// each of its outputs.
///
/// Its inputs are scalars, the same for all rows, and then columns. What depends on scalars alone is
/// computed once a run. Rows are parted into blocks whatever the number of threads, and what the
/// blocks yield is joined in their order; so the same rows give the same bits on every run.
/// Complexity: linear in rows times instructions; room for one chunk a register and thread.
struct RowProgram: Sendable {
  /// How many rows an instruction works on at once: the registers of usual losses then stay in the
  /// processor's nearest cache.
  static let chunkLength = 512
  /// How many rows a thread takes at a time, a part of the blocks of columns.
  static let blockLength = 32 * chunkLength

  /// What is made of an operand's values, or of the products of two.
  struct Output: Sendable {
    let aggregate: Aggregate
    let first: RowOperand
    let second: RowOperand?
  }

  /// What is made of each output.
  let aggregates: [Aggregate]
  let outputs: [Output]
  let instructions: [RowInstruction]
  let chunkCount: Int
  private let constants: [Double]
  private let prologue: [Instruction]
  private let scalarCount: Int
  private let columnCount: Int

  /// Compiles the values of `bodies`.
  init(
    _ graph: inout ExpressionGraph, bodies: [NodeID], aggregates: [Aggregate], scalars: [Symbol],
    columns: [Symbol]
  ) {
    var forms = StableForms()
    let roots = forms.images(of: bodies, in: &graph)
    var scheduler = Scheduler(inputs: scalars + columns, differences: forms.differences)
    let values = scheduler.schedule(roots, in: graph)
    let schedule = RowSchedule(
      scheduler, outputs: values, aggregates: aggregates, scalarCount: scalars.count)
    let operands = schedule.outputs.flatMap { [$0.first, $0.second ?? $0.first] }
    let fusion = Fusion(of: schedule.steps, keeping: operands)
    let allocation = RegisterAllocation(
      fusion.steps, keeping: fusion.kept, fixedCount: schedule.fixedCount)

    let (fixedCount, columnStart, columnCount) = (
      schedule.fixedCount, scalars.count, columns.count
    )
    func chunk(_ register: Int) -> Int { columnCount + register - fixedCount }
    func operand(_ register: Int32) -> RowOperand {
      let register = Int(register)
      if register >= fixedCount { return .chunk(chunk(register)) }
      let isColumn = (columnStart..<columnStart + columnCount).contains(register)
      return isColumn ? .chunk(register - columnStart) : .scalar(register)
    }
    instructions = allocation.instructions.map { step in
      RowInstruction(
        kernel: step.opcode.kernel(step.function), opcode: step.opcode, function: step.function,
        destination: chunk(Int(step.destination)), a: operand(step.a), b: operand(step.b),
        c: operand(step.c))
    }
    outputs = schedule.outputs.enumerated().map { index, output in
      Output(
        aggregate: aggregates[index], first: operand(allocation.outputs[2 * index]),
        second: output.second.map { _ in operand(allocation.outputs[2 * index + 1]) })
    }
    self.aggregates = aggregates
    chunkCount = chunk(allocation.registerCount)
    constants = scheduler.constants.values
    prologue = schedule.prologue
    scalarCount = scalars.count
    self.columnCount = columns.count
  }

  /// Runs over `count` rows of the columns, those at `rows` where given, and writes one number an
  /// output; of no rows the mean is NaN.
  func run(
    _ scalars: [Double], _ columns: [ColumnBlocks], count: Int, rows: ArraySlice<Int32>? = nil,
    into results: inout [Double], workspace: inout RowWorkspace
  ) {
    placeScalars(scalars, &workspace)
    let source = RowSource(columns: columns, rows: rows, count: count)
    var joined = outputs.map { RowCollector($0) }
    var collectors = joined
    var start = 0
    while start < count {
      let end = min(count, start + Self.blockLength)
      workspace.withPointers(chunkCount: chunkCount) { chunks, scalars in
        run(start..<end, of: source, chunks, scalars, &collectors)
      }
      for index in joined.indices {
        joined[index].append(collectors[index])
        collectors[index].clear()
      }
      start = end
    }
    for index in joined.indices {
      results[index] = joined[index].value(count: count, scalars: workspace.scalars)
    }
  }

  /// Computes what is the same for all rows.
  private func placeScalars(_ scalars: [Double], _ workspace: inout RowWorkspace) {
    workspace.scalars.removeAll(keepingCapacity: true)
    workspace.scalars.append(contentsOf: scalars)
    workspace.scalars.append(contentsOf: repeatElement(.nan, count: columnCount))
    workspace.scalars.append(contentsOf: constants)
    for step in prologue {
      let value = step.opcode.value(
        step.function, workspace.scalars[Int(step.a)], workspace.scalars[Int(step.b)],
        workspace.scalars[Int(step.c)])
      workspace.scalars.append(value)
    }
  }

  /// Runs over a block of rows.
  private func run(
    _ block: Range<Int>, of source: RowSource, _ chunks: UnsafeMutablePointer<Double>,
    _ scalars: UnsafePointer<Double>, _ collectors: inout [RowCollector]
  ) {
    var start = block.lowerBound
    while start < block.upperBound {
      let length = min(Self.chunkLength, block.upperBound - start)
      for column in 0..<columnCount {
        source.load(column, start, length, into: chunks + column * Self.chunkLength)
      }
      for instruction in instructions { instruction.execute(chunks, scalars, length) }
      for index in outputs.indices { collectors[index].take(chunks, scalars, length) }
      start += length
    }
  }
}
