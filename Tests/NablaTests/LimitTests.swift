import Nabla
import Testing

/// Statements that ask for too much.
@Suite struct LimitTests {
  private func run(_ statements: String..., monitor: Monitor = Monitor()) -> Answer {
    var session = Session()
    var answer = session.run("")
    for statement in statements { answer = session.run(statement, monitor: monitor) }
    return answer
  }

  @Test(
    "a long computation is interrupted, and says so",
    arguments: [
      "diff x^x order 1000", "expand (a + b + c + d)^60", "diff sin(sin(sin(x))) order 90",
    ])
  func interruption(statement: String) {
    let answer = run(statement, monitor: Monitor(isInterrupted: { true }))
    #expect(answer.failure?.message == "interrupted")
    #expect(answer.isInterrupted)
  }

  @Test("an interruption that came too late changes no short answer")
  func lateInterruption() {
    let answer = run("diff x^3", monitor: Monitor(isInterrupted: { true }))
    #expect(answer.result(unicode: false).string == "3x^2\n")
  }

  @Test("an exact number too long to keep is an error")
  func longNumber() {
    let answer = run("1e9000*1e9000*1e9000")
    #expect(answer.failure?.message.contains("20,000 digits") == true)
  }

  @Test(
    "what doubles cannot hold is an error, not infinity",
    arguments: ["sin(1e9999)", "exp(1e9999)", "hypot(1e9999, 1)"])
  func beyondDoubles(statement: String) {
    #expect(run(statement).isFailure)
  }

  @Test("the logarithm of a number beyond doubles is known")
  func logarithms() {
    #expect(run("log10(1e5000*1e5000 + 1)").result(unicode: false).string == "10000\n")
    #expect(run("log(1000!)").result(unicode: false).string == "5912.12817849\n")
  }

  @Test("a message stays short whatever it quotes")
  func longMessages() {
    let word = String(repeating: "q", count: 100_000)
    for statement in ["?" + word, "x" + String(repeating: "²", count: 100_000) + "^2", word] {
      let failure = run(statement).failure
      #expect((failure?.message.count ?? .max) < 600)
      #expect((failure?.hint?.count ?? 0) < 600)
    }
  }

  @Test("a sum that all partial derivatives divide by is written once")
  func commonDivisor() {
    let count = 200
    let terms = (1...count).map { "exp(x\($0) + x\($0 % count + 1))" }
    let text = run("grad log(\(terms.joined(separator: " + ")))").result(unicode: false).string
    #expect(text.contains("p1 = exp("))
    #expect(text.utf8.count < 200 * count)
  }

  @Test("a matrix of more than a million entries is refused")
  func largeMatrices() {
    let names = (1...1_001).map { "x\($0)" }
    #expect(run("hessian " + names.joined(separator: "*")).isFailure)
    #expect(run("jacobian [" + names.joined(separator: ", ") + "]").isFailure)
  }

  @Test("names are forgotten all or not at all")
  func forget() {
    let answer = run("a = 3", "forget a, q", "a")
    #expect(answer.result(unicode: false).string == "3\n")
  }
}
