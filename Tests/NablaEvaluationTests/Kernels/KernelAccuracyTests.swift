import CInterval
import CKernels
import Foundation
import NablaAlgebra
import Testing

@Suite("Accuracy of the vector kernels")
struct KernelAccuracyTests {
  /// A kernel with the function it computes and how many doubles it may miss: a faithful one yields
  /// one of the two next to the exact value, none further.
  struct Case: Sendable, CustomTestStringConvertible {
    let kernel: ckernels_kernel
    let function: Function
    let exact: cinterval_function
    let missed: Int
    let domain: ClosedRange<Double>

    var testDescription: String { function.row.name }
  }

  static let cases = [
    Case(kernel: CKERNELS_EXP, function: .exp, exact: CINTERVAL_EXP, missed: 0, domain: -745...709),
    Case(
      kernel: CKERNELS_EXPM1, function: .expm1, exact: CINTERVAL_EXPM1, missed: 1,
      domain: -60...709),
    Case(
      kernel: CKERNELS_TANH, function: .tanh, exact: CINTERVAL_TANH, missed: 2, domain: -30...30),
    Case(
      kernel: CKERNELS_LOG, function: .log, exact: CINTERVAL_LOG, missed: 0,
      domain: .leastNonzeroMagnitude...1e308),
    Case(
      kernel: CKERNELS_LOG1P, function: .log1p, exact: CINTERVAL_LOG1P, missed: 0,
      domain: -0.9999999999999999...1e308),
    Case(kernel: CKERNELS_SIN, function: .sin, exact: CINTERVAL_SIN, missed: 0, domain: -2e6...2e6),
    Case(kernel: CKERNELS_COS, function: .cos, exact: CINTERVAL_COS, missed: 0, domain: -2e6...2e6),
    Case(kernel: CKERNELS_TAN, function: .tan, exact: CINTERVAL_TAN, missed: 2, domain: -2e6...2e6),
  ]

  @Test("lies next to the exact value, as MPFR has it", arguments: cases)
  func nearExact(_ item: Case) {
    let nasty = KernelArguments.nasty.filter { item.domain.contains($0) }
    let arguments = nasty + KernelArguments.dense(40_000, in: item.domain)
    let values = Kernels.chosen.values(item.kernel, [arguments])
    for (x, value) in zip(arguments, values) {
      let bounds = cinterval_at(item.exact, x)
      var (lower, upper) = (bounds.lower, bounds.upper)
      for _ in 0..<item.missed { (lower, upper) = (lower.nextDown, upper.nextUp) }
      if !(lower <= value && value <= upper) {
        Issue.record("\(item.function)(\(x)) = \(value), not in \(lower)...\(upper)")
      }
    }
  }

  @Test(
    "agrees with the plain formula's function within a few units in the last place",
    arguments: [(CKERNELS_SIGMOID, Function.sigmoid), (CKERNELS_SOFTPLUS, .softplus)])
  func nearPlain(_ kernel: ckernels_kernel, _ function: Function) {
    let arguments = KernelArguments.dense(20_000, in: -745...745)
    for (x, value) in zip(arguments, Kernels.chosen.values(kernel, [arguments])) {
      let expected = function.evaluate([x])
      #expect(abs(value - expected) <= 4 * expected.ulp, "\(function) of \(x)")
    }
  }

  @Test(
    "zeros, infinities, NaN and the ends of the doubles give what the functions give",
    arguments: [
      (CKERNELS_SQUARE_ROOT, Function.sqrt), (CKERNELS_ABS, .abs), (CKERNELS_SIGN, .sign),
      (CKERNELS_FLOOR, .floor), (CKERNELS_CEIL, .ceil), (CKERNELS_ROUND, .round),
      (CKERNELS_NOT, .not), (CKERNELS_EXP, .exp), (CKERNELS_EXPM1, .expm1),
      (CKERNELS_SIGMOID, .sigmoid), (CKERNELS_TANH, .tanh), (CKERNELS_LOG, .log),
      (CKERNELS_LOG1P, .log1p), (CKERNELS_SOFTPLUS, .softplus), (CKERNELS_SIN, .sin),
      (CKERNELS_COS, .cos), (CKERNELS_TAN, .tan),
    ])
  func edges(_ kernel: ckernels_kernel, _ function: Function) {
    let arguments = KernelArguments.nasty
    for (x, value) in zip(arguments, Kernels.chosen.values(kernel, [arguments])) {
      let expected = function.evaluate([x])
      if !expected.isFinite || expected == 0 {
        #expect(value.isNaN ? expected.isNaN : value == expected, "\(function) of \(x)")
        #expect(value.isNaN || value.sign == expected.sign, "\(function) of \(x)")
      } else {
        #expect(abs(value - expected) <= 4 * expected.ulp, "\(function) of \(x)")
      }
    }
  }

  @Test(
    "two operands give the function's bits",
    arguments: [
      (CKERNELS_MIN, Function.min), (CKERNELS_MAX, .max), (CKERNELS_MOD, .mod),
      (CKERNELS_LESS, .less), (CKERNELS_LESS_OR_EQUAL, .lessOrEqual), (CKERNELS_EQUAL, .equal),
      (CKERNELS_NOT_EQUAL, .notEqual), (CKERNELS_AND, .and), (CKERNELS_OR, .or),
    ])
  func pairs(_ kernel: ckernels_kernel, _ function: Function) {
    for b in KernelArguments.nasty {
      let values = Kernels.chosen.values(kernel, [KernelArguments.nasty, [b]])
      for (a, value) in zip(KernelArguments.nasty, values) {
        let expected = function.evaluate([a, b])
        #expect(
          value.isNaN ? expected.isNaN : value.bitPattern == expected.bitPattern,
          "\(function) of \(a) and \(b)")
      }
    }
  }
}
