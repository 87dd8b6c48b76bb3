import NablaOptimization
import Testing

private func lbfgs(_ objective: TestObjective, from start: [Double], memory: Int = 10) throws
  -> Descent
{
  var objective = objective
  var method = LBFGS()
  method.memory = memory
  return try method.minimize(&objective, from: start)
}

private func newton(_ objective: TestObjective, from start: [Double]) throws -> Descent {
  var objective = objective
  return try Newton().minimize(&objective, from: start)
}

@Suite("L-BFGS")
struct LBFGSTests {
  @Test("reaches Rosenbrock's minimum with any memory", arguments: [1, 3, 10, 100])
  func memories(memory: Int) throws {
    let descent = try lbfgs(
      .rosenbrock(10), from: [Double](repeating: 2, count: 10), memory: memory)
    #expect(descent.success, "\(descent.message)")
    check(descent.x, equals: [Double](repeating: 1, count: 10), within: 1e-7)
    #expect(descent.hessInv == nil)
    #expect(descent.method == .lbfgs)
  }

  @Test("with memory enough it takes the steps of BFGS on a quadratic")
  func likeBFGS() throws {
    var form = TestObjective.quadratic("form", [[4, 1, 0], [1, 3, 1], [0, 1, 9]], [1, 2, 3])
    let start = [10.0, -7, 2]
    let one = try lbfgs(form, from: start)
    let other = try BFGS().minimize(&form, from: start)
    // The two scale differently before the first update only, so the first steps agree exactly.
    check(one.trajectory.points[1], equals: other.trajectory.points[1], within: 0)
    check(one.x, equals: other.x, within: 1e-8)
  }

  @Test("takes many more variables than a matrix would hold")
  func large() throws {
    let n = 5000
    let objective = TestObjective(
      "separate", dimension: n,
      value: { x in
        x.enumerated().reduce(0) {
          $0 + Double($1.offset % 7 + 1) * ($1.element - 1) * ($1.element - 1)
        }
      },
      gradient: { x in x.enumerated().map { 2 * Double($0.offset % 7 + 1) * ($0.element - 1) } })
    let descent = try lbfgs(objective, from: [Double](repeating: 0, count: n))
    #expect(descent.stop.word == "gradient")
    check(descent.x, equals: [Double](repeating: 1, count: n), within: 1e-7)
    // Without second derivatives nothing is proved of so many variables, and so nothing claimed.
    #expect(!descent.success)
    #expect(descent.point.kind == nil)
  }
}

@Suite("Newton's method")
struct NewtonTests {
  @Test("one step solves a quadratic")
  func quadratic() throws {
    let descent = try newton(.quadratic("form", [[4, 1], [1, 3]], [1, 2]), from: [10, -7])
    #expect(descent.nit == 1)
    check(descent.x, equals: [1.0 / 11, 7.0 / 11], within: 1e-14)
  }

  @Test("the error is squared from step to step near a minimum")
  func quadraticConvergence() throws {
    let descent = try newton(.quartic, from: [6])
    let errors = descent.trajectory.points.map { abs($0[0] - 5.32634546335783275) }
    for (error, next) in zip(errors, errors.dropFirst()) where error < 0.1 {
      #expect(next <= 2 * error * error + 1e-14)
    }
    #expect(descent.nit <= 7)
  }

  @Test(
    "negative curvature is descended, not climbed",
    arguments: [
      (TestObjective.quartic, [3.6], [5.32634546335783275]),
      (.quartic, [3.4], [2.39274798112694873]),
      (.cosine, [0.1], [Double.pi]),
      (.rosenbrock(2), [-1.2, 1], [1, 1]),
    ])
  func negativeCurvature(objective: TestObjective, start: [Double], expected: [Double]) throws {
    let descent = try newton(objective, from: start)
    #expect(descent.success, "\(descent.message)")
    check(descent.x, equals: expected, within: 1e-7)
  }

  @Test("works from differences of the gradient where there is no exact Hessian")
  func differences() throws {
    let descent = try newton(TestObjective.rosenbrock(2).withoutHessian, from: [-1.2, 1])
    check(descent.x, equals: [1, 1], within: 1e-6)
  }

  @Test("refuses more variables than eigenvalues are computed for, as a value")
  func tooLarge() throws {
    #expect(throws: OptimizationError.dimensionTooLarge(501, limit: 500)) {
      try newton(.rosenbrock(501), from: [Double](repeating: 0, count: 501))
    }
  }
}

@Suite("Sparse symmetric matrices")
struct SparseSymmetricTests {
  /// The second difference matrix with 2 + d on its diagonal, whose eigenvalues are known.
  private func chain(_ n: Int, _ d: Double) -> SparseSymmetric {
    let diagonal = (0..<n).map { Int32($0) }
    let below = (1..<n).map { Int32($0) }
    return SparseSymmetric(
      dimension: n, rows: diagonal + below, columns: diagonal + below.map { $0 - 1 },
      values: [Double](repeating: 2 + d, count: n) + [Double](repeating: -1, count: n - 1))
  }

  @Test("solves a chain of 100,000 in linear time")
  func solves() throws {
    let n = 100_000
    let x = (0..<n).map { Double($0 % 5) }
    let matrix = chain(n, 1)
    let b = (0..<n).map { 3 * x[$0] - ($0 > 0 ? x[$0 - 1] : 0) - ($0 < n - 1 ? x[$0 + 1] : 0) }
    check(try #require(matrix.solution(b)), equals: x, within: 1e-12)
    #expect(matrix.rowSumNorm == 5)
  }

  @Test("tells definite from indefinite at the least eigenvalue, 2 - 2 cos(π/(n + 1))")
  func definite() {
    let least = 2 - 2 * 0.9898214418809327  // cos(π/22), n = 21
    let b = [Double](repeating: 1, count: 21)
    #expect(chain(21, 0).solution(b, shift: 0.999 * least) != nil)
    #expect(chain(21, 0).solution(b, shift: 1.001 * least) == nil)
    #expect(chain(21, -1).solution(b) == nil)
  }
}
