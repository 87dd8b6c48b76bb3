import CEditLine
import Nabla

/// The conversation on a terminal: reads what is typed, runs it, and never ends for an error.
struct Prompt {
  /// What is typed before anything is run: a line, and those that continue it.
  private enum Entry {
    case statements([StatementReader.Statement], text: String)
    case end
    case interrupted
  }

  private let runner: Runner
  private let editor: LineEditor?

  /// Opens a prompt on standard input; lines can be edited if standard output is a terminal too.
  init(_ runner: Runner) {
    self.runner = runner
    editor =
      runner.output.isTerminal
      ? LineEditor(
        history: runner.history, output: runner.output,
        candidates: { runner.session.completions(for: $0) })
      : nil
  }

  /// Talks until Ctrl-D or `quit`.
  func run() -> Runner.Outcome {
    ceditline_interrupts_install(false)
    runner.countsFailures = false
    welcome()
    while true {
      ceditline_interrupts_clear()
      switch readEntry() {
      case .end: return .finished
      case .interrupted: break
      case .statements(let statements, let text):
        remember(text)
        // Ctrl-C before the line was entered was not meant for what it asks.
        ceditline_interrupts_clear()
        let outcome = run(statements)
        if outcome == .quit || outcome == .outputLost { return outcome }
      }
    }
  }

  private func welcome() {
    guard !runner.options.quiet else { return }
    var text = StyledText("nabla \(Arguments.version)", .emphasis)
    text.append(", a calculus calculator: try ")
    text.append("grad 8a^2 + 3ab", .emphasis)
    text.append(" or ")
    text.append("help", .emphasis)
    text.append("; Ctrl-D leaves\n")
    runner.tell(text)
  }

  /// What follows on a line after a failure is run, after Ctrl-C it is not.
  private func run(_ statements: [StatementReader.Statement]) -> Runner.Outcome {
    for statement in statements {
      let outcome = runner.run(statement, from: .typed)
      switch outcome {
      case .finished, .failed: break
      case .interrupted, .quit, .outputLost: return outcome
      }
    }
    return .finished
  }

  /// Reads lines until what was begun is complete.
  ///
  /// A fresh reader for each entry counts its lines from 1, as the user sees them.
  private func readEntry() -> Entry {
    var reader = StatementReader()
    var statements: [StatementReader.Statement] = []
    var lines: [String] = []
    repeat {
      let line = nextLine(prompt: reader.isContinuing ? ". " : "> ")
      switch line {
      case .interrupted: return .interrupted
      case .end where !reader.isContinuing: return .end
      case .end:
        // Ends what was begun: the error says what is missing.
        while let statement = reader.next(atEnd: true) { statements.append(statement) }
        return .statements(statements, text: Self.joined(lines))
      case .text(let bytes):
        lines.append(String(decoding: bytes, as: UTF8.self))
        reader.append(bytes)
        while let statement = reader.next(atEnd: false) { statements.append(statement) }
      }
    } while reader.isContinuing
    return .statements(statements, text: Self.joined(lines))
  }

  private func nextLine(prompt: String) -> Line {
    runner.output.flush()
    let line = editor?.next(prompt: prompt) ?? nextPlainLine(prompt: prompt)
    switch line {
    case .text: break
    case .end: runner.output.write("\n")
    case .interrupted: runner.output.write(editor == nil ? "\n" : "^C\n")
    }
    return line
  }

  /// Reads what the terminal hands over, a line at a time, without editing it.
  private func nextPlainLine(prompt: String) -> Line {
    if runner.errors.isTerminal { runner.tell(StyledText(prompt)) }
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      do throws(SystemError) {
        let count = try Descriptor.standardInput.fill(&chunk)
        return count == 0 ? .end : .text(Array(chunk[..<count]))
      } catch {
        if !error.isInterruption { return .end }
        if ceditline_interrupts_raised() { return .interrupted }
      }
    }
  }

  private func remember(_ text: String) {
    guard !text.isEmpty else { return }
    runner.history.add(text)
    editor?.remember(text)
  }

  /// The lines of an entry as one that can be edited: a newline inside a statement is white space,
  /// and a comment would swallow what follows it.
  private static func joined(_ lines: [String]) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let parts = lines.enumerated().map { index, line in
      let code = index + 1 < lines.count ? line.prefix { $0 != "#" } : line[...]
      return code.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    }
    return parts.map { String($0) }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
