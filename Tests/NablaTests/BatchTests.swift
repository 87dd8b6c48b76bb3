import Nabla
import Testing

/// Descent on batches of rows of the tips table.
@Suite struct BatchTests {
  private static let loss = "load tips.csv\nL(θ0, θ1) = mean((tip - θ0 - θ1 total_bill)^2)\n"

  private func minimum(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Minimum {
    var transcript = Transcript()
    let text = Self.loss + "minimize L from (0, 0) " + words
    let answer = try #require(transcript.answers(Array(text.utf8)).last)
    #expect(answer.failure == nil, sourceLocation: sourceLocation)
    return try #require(answer.minimum, sourceLocation: sourceLocation)
  }

  /// By a loop over the rows in Python's doubles.
  @Test("one row at a time in order is stochastic gradient descent, the rate decaying by steps")
  func stochastic() throws {
    let found = try minimum("batch 1 epochs 5 alpha 0.0001 decay inverse 0.01 shuffle off")
    #expect(found.nit == 5 * 244)
    #expect(found.stop == "epochs")
    #expect(!found.success)
    let losses = [
      1.2142337617456505, 1.196248144164823, 1.1871968969181907, 1.1824202070755057,
      1.1796722647498437,
    ]
    #expect(found.funTrajectory.count == 6)
    for (value, expected) in zip(found.funTrajectory.dropFirst(), losses) {
      #expect(abs(value - expected) <= 1e-13)
    }
    #expect(abs(found.x[0] - 0.01379502875432602) <= 1e-15)
    #expect(abs(found.x[1] - 0.13964505196055102) <= 1e-14)
  }

  /// By a loop in Python; 244 rows are batches of 100, 100 and 44.
  @Test("the last batch of an epoch may be short")
  func shortBatch() throws {
    let found = try minimum("batch 100 epochs 3 alpha 0.001 shuffle off")
    #expect(found.nit == 9)
    #expect(abs(found.x[0] - 0.00869864395275148) <= 1e-15)
    #expect(abs(found.x[1] - 0.1371159952094586) <= 1e-14)
  }

  @Test("a batch of all rows is gradient descent, in whatever order the rows come")
  func wholeBatch() throws {
    let plain = try minimum("alpha 0.001 steps 20")
    for words in ["epochs 20", "batch 244 epochs 20 seed 7", "batch 244 epochs 20 shuffle off"] {
      let found = try minimum("alpha 0.001 " + words)
      #expect(abs(found.x[0] - plain.x[0]) <= 1e-15)
      #expect(abs(found.x[1] - plain.x[1]) <= 1e-15)
    }
  }

  @Test("the same seed gives the same bits, another seed another way")
  func seeds() throws {
    let words = "alpha 0.001 batch 32 epochs 5 seed "
    #expect(try minimum(words + "3").trajectory == minimum(words + "3").trajectory)
    #expect(try minimum(words + "3").x != minimum(words + "4").x)
    #expect(try minimum("alpha 0.001 batch 32 epochs 5").x == minimum(words + "1").x)
  }

  @Test("every method by learning rate comes near the least-squares line by batches")
  func methods() throws {
    for words in [
      "using adam alpha 0.01 decay sqrt 0.01", "using rmsprop alpha 0.01 decay inverse 0.01",
      "using adagrad alpha 0.5", "using momentum alpha 0.0001 decay inverse 0.0001",
    ] {
      let found = try minimum("batch 16 epochs 400 " + words)
      // The last batches throw the point about, so it is the best epoch that tells.
      let least = try #require(found.funTrajectory.min())
      #expect(least < 1.06, "\(words)")
    }
  }

  /// Does what the report advises: the condition number 2813.6 becomes 1.004.
  @Test("the advice to standardize is right: so written, gradient descent arrives in a few steps")
  func scaling() throws {
    var transcript = Transcript()
    let before = transcript.run(
      Self.loss + "minimize L from (0, 0) alpha 0.001 steps 500", unicode: false
    ).joined()
    #expect(before.contains("the condition number is 2813.6"))
    let feature = "(total_bill - mean(total_bill))/std(total_bill)"
    #expect(before.contains("write \(feature) in place of total_bill, and it is 1.0041"))
    #expect(before.contains("with alpha up to 1\n"))
    let after = try #require(
      transcript.answers(
        Array("minimize mean((tip - a - b \(feature))^2) from (0, 0) alpha 0.5".utf8)
      ).last?.minimum)
    #expect(after.success)
    #expect(after.nit <= 10)
    #expect(abs(after.fun - 1.03601944201137717444210080104) <= 1e-14)
  }

  /// `after_1000` and so on in the lecture's figures, the way by exact arithmetic rounded.
  @Test(
    "gradient descent for the line through the tips is where the lecture has it",
    arguments: [
      (1000, [0.2663066724923411, 0.13254059117317676]),
      (10_000, [0.8882052002027906, 0.10637365616330698]),
      (100_000, [0.9202696135545072, 0.10502451738436037]),
    ])
  func lecture(steps: Int, expected: [Double]) throws {
    let found = try minimum("alpha 0.001 steps \(steps)")
    for (mine, other) in zip(found.x, expected) { #expect(abs(mine - other) <= 2e-13) }
    if steps == 1000 {
      let byEpochs = try minimum("alpha 0.001 epochs 1000")
      for (mine, other) in zip(byEpochs.x, expected) { #expect(abs(mine - other) <= 2e-13) }
    }
  }

  @Test("a rate that is too large diverges and is told at once")
  func divergence() throws {
    let found = try minimum("batch 1 epochs 50 alpha 0.01")
    #expect(found.stop == "diverged")
    #expect(found.nit < 244)
  }

  /// `alpha_max_stable` in the lecture's figures.
  @Test(
    "the largest stable rate of the line through the tips is known to 14 digits",
    arguments: ["alpha 0.00214326259777", "alpha 0.001 batch 32 epochs 2", "alpha 0.001 steps 5"])
  func limit(words: String) throws {
    let limit = try #require(try minimum(words).alphaLimit)
    #expect(abs(limit - 0.00212204217601238845) <= 1e-17)
  }

  /// 1 % above 2/λ, by the lecture's figures.
  @Test("values that rise at a rate beyond its limit are divergence after three steps")
  func earlyDivergence() throws {
    let found = try minimum("alpha 0.00214326259777")
    #expect(found.stop == "diverged")
    #expect(found.nit == 3)
    #expect(try minimum("alpha 0.00212 steps 50").stop == "steps")
    let epochs = try minimum("alpha 0.00214326259777 epochs 50")
    #expect(epochs.stop == "diverged")
    #expect(epochs.nit == 3)
    #expect(try minimum("alpha 0.00212 epochs 50").stop == "epochs")
  }

  @Test(
    "a value that is low enough ends a descent and claims no minimum",
    arguments: [
      "alpha 0.001", "using lbfgs", "using adam alpha 0.01", "alpha 0.0001 batch 32 epochs 900",
      "alpha 0.001 steps 2000", "using momentum alpha 0.0001",
    ])
  func until(words: String) throws {
    let found = try minimum(words + " until L < 1.17")
    #expect(found.stop == "value")
    #expect(!found.success)
    #expect(found.fun < 1.17)
    #expect(found.funTrajectory.dropLast().allSatisfy { $0 >= 1.17 })
  }

  @Test("a minimum above the value asked for is one, and a value may be low enough at the start")
  func untilElsewhere() throws {
    #expect(try minimum("until L < 1").stop == "gradient")
    #expect(try minimum("until L < 1").success)
    #expect(try minimum("until 11 > L").nit == 0)
    #expect(try minimum("alpha 0.001 batch 32 epochs 5 until L < 11").nit == 0)
  }

  @Test("a share of the rows is so many rows, and steps end within an epoch")
  func shares() throws {
    let words = "alpha 0.001 epochs 4 batch "
    #expect(try minimum(words + "10%").x == minimum(words + "24").x)
    #expect(try minimum(words + "100%").nit == 4)
    #expect(try minimum(words + "0.01%").nit == 4 * 244)
    #expect(try minimum("alpha 0.001 batch 32 steps 11").nit == 11)
    #expect(try minimum("alpha 0.001 batch 32 epochs 1 steps 11").nit == 8)
    let cosine = "alpha 0.001 batch 32 decay cosine "
    #expect(try minimum(cosine + "epochs 2").x == minimum(cosine + "steps 16").x)
  }
}
