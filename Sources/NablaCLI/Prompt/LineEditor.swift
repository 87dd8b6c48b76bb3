import CEditLine

/// What came of asking for a line.
enum Line {
  /// A line with its newline.
  case text([UInt8])
  /// The end of the input: Ctrl-D.
  case end
  /// Ctrl-C, which drops what was typed.
  case interrupted
}

/// Reads lines from a terminal through libedit: editing, history and completion.
final class LineEditor {
  /// What the C callback is given: it outlives the editor that calls it.
  private final class Completer {
    let candidates: (String) -> [String]
    let output: Output

    init(candidates: @escaping (String) -> [String], output: Output) {
      self.candidates = candidates
      self.output = output
    }

    func complete(_ line: OpaquePointer, _ text: String) -> CEditLineCompletion {
      let completion = Completion(of: text, candidates: candidates, paths: Folder.paths)
      if completion.isEmpty { return CEditLineCompletionNone }
      if completion.alternatives.isEmpty {
        ceditline_delete_before(line, Int32(completion.deleted))
        ceditline_insert(line, completion.inserted)
        return CEditLineCompletionChanged
      }
      let width = Descriptor.standardOutput.columns
      output.write("\n" + Completion.columns(completion.alternatives, width: width))
      output.flush()
      return CEditLineCompletionPrinted
    }
  }

  private let line: OpaquePointer
  private let completer: Completer

  /// Opens the editor with a history; `nil` where the terminal cannot be used.
  init?(
    history: History, output: Output, candidates: @escaping (String) -> [String]
  ) {
    completer = Completer(candidates: candidates, output: output)
    let context = Unmanaged.passUnretained(completer).toOpaque()
    let opened = ceditline_open(
      "nabla", History.limit,
      { context, line, text, length in
        guard let context else { return CEditLineCompletionNone }
        let bytes = UnsafeRawBufferPointer(start: text, count: length)
        return Unmanaged<Completer>.fromOpaque(context).takeUnretainedValue()
          .complete(line, String(decoding: bytes, as: UTF8.self))
      }, context)
    guard let opened else { return nil }
    line = opened
    for entry in history.entries { ceditline_history_add(line, entry) }
  }

  deinit { ceditline_close(line) }

  /// Asks for a line.
  func next(prompt: String) -> Line {
    guard ceditline_set_prompt(line, prompt) else { return .end }
    var text: UnsafePointer<CChar>?
    var length = 0
    switch ceditline_read(line, &text, &length) {
    case CEditLineReadLine:
      let bytes = Array(UnsafeRawBufferPointer(start: text, count: length))
      return .text(bytes.last == 0x0A ? bytes : bytes + [0x0A])
    case CEditLineReadInterrupted: return .interrupted
    default: return .end
    }
  }

  /// Makes an entry the newest one that the arrow keys bring back.
  func remember(_ entry: String) {
    ceditline_history_remove(line, entry)
    ceditline_history_add(line, entry)
  }
}
