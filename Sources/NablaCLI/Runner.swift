import CEditLine
import Nabla

/// Runs statements from wherever they come in one session, and shows the answers.
final class Runner {
  /// How statements ended, and so what comes next.
  enum Outcome {
    /// All went well, or was to be gone on after.
    case finished
    /// A statement failed, or a script could not be read; it has been told.
    case failed
    /// Ctrl-C.
    case interrupted
    /// `quit`.
    case quit
    /// Nobody can read the results any more.
    case outputLost
  }

  let options: Options
  let output: Output
  let errors: Output
  let progress: ProgressLine
  let history = History(path: History.userPath())
  var session = Session()
  /// Whether what fails shows in the exit status, as it does outside the prompt.
  var countsFailures = true
  private(set) var hasFailed = false
  let monitor: Monitor
  /// When the statement began that is run.
  private var statementStart = ContinuousClock.now

  /// Makes a runner with an empty session.
  init(_ options: Options) {
    self.options = options
    output = Output(.standardOutput, colorAllowed: !options.noColor)
    errors = Output(.standardError, colorAllowed: !options.noColor)
    let progress = ProgressLine(isWanted: !options.quiet)
    self.progress = progress
    monitor = Monitor(
      isInterrupted: { ceditline_interrupts_raised() },
      report: { progress.show($0) }, now: { System.seconds })
    session.isStrict = options.strict
    if let threads = options.threads { session.threads = threads }
  }

  /// Reads a stream to its end and runs each statement as soon as it is complete.
  ///
  /// Stops at the first statement that fails, unless the options say otherwise. Linear in the
  /// length of the input.
  func run(_ input: Descriptor, from origin: Origin) -> Outcome {
    var reader = StatementReader()
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      // Whoever waits for an answer before writing the next statement gets it now.
      output.flush()
      if output.failure != nil { return .outputLost }
      if ceditline_interrupts_raised() { return .interrupted }
      let count: Int
      do throws(SystemError) {
        count = try input.fill(&chunk)
      } catch  where error.isInterruption {
        continue
      } catch {
        complain("cannot read \(origin.description): \(error.message)")
        return .failed
      }
      reader.append(Array(chunk[..<count]))
      while let statement = reader.next(atEnd: count == 0) {
        let outcome = run(statement, from: origin)
        if !goesOn(after: outcome) { return outcome }
      }
      if count == 0 { return ceditline_interrupts_raised() ? .interrupted : .finished }
    }
  }

  /// Runs the statements of a text.
  func run(_ text: String, from origin: Origin) -> Outcome {
    var reader = StatementReader()
    reader.append(Array(text.utf8))
    while let statement = reader.next(atEnd: true) {
      let outcome = run(statement, from: origin)
      if !goesOn(after: outcome) { return outcome }
    }
    return .finished
  }

  /// Runs one statement, shows its answer, and does what the answer asks for.
  func run(_ statement: StatementReader.Statement, from origin: Origin) -> Outcome {
    progress.start()
    statementStart = .now
    if let size = output.size { session.plotSize = size }
    let answer = session.run(statement.bytes, line: statement.line, monitor: monitor)
    progress.clear()
    return fulfil(answer, from: origin)
  }

  /// Whether the next statement or script is run after what ended so.
  func goesOn(after outcome: Outcome) -> Bool {
    outcome == .finished || (outcome == .failed && options.keepGoing)
  }

  /// Shows an answer, and tells what comes next.
  func show(_ answer: Answer, from origin: Origin) -> Outcome {
    var answer = answer
    if answer.isTimed { answer.seconds = (ContinuousClock.now - statementStart) / .seconds(1) }
    if answer.isFailure, countsFailures { hasFailed = true }
    if options.json {
      output.write(answer.json() + "\n")
    } else {
      if !options.quiet { tell(answer.notes(unicode: errors.isUnicode)) }
      output.write(answer.result(unicode: output.isUnicode))
      if answer.isFailure {
        var text = StyledText(origin.prefix(line: answer.line), .emphasis)
        text.append(answer.error(unicode: errors.isUnicode))
        tell(text)
      }
      if !options.quiet { tell(answer.timing(unicode: errors.isUnicode)) }
    }
    if let pace = answer.pace, !options.quiet, !options.json {
      tell(StyledText("  \(pace)\n", .dimmed))
    }
    if output.isTerminal { output.flush() }
    if output.failure != nil { return .outputLost }
    if answer.isInterrupted || ceditline_interrupts_raised() { return .interrupted }
    return answer.isFailure ? .failed : .finished
  }

  /// Writes to standard error, after all that has been answered.
  func tell(_ text: StyledText) {
    guard !text.runs.isEmpty else { return }
    output.flush()
    errors.write(text)
    errors.flush()
  }

  /// Tells an error that no statement's answer holds.
  func complain(_ message: String) {
    if countsFailures { hasFailed = true }
    var text = StyledText("error:", .error)
    text.append(" \(message)\n")
    tell(text)
  }
}
