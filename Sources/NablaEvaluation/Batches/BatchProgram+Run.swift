import NablaAlgebra

extension BatchProgram {
  /// The gradient at a point over some rows; sums are scaled up to all rows.
  package func gradient(
    at x: [Double], rows chosen: ArraySlice<Int32>, into gradient: inout [Double],
    workspace: inout BatchWorkspace
  ) {
    for index in 0..<dimension { workspace.point[index] = x[index] }
    accumulate(chosen, &workspace)
    for index in 0..<dimension { gradient[index] = workspace.gradient[index] }
  }

  /// Steps of gradient descent, x ← x - α ∇, over the rows in their order, a batch each; `rates` has
  /// one rate for all of them or one for each.
  package func descend(
    _ x: inout [Double], rows chosen: ArraySlice<Int32>, batchSize: Int, rates: [Double],
    workspace: inout BatchWorkspace
  ) {
    for index in 0..<dimension { workspace.point[index] = x[index] }
    if batchSize == 1, isPure, isLinear {
      stepByRow(chosen, rates, &workspace)
    } else {
      var position = chosen.startIndex
      var step = 0
      while position < chosen.endIndex {
        let end = min(chosen.endIndex, position + batchSize)
        accumulate(chosen[position..<end], &workspace)
        let rate = rates[rates.count == 1 ? 0 : step]
        for index in 0..<dimension { workspace.point[index] -= rate * workspace.gradient[index] }
        position = end
        step += 1
      }
    }
    for index in 0..<dimension { x[index] = workspace.point[index] }
  }

  /// The gradient at the workspace's point.
  private func accumulate(_ chosen: ArraySlice<Int32>, _ workspace: inout BatchWorkspace) {
    for index in workspace.gradient.indices { workspace.gradient[index] = 0 }
    withPointers(&workspace, chosen) { point, gradient, registers, numbers, order in
      for row in order {
        let start = numbers + Int(row) * rows.stride
        switch form {
        case .residual(let slope):
          let factor = slope * dot(point, start) + start[width]
          add(factor, start, to: gradient)
        case .link(let program):
          registers[0] = dot(point, start)
          for index in 1..<program.inputCount { registers[index] = start[width + index - 1] }
          add(program.first(registers), start, to: gradient)
        case .general(let program):
          for index in 0..<dimension { registers[index] = point[index] }
          for index in 0..<rows.stride { registers[dimension + index] = start[index] }
          program.addOutputs(registers, to: gradient)
        }
      }
    }
    let scale = scale(chosen.count)
    for index in 0..<dimension { workspace.gradient[index] *= scale }
    addRest(&workspace)
  }

  /// Steps over single rows whose gradients are multiples of their features.
  private func stepByRow(
    _ chosen: ArraySlice<Int32>, _ rates: [Double], _ workspace: inout BatchWorkspace
  ) {
    let scale = -scale(1)
    let isConstant = rates.count == 1
    withPointers(&workspace, chosen) { point, _, registers, numbers, order in
      rates.withUnsafeBufferPointer { rates in
        switch form {
        case .residual(let slope):
          for (step, row) in order.enumerated() {
            let start = numbers + Int(row) * rows.stride
            let factor = slope * dot(point, start) + start[width]
            add(factor * (scale * rates[isConstant ? 0 : step]), start, to: point)
          }
        case .link(let program):
          for (step, row) in order.enumerated() {
            let start = numbers + Int(row) * rows.stride
            registers[0] = dot(point, start)
            for index in 1..<program.inputCount { registers[index] = start[width + index - 1] }
            let factor = program.first(registers)
            add(factor * (scale * rates[isConstant ? 0 : step]), start, to: point)
          }
        case .general: break
        }
      }
    }
  }

  @inline(__always)
  private func withPointers(
    _ workspace: inout BatchWorkspace, _ chosen: ArraySlice<Int32>,
    _ body: (
      _ point: UnsafeMutablePointer<Double>, _ gradient: UnsafeMutablePointer<Double>,
      _ registers: UnsafeMutablePointer<Double>, _ numbers: UnsafePointer<Double>,
      _ rows: UnsafeBufferPointer<Int32>
    ) -> Void
  ) {
    workspace.point.withUnsafeMutableBufferPointer { point in
      workspace.gradient.withUnsafeMutableBufferPointer { gradient in
        workspace.registers.withUnsafeMutableBufferPointer { registers in
          rows.numbers.withUnsafeBufferPointer { numbers in
            chosen.withUnsafeBufferPointer { order in
              guard let x = point.baseAddress, let slopes = gradient.baseAddress,
                let numbers = numbers.baseAddress
              else { return }
              // The form by residuals has no registers and touches none.
              body(x, slopes, registers.baseAddress ?? x, numbers, order)
            }
          }
        }
      }
    }
  }

  /// The linear combination of a row's features, four at a time in a fixed order.
  @inline(__always)
  private func dot(_ x: UnsafePointer<Double>, _ row: UnsafePointer<Double>) -> Double {
    var sum = SIMD4<Double>.zero
    var place = 0
    while place < width {
      sum += quad(x, place) * quad(row, place)
      place += 4
    }
    return (sum[0] + sum[2]) + (sum[1] + sum[3])
  }

  /// Adds a multiple of a row's features.
  @inline(__always)
  private func add(
    _ factor: Double, _ row: UnsafePointer<Double>, to x: UnsafeMutablePointer<Double>
  ) {
    var place = 0
    while place < width {
      let next = quad(x, place) + factor * quad(row, place)
      UnsafeMutableRawPointer(x + place).storeBytes(of: next, as: SIMD4<Double>.self)
      place += 4
    }
  }

  @inline(__always)
  private func quad(_ numbers: UnsafePointer<Double>, _ place: Int) -> SIMD4<Double> {
    UnsafeRawPointer(numbers + place).loadUnaligned(as: SIMD4<Double>.self)
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
