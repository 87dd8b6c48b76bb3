import ArgumentParser

/// The command line, as `--help` tells it.
struct Arguments: ParsableCommand {
  /// A shell that completion can be made for.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash
    case zsh
    case fish
  }

  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "A calculus calculator: derivatives, gradients, minima.",
    discussion: """
      Without a file and without -e it reads statements from standard input, with a prompt if \
      that is a terminal. Files are run first, then the statements of -e, all in one session. \
      Try: nabla -e "grad 8a^2 + 3ab"

      Results go to standard output; notes, errors and progress go to standard error. \
      With --json every statement gives one line of JSON, its notes and its error in it; \
      a file that cannot be read is still told on standard error.

      The exit code is 0 if every statement succeeded, 1 if one failed, 64 for unusable \
      arguments and 130 after Ctrl-C. What fails at the prompt does not count.
      """,
    version: "nabla \(Arguments.version)")

  /// The version of the program.
  static let version = "0.1.0"

  @Argument(
    help: ArgumentHelp("Scripts to run; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run a statement; may be repeated.", valueName: "statement"))
  var statements: [String] = []

  @Flag(name: .customShort("i"), help: "Show the prompt afterwards.")
  var interactive = false

  @Flag(help: "Answer each statement with one line of JSON.")
  var json = false

  @Flag(help: "Show no notes, no progress and no welcome.")
  var quiet = false

  @Flag(help: "Treat notes as errors.")
  var strict = false

  @Flag(help: "Go on after a statement that failed.")
  var keepGoing = false

  @Flag(help: "Show no colours (nor with NO_COLOR set).")
  var noColor = false

  @Option(
    help: ArgumentHelp(
      "Go over the rows of tables on so many threads (default: all processors).", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Print a completion script for a shell.", valueName: "shell"))
  var completions: Shell?

  func validate() throws {
    guard let threads, threads < 1 else { return }
    throw ValidationError("--threads takes a number from 1 on, not \(threads)")
  }

  /// Parses the process's arguments; for `--help`, `--version`, `--completions` and what it
  /// cannot use it prints what is to say and ends the process.
  static func parseOrLeave() -> Options {
    do {
      let arguments = try parse()
      guard let shell = arguments.completions else { return arguments.options }
      leave(printing: completionScript(for: shell.argumentParserShell) + "\n", with: .success)
    } catch {
      let isUsable = exitCode(for: error).isSuccess
      leave(
        printing: fullMessage(for: error) + "\n", with: isUsable ? .success : .unusableArguments)
    }
  }

  private var options: Options {
    Options(
      files: files, statements: statements, interactive: interactive, json: json, quiet: quiet,
      strict: strict, keepGoing: keepGoing, noColor: noColor, threads: threads)
  }

  private static func leave(printing text: String, with status: ExitStatus) -> Never {
    let isAnswer = status == .success
    let output = Output(isAnswer ? .standardOutput : .standardError, colorAllowed: false)
    output.write(text)
    output.flush()
    let isLost = isAnswer && output.failure.map { !$0.isClosedPipe } == true
    System.leave(isLost ? .failure : status)
  }
}

extension Arguments.Shell {
  fileprivate var argumentParserShell: CompletionShell {
    switch self {
    case .bash: .bash
    case .zsh: .zsh
    case .fish: .fish
    }
  }
}
