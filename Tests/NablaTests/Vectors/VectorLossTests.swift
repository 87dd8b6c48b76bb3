import Foundation
import Nabla
import Testing

/// Losses in a vector of parameters over the tips table.
@Suite struct VectorLossTests {
  private static let model =
    "load tips.csv\nX = [1, total_bill, size]\nM(θ) = mean((tip - X @ θ)^2)\n"

  private func answer(_ text: String) throws -> Answer {
    var transcript = Transcript()
    let answers = transcript.answers(Array(text.utf8))
    #expect(answers.allSatisfy { $0.failure == nil })
    return try #require(answers.last)
  }

  private func check(
    _ text: String, x: [Double], fun: Double, within error: Double = 1e-7,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let minimum = try #require(try answer(text).minimum, sourceLocation: sourceLocation)
    #expect(minimum.success, sourceLocation: sourceLocation)
    #expect(minimum.x.count == x.count, sourceLocation: sourceLocation)
    for (found, expected) in zip(minimum.x, x) {
      #expect(abs(found - expected) <= error, sourceLocation: sourceLocation)
    }
    #expect(abs(minimum.fun - fun) <= 1e-12, sourceLocation: sourceLocation)
  }

  /// By NumPy's `lstsq` on the file.
  @Test(
    "a linear model of three columns ends at the least squares from every way to write the start",
    arguments: ["0", "(0, 0, 0)", "[0, 0, 0]", "θ = 0", "θ0 = 0, θ1 = 0, θ2 = 0"])
  func leastSquares(start: String) throws {
    try check(
      Self.model + "minimize M from " + start,
      x: [0.6689447408125043, 0.09271333683226964, 0.19259779439078747],
      fun: 1.014564905610028)
  }

  /// By NumPy's `solve` of the normal equations with 0.1 on the diagonal.
  @Test("ridge regression is the mean plus the square of the length, however that is written")
  func ridge() throws {
    for penalty in ["0.1 dot(θ, θ)", "0.1 θ @ θ", "norm(θ)^2/10"] {
      try check(
        Self.model + "R(θ) = M(θ) + \(penalty)\nminimize R from 0",
        x: [0.3829212825261571, 0.09923348406858691, 0.23879982518050685],
        fun: 1.0456994821255492)
    }
  }
}
