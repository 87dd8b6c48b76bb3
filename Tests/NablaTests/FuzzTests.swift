import Foundation
import Nabla
import NablaTestSupport
import Testing

/// Statements with random damage.
@Suite struct FuzzTests {
  /// Statements that work, from all examples, without those that take long or need files.
  private static let corpus: [String] = {
    let scripts = Package.files(in: "examples", extension: "nabla")
    let lines = scripts.compactMap { try? Package.text(of: $0) }.flatMap {
      $0.split(separator: "\n").map(String.init)
    }
    return lines.filter { !$0.hasPrefix("#") && !$0.isEmpty }
  }()

  private static let pieces = [
    "(", ")", "[", "]", "|", "^", "-", "!", "'", ",", ";", "=", " ", "x", "y", "e", "ans", "0",
    "1/0", "2", "1e400", "inf", "sin ", "if ", " then ", " else ", "d/dx ", "θ", "²", "\u{0}",
    "\u{1B}", " at ", " from ", " by ", "grad ", "f(", "a = ",
  ]

  /// The bytes of a statement with some places cut, doubled, or replaced.
  private func damaged(_ statement: String, _ random: inout SeededRandom) -> [UInt8] {
    var bytes = Array(statement.utf8)
    for _ in 0...Int.random(in: 0...2, using: &random) {
      let lower = Int.random(in: 0...bytes.count, using: &random)
      let upper = min(bytes.count, lower + Int.random(in: 0...4, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(lower..<upper)
      case 1: bytes.insert(contentsOf: bytes[lower..<upper], at: lower)
      case 2: bytes.replaceSubrange(lower..<upper, with: random.pick(Self.pieces).utf8)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: lower)
      }
    }
    return bytes
  }

  /// Everything that a person could see of a session.
  private func state(_ session: Session) -> [String] {
    var copy = session
    let completions = ["a", "f", "g", "q", "x", "t", "an"].flatMap { copy.completions(for: $0) }
    return copy.statements + completions + [copy.run("vars").json(), copy.run("ans").json()]
  }

  @Test(
    "a damaged statement is answered with one line of JSON, and changes nothing if it fails",
    arguments: 1...4)
  func damage(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var session = Session()
    // Descents may be damaged into long ones.
    let steps = Counter()
    let monitor = Monitor(isInterrupted: { steps.next() > 2_000 })
    var failures = 0
    for _ in 0..<250 {
      let statement = damaged(random.pick(Self.corpus), &random)
      let before = state(session)
      steps.reset()
      let answer = session.run(statement, monitor: monitor)
      let object = try JSONSerialization.jsonObject(with: Data(answer.json().utf8))
      #expect((object as? [String: Any])?["ok"] as? Bool == !answer.isFailure)
      #expect(!answer.json().contains("\n"))
      guard answer.isFailure else { continue }
      failures += 1
      #expect(state(session) == before, "\(String(decoding: statement, as: UTF8.self))")
    }
    #expect(failures > 50)
  }

  @Test("what a damaged statement answers reads back as itself, without a note", arguments: 11...13)
  func answers(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var (count, turns) = (0, 0)
    // However seldom the examples have expressions, so many answers are read back.
    while count < 12, turns < 2_000 {
      turns += 1
      let statement = damaged(random.pick(Self.corpus), &random)
      var session = Session()
      let answer = session.run(statement)
      let kind = answer.json().contains("\"kind\": \"expression\"")
      let text = answer.result(unicode: false).string
      guard kind, !text.contains(" = "), !text.contains("#") else { continue }
      count += 1
      session.isStrict = true
      let again = session.run(text)
      #expect(again.result(unicode: false).string == text, "\(again.error(unicode: true).string)")
    }
    #expect(count == 12)
  }
}

/// Counts from any thread.
private final class Counter: Sendable {
  private let lock = NSLock()
  nonisolated(unsafe) private var value = 0

  func next() -> Int {
    lock.withLock {
      value += 1
      return value
    }
  }

  func reset() { lock.withLock { value = 0 } }
}
