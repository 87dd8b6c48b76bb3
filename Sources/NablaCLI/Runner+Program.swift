import CEditLine

extension Runner {
  /// Runs all that the command line names: the files, the statements of `-e`, and then the prompt
  /// or standard input where nothing else is named or `-i` asks for it.
  func runAll() -> Outcome {
    ceditline_interrupts_install(true)
    let outcome = runNamed()
    let isAlone = options.files.isEmpty && options.statements.isEmpty
    guard isAlone || options.interactive, outcome != .quit, outcome != .outputLost else {
      return outcome
    }
    if Descriptor.standardInput.isTerminal { return Prompt(self).run() }
    // Without a terminal `-i` means no more than `-`, and a failure is one as ever.
    return outcome == .finished ? run(.standardInput, from: .standardInput) : outcome
  }

  /// What the process ends with; tells when the results could not be written.
  func finish(_ outcome: Outcome) -> ExitStatus {
    output.flush()
    if let failure = output.failure, !failure.isClosedPipe {
      complain("cannot write the results: \(failure.message)")
    }
    if outcome == .interrupted { return .interrupted }
    return hasFailed ? .failure : .success
  }

  private func runNamed() -> Outcome {
    for path in options.files {
      let outcome = runFile(path)
      if !goesOn(after: outcome) { return outcome }
    }
    for statement in options.statements {
      let outcome = run(statement, from: .typed)
      if !goesOn(after: outcome) { return outcome }
    }
    return .finished
  }

  private func runFile(_ path: String) -> Outcome {
    if path == "-" { return run(.standardInput, from: .standardInput) }
    do throws(SystemError) {
      let script = try Descriptor(script: path)
      defer { script.shut() }
      guard !Self.isTable(path) else {
        complain("`\(path)` is a table, not a script: write nabla -e 'load \"\(path)\"' -i")
        return .failed
      }
      return run(script, from: .file(path))
    } catch {
      complain("cannot run `\(path)`: \(error.message)")
      return .failed
    }
  }

  /// Whether a name is that of a table, which a newcomer names as if it were a script.
  private static func isTable(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".csv", ".tsv", ".csv.gz", ".tsv.gz"].contains { name.hasSuffix($0) }
  }
}
