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
  static let chunkLength = 256
  /// How many rows a thread takes at a time, a part of the blocks of columns that never goes beyond
  /// one of them.
  static let blockLength = 64 * chunkLength
  /// From how many rows on numbers that are rounded themselves are summed with roundings.
  private static let leastRounded = blockLength
  /// How many blocks are worth a thread.
  private static let leastBlocks = 2

  /// What is made of an operand's values, or of the products of two.
  struct Output: Sendable {
    let aggregate: Aggregate
    /// The part of the values that lies below a quantile; a half for the median.
    let fraction: Double
    let first: RowOperand
    let second: RowOperand?
    /// Whether the values are worked out, not as they stand in a column.
    let isRounded: Bool
  }

  /// What is made of each output.
  let aggregates: [Aggregate]
  let outputs: [Output]
  let steps: [RowStep]
  let chunkCount: Int
  private let constants: [Double]
  private let prologue: [Instruction]
  private let scalarCount: Int
  private let columnCount: Int

  /// Compiles the values of `bodies`.
  init(
    _ graph: inout ExpressionGraph, bodies: [NodeID], aggregates: [Aggregate],
    fractions: [Double], scalars: [Symbol], columns: [Symbol]
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
    steps = RowStep.joined(
      allocation.instructions.map { step in
        RowInstruction(
          kernel: step.opcode.kernel(step.function), opcode: step.opcode, function: step.function,
          destination: chunk(Int(step.destination)), a: operand(step.a), b: operand(step.b),
          c: operand(step.c))
      })
    outputs = schedule.outputs.enumerated().map { index, output in
      Output(
        aggregate: aggregates[index], fraction: fractions[index],
        first: operand(allocation.outputs[2 * index]),
        second: output.second.map { _ in operand(allocation.outputs[2 * index + 1]) },
        isRounded: output.second != nil || output.first.step != nil)
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
  ///
  /// Rows enough for several blocks a thread are gone over on at most so many `threads`.
  func run(
    _ scalars: [Double], _ columns: [ColumnBlocks], count: Int, rows: ArraySlice<Int32>? = nil,
    threads: Int = 1, into results: inout [Double], workspace: inout RowWorkspace
  ) {
    placeScalars(scalars, &workspace)
    let source = RowSource(columns: columns, rows: rows)
    let blockCount = (count + Self.blockLength - 1) / Self.blockLength
    let workers = max(1, min(threads, blockCount / Self.leastBlocks))
    let isLong = count >= Self.leastRounded
    var partials = (0..<blockCount).flatMap { _ in outputs.map { RowPartial($0.aggregate) } }
    partials.withUnsafeMutableBufferPointer { partials in
      workspace.withRegisters(chunkCount: chunkCount, workers: workers) { registers in
        Parallel.forEach(blockCount, workers: workers) { worker, block in
          var own = registers
          own.chunks += worker * chunkCount * Self.chunkLength
          let start = block * Self.blockLength
          let end = min(count, start + Self.blockLength)
          let collectors = run(start..<end, of: source, own, isLong: isLong)
          for (index, collector) in collectors.enumerated() {
            partials[block * outputs.count + index] = collector.partial
          }
        }
      }
    }
    for (index, output) in outputs.enumerated() {
      if let scalar = output.first.scalar {
        let value = workspace.scalars[scalar]
        results[index] = Self.value(of: value, in: count, output.aggregate)
      } else {
        var joined = RowPartial(output.aggregate)
        for block in 0..<blockCount {
          joined.append(partials[block * outputs.count + index], output.aggregate)
        }
        results[index] = joined.value(output, count: count)
      }
    }
  }

  /// What a number makes that is the same in all rows.
  private static func value(of number: Double, in count: Int, _ aggregate: Aggregate) -> Double {
    switch aggregate {
    case .sum: number * Double(count)
    case .count: Double(count)
    case .mean, .least, .greatest, .median, .quantile: count == 0 ? .nan : number
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
    _ block: Range<Int>, of source: RowSource, _ registers: RowRegisters, isLong: Bool
  ) -> [RowCollector] {
    var collectors = outputs.map { RowCollector($0, roundsSums: isLong && $0.isRounded) }
    withPlaces(registers) { registers in
      steps.withUnsafeBufferPointer { steps in
        collectors.withUnsafeMutableBufferPointer { collectors in
          for start in stride(from: block.lowerBound, to: block.upperBound, by: Self.chunkLength) {
            let length = min(Self.chunkLength, block.upperBound - start)
            if source.rows != nil || start == block.lowerBound {
              source.place(start, length, registers)
            } else {
              for column in 0..<columnCount { registers.places[column]? += Self.chunkLength }
            }
            for step in steps { step.execute(registers, length) }
            for index in collectors.indices { collectors[index].take(registers, length) }
          }
        }
      }
    }
    return collectors
  }

  /// Calls `body` with the registers and where the chunks are.
  @inline(__always)
  private func withPlaces(_ registers: RowRegisters, _ body: (RowRegisters) -> Void) {
    // Unsafe, so that a chunk costs no look at who else holds them.
    withUnsafeTemporaryAllocation(of: UnsafePointer<Double>?.self, capacity: chunkCount) { places in
      var registers = registers
      for chunk in 0..<chunkCount {
        places.initializeElement(at: chunk, to: UnsafePointer(registers.room(chunk)))
      }
      registers.places = places
      body(registers)
    }
  }

  /// Writes the values of the outputs in some rows, output by output, where nothing is made of them.
  func write(
    _ scalars: [Double], _ columns: [ColumnBlocks], rows: Range<Int>, into block: inout [Double],
    workspace: inout RowWorkspace
  ) {
    placeScalars(scalars, &workspace)
    let source = RowSource(columns: columns, rows: nil)
    workspace.withRegisters(chunkCount: chunkCount, workers: 1) { registers in
      withPlaces(registers) { registers in
        var start = rows.lowerBound
        while start < rows.upperBound {
          let inBlock = ColumnBlocks.length - start % ColumnBlocks.length
          let length = min(Self.chunkLength, rows.upperBound - start, inBlock)
          source.place(start, length, registers)
          for step in steps { step.execute(registers, length) }
          for (index, output) in outputs.enumerated() {
            let values = registers[output.first]
            let place = index * rows.count + start - rows.lowerBound
            for row in 0..<length { block[place + row] = values[row] }
          }
          start += length
        }
      }
    }
  }
}
