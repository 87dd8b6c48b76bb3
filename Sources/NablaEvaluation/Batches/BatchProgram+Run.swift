import CKernels
import NablaAlgebra

extension BatchProgram {
  /// The gradient at a point over some rows; sums are scaled up to all rows.
  package func gradient(
    at x: [Double], rows chosen: ArraySlice<Int32>, into gradient: inout [Double],
    workspace: inout BatchWorkspace
  ) {
    for index in 0..<dimension { workspace.point[index] = x[index] }
    accumulate(chosen, count: chosen.count, &workspace)
    for index in 0..<dimension { gradient[index] = workspace.gradient[index] }
  }

  /// Steps of gradient descent, x ← x - α ∇, over the first `count` of some rows in their order, a
  /// batch each; those behind come next, and are fetched meanwhile.
  ///
  /// `rates` has one rate for all steps or one for each.
  package func descend(
    _ x: inout [Double], rows chosen: ArraySlice<Int32>, count: Int, batchSize: Int,
    rates: [Double], workspace: inout BatchWorkspace
  ) {
    for index in 0..<dimension { workspace.point[index] = x[index] }
    if batchSize == 1, isPure, isLinear {
      stepByRow(chosen, count, rates, &workspace)
    } else {
      for (step, start) in stride(from: 0, to: count, by: batchSize).enumerated() {
        let length = min(batchSize, count - start)
        accumulate(chosen[(chosen.startIndex + start)...], count: length, &workspace)
        let rate = rates[rates.count == 1 ? 0 : step]
        for index in 0..<dimension { workspace.point[index] -= rate * workspace.gradient[index] }
      }
    }
    for index in 0..<dimension { x[index] = workspace.point[index] }
  }

  /// The gradient at the workspace's point over the first `count` rows.
  private func accumulate(
    _ chosen: ArraySlice<Int32>, count: Int, _ workspace: inout BatchWorkspace
  ) {
    for index in workspace.gradient.indices { workspace.gradient[index] = 0 }
    withPointers(&workspace, chosen, count) { point, gradient, registers, rows, order in
      switch form {
      case .residual(let slope):
        ckernels_add_gradients(rows, order, slope, point, gradient)
      case .link(let program):
        for place in 0..<count {
          let row = Int(order.rows[place])
          let slope = slope(of: program, in: row, rows, point, registers)
          ckernels_add_features(rows, row, slope, gradient)
        }
      case .general(let program):
        for place in 0..<count {
          let start = rows.pointee.numbers(of: Int(order.rows[place]))
          for index in 0..<dimension { registers[index] = point[index] }
          for index in 0..<rows.pointee.stride { registers[dimension + index] = start[index] }
          program.addOutputs(registers, to: gradient)
        }
      }
    }
    let scale = scale(count)
    for index in 0..<dimension { workspace.gradient[index] *= scale }
    addRest(&workspace)
  }

  /// Steps over single rows whose gradients are multiples of their features.
  private func stepByRow(
    _ chosen: ArraySlice<Int32>, _ count: Int, _ rates: [Double],
    _ workspace: inout BatchWorkspace
  ) {
    let scale = -scale(1)
    let isConstant = rates.count == 1
    withPointers(&workspace, chosen, count) { point, _, registers, rows, order in
      switch form {
      case .residual(let slope):
        ckernels_step_by_rows(rows, order, slope, scale, rates, isConstant, point)
      case .link(let program):
        for place in 0..<count {
          let row = Int(order.rows[place])
          let slope = slope(of: program, in: row, rows, point, registers)
          ckernels_add_features(rows, row, slope * (scale * rates[isConstant ? 0 : place]), point)
        }
      case .general: break
      }
    }
  }

  /// What a row's features are multiplied by, where a program tells.
  @inline(__always)
  private func slope(
    of program: Program, in row: Int, _ rows: UnsafePointer<ckernels_rows>,
    _ point: UnsafePointer<Double>, _ registers: UnsafeMutablePointer<Double>
  ) -> Double {
    registers[0] = ckernels_combination(rows, row, point)
    let others = rows.pointee.numbers(of: row) + width - 1
    for index in 1..<program.inputCount { registers[index] = others[index] }
    return program.first(registers)
  }

  @inline(__always)
  private func withPointers(
    _ workspace: inout BatchWorkspace, _ chosen: ArraySlice<Int32>, _ count: Int,
    _ body: (
      _ point: UnsafeMutablePointer<Double>, _ gradient: UnsafeMutablePointer<Double>,
      _ registers: UnsafeMutablePointer<Double>, _ rows: UnsafePointer<ckernels_rows>,
      _ order: ckernels_order
    ) -> Void
  ) {
    let packed = packed ?? Self.window(&workspace, packing, chosen, count)
    workspace.point.withUnsafeMutableBufferPointer { point in
      workspace.gradient.withUnsafeMutableBufferPointer { gradient in
        workspace.registers.withUnsafeMutableBufferPointer { registers in
          packed.numbers.withUnsafeBufferPointer { numbers in
            chosen.withUnsafeBufferPointer { order in
              guard let x = point.baseAddress, let slopes = gradient.baseAddress else { return }
              let order = ckernels_order(
                rows: order.baseAddress, count: count, following: order.count - count)
              var rows = ckernels_rows(
                numbers: numbers.baseAddress, first: packed.rows.lowerBound,
                stride: packing.stride, width: width)
              // The form by residuals has no registers and touches none.
              body(x, slopes, registers.baseAddress ?? x, &rows, order)
            }
          }
        }
      }
    }
  }

  /// The first `count` of rows that come in order.
  private static func window(
    _ workspace: inout BatchWorkspace, _ packing: RowPacking, _ chosen: ArraySlice<Int32>,
    _ count: Int
  ) -> PackedRows {
    let first = Int(chosen.first ?? 0)
    workspace.window.move(to: first..<first + count, packing)
    return workspace.window
  }
}

extension ckernels_rows {
  /// Where the numbers of a row are.
  fileprivate func numbers(of row: Int) -> UnsafePointer<Double> {
    numbers + (row - first) * stride
  }
}

extension Program {
  /// Runs on registers in which inputs and constants are in place.
  @inline(__always)
  private func execute(_ registers: UnsafeMutablePointer<Double>) {
    instructions.withUnsafeBufferPointer { code in
      for step in code {
        registers[Int(step.destination)] = step.opcode.value(
          step.function, registers[Int(step.a)], registers[Int(step.b)], registers[Int(step.c)])
      }
    }
  }

  /// The first output.
  @inline(__always)
  fileprivate func first(_ registers: UnsafeMutablePointer<Double>) -> Double {
    execute(registers)
    return registers[Int(outputs[0])]
  }

  /// Adds all outputs to `sums`.
  @inline(__always)
  fileprivate func addOutputs(
    _ registers: UnsafeMutablePointer<Double>, to sums: UnsafeMutablePointer<Double>
  ) {
    execute(registers)
    for (index, output) in outputs.enumerated() { sums[index] += registers[Int(output)] }
  }
}
