import Nabla

extension Runner {
  /// How deep scripts may run each other; one that runs itself ends here.
  private static let depthLimit = 32

  /// Does what an answer asks of the program, and shows the answer, or why it could not be done.
  ///
  /// The answer to `run` comes before those of the script, in the order of the statements.
  func fulfil(_ answer: Answer, from origin: Origin) -> Outcome {
    guard !answer.isFailure, let request = answer.request else { return show(answer, from: origin) }
    switch request {
    case .run(let path): return runScript(path, for: answer, from: origin)
    case .load(let path): return load(path, for: answer, from: origin)
    case .save(let path): return save(path, for: answer, from: origin)
    case .plot(let plot): return write(plot, for: answer, from: origin)
    case .write(let path, let text): return write(text, to: path, for: answer, from: origin)
    case .history:
      return show(answer.listing(history: history.entries), from: origin)
    case .quit:
      let outcome = show(answer, from: origin)
      return outcome == .finished ? .quit : outcome
    }
  }

  private func runScript(_ path: String, for answer: Answer, from origin: Origin) -> Outcome {
    guard origin.depth < Self.depthLimit else {
      let message = "scripts run each other more than \(Self.depthLimit) deep"
      return show(answer.failing(message, hint: "does `\(path)` run itself?"), from: origin)
    }
    let script: Descriptor
    do throws(SystemError) {
      script = try Descriptor(script: FileSystem.expand(path))
    } catch {
      return show(answer.failing(to: "run", from: path, error), from: origin)
    }
    defer { script.shut() }
    let outcome = show(answer, from: origin)
    return outcome == .finished ? run(script, from: origin.running(path)) : outcome
  }

  /// Lets the session read a table's file, or standard input for `-`.
  private func load(_ path: String, for answer: Answer, from origin: Origin) -> Outcome {
    guard path != "-" || !origin.takesStandardInput else {
      return show(
        answer.failing(
          "cannot load `-`: standard input holds the statements",
          hint: "write nabla -e 'load -' < FILE, or name the file"), from: origin)
    }
    let file: TableFile
    do throws(SystemError) {
      file = try TableFile(path)
    } catch {
      return show(answer.failing(to: "load", from: path, error), from: origin)
    }
    defer { file.shut() }
    progress.start()
    var result = session.load(file.bytes, for: answer, monitor: monitor)
    progress.clear()
    // What seems wrong in the middle of a file may come from this.
    if result.isFailure, !result.isInterrupted, file.hasChanged {
      let change = TableFile.change
      result = answer.failing("cannot load `\(path)`: \(change.message)", hint: change.hint)
    }
    return show(result, from: origin)
  }

  private func write(
    _ text: String, to path: String, for answer: Answer, from origin: Origin
  ) -> Outcome {
    do throws(SystemError) {
      try FileSystem.replace(
        FileSystem.expand(path), with: CollectionOfOne(Array(text.utf8)))
    } catch {
      return show(answer.failing(to: "write", into: path, error), from: origin)
    }
    let outcome = show(answer, from: origin)
    if !options.quiet, !options.json { tell(StyledText("  wrote \(path)\n", .note)) }
    return outcome
  }

  private func save(_ path: String, for answer: Answer, from origin: Origin) -> Outcome {
    let statements = session.statements
    let target = FileSystem.expand(path)
    do throws(SystemError) {
      if let table = answer.tableText {
        try FileSystem.replace(target, with: table)
      } else {
        let text = statements.reduce(into: "") { $0 += $1 + "\n" }
        try FileSystem.replace(target, with: CollectionOfOne(Array(text.utf8)))
      }
    } catch {
      return show(answer.failing(to: "save to", into: path, error), from: origin)
    }
    let outcome = show(answer, from: origin)
    if !options.quiet, !options.json {
      let saved =
        answer.tableText.map {
          Self.counted($0.rowCount, "row") + " of " + Self.counted($0.columnCount, "column")
        } ?? Self.counted(statements.count, "statement")
      tell(StyledText("  saved \(saved) to \(path)\n", .note))
    }
    return outcome
  }

  private static func counted(_ count: Int, _ thing: String) -> String {
    count == 1 ? "1 \(thing)" : "\(count) \(thing)s"
  }
}
