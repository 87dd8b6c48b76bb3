import CKernels
import Testing

@Suite("Bits of the vector kernels")
struct KernelBitsTests {
  /// Some numbers that make every kernel take each of its ways.
  private func numbers(_ count: Int, from offset: Int) -> [Double] {
    let dense = KernelArguments.dense(count, in: -50...50)
    let nasty = KernelArguments.nasty
    return dense.indices.map {
      $0.isMultiple(of: 3) ? nasty[($0 + offset) % nasty.count] : dense[$0]
    }
  }

  private func check(_ kernel: ckernels_kernel, _ operands: [[Double]]) {
    let chosen = Kernels.chosen.values(kernel, operands)
    let plain = Kernels.plain.values(kernel, operands)
    for row in chosen.indices where !(chosen[row].isNaN && plain[row].isNaN) {
      #expect(
        chosen[row].bitPattern == plain[row].bitPattern,
        "kernel \(kernel), row \(row) of \(chosen.count): \(chosen[row]) and \(plain[row])")
    }
  }

  @Test("are those of the base instruction set, in chunks of every length", arguments: 1...40)
  func sameBits(_ count: Int) {
    for kernel in ckernels_kernel.unary { check(kernel, [numbers(count, from: count)]) }
    for kernel in ckernels_kernel.binary {
      check(kernel, [numbers(count, from: 1), numbers(count, from: 5)])
    }
    for kernel in ckernels_kernel.ternary {
      check(kernel, [1, 5, 11].map { numbers(count, from: $0) })
    }
  }

  @Test("are those of the base instruction set over long chunks")
  func sameBitsOfMany() {
    for kernel in ckernels_kernel.unary {
      check(kernel, [KernelArguments.dense(50_000, in: -750...750)])
    }
  }

  @Test("are the same where an operand is the same number in all rows")
  func scalars() {
    let values = [numbers(37, from: 1), numbers(37, from: 5), numbers(37, from: 11)]
    for kernel in ckernels_kernel.binary {
      checkScalars(kernel, Array(values.prefix(2)))
    }
    for kernel in ckernels_kernel.ternary { checkScalars(kernel, values) }
  }

  private func checkScalars(_ kernel: ckernels_kernel, _ operands: [[Double]]) {
    for mask in 1..<(1 << operands.count) - 1 {
      for scalar in [0.0, -1.5, .nan] {
        let isScalar = operands.indices.map { mask >> $0 & 1 == 1 }
        let short = zip(operands, isScalar).map { $1 ? [scalar] : $0 }
        let long = zip(operands, isScalar).map { $1 ? $0.map { _ in scalar } : $0 }
        let a = Kernels.chosen.values(kernel, short)
        let b = Kernels.chosen.values(kernel, long)
        #expect(
          zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) },
          "kernel \(kernel), scalars \(isScalar)")
      }
    }
  }

  @Test("of a sum are those of the base instruction set", arguments: [0, 1, 7, 8, 9, 16, 17, 1000])
  func sums(_ count: Int) {
    let numbers = KernelArguments.dense(count, in: -1e9...1e9).map { abs($0) < 1e300 ? $0 : 1 }
    let (a, b) = (Kernels.chosen.total(numbers), Kernels.plain.total(numbers))
    #expect(a.sum.bitPattern == b.sum.bitPattern && a.error.bitPattern == b.error.bitPattern)
  }
}
