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

  @Test("a rate that is too large diverges and is told at once")
  func divergence() throws {
    let found = try minimum("batch 1 epochs 50 alpha 0.01")
    #expect(found.stop == "diverged")
    #expect(found.nit <= 244)
  }
}
