import Nabla

/// Standard output or standard error: collects text, and knows what it may look like there.
final class Output {
  /// Whether it is a terminal.
  let isTerminal: Bool
  /// Whether text may hold more than ASCII.
  let isUnicode: Bool
  /// The first error of writing; what is written after it is dropped.
  private(set) var failure: SystemError?

  private let descriptor: Descriptor
  private let isColored: Bool
  private var buffer: [UInt8] = []

  /// Makes an output; colour is only for terminals whose user has not asked for none.
  init(_ descriptor: Descriptor, colorAllowed: Bool) {
    self.descriptor = descriptor
    isTerminal = descriptor.isTerminal
    isUnicode = isTerminal && System.isUTF8
    isColored =
      isTerminal && colorAllowed && System.environment("NO_COLOR") == nil
      && System.environment("TERM") != "dumb"
  }

  /// How large pictures may be on the terminal; `nil` where there is none.
  var size: PlotSize? {
    guard isTerminal, let size = descriptor.size else { return nil }
    return PlotSize(terminalColumns: size.columns, rows: size.rows)
  }

  /// Adds text in the colours of its roles.
  func write(_ text: StyledText) {
    for run in text.runs {
      let code = isColored ? run.role.ansi : ""
      if code.isEmpty {
        write(run.text)
      } else {
        append("\u{1B}[\(code)m")
        write(run.text)
        append("\u{1B}[m")
      }
    }
  }

  /// Adds text.
  func write(_ text: String) {
    if isTerminal {
      append(Self.harmless(text))
    } else {
      append(text)
    }
  }

  /// Hands what has been collected to the system.
  func flush() {
    guard failure == nil, !buffer.isEmpty else { return }
    do throws(SystemError) {
      try descriptor.writeAll(buffer)
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func append(_ text: String) {
    guard failure == nil else { return }
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 65_536 { flush() }
  }

  /// Text whose control characters, which a statement may quote, cannot command a terminal.
  private static func harmless(_ text: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in
      switch scalar.value {
      case 0x09, 0x0A: false
      case ..<0x20, 0x7F..<0xA0: true
      default: false
      }
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? "?" : scalar) }
    return String(scalars)
  }
}

extension StyledText.Role {
  /// The parameter of the terminal's "select graphic rendition" (ECMA-48, 8.3.117); empty for none.
  fileprivate var ansi: String {
    switch self {
    case .plain, .result: ""
    case .emphasis: "1"
    case .dimmed: "2"
    case .note: "36"
    case .error: "1;31"
    case .hint: "33"
    case .good: "32"
    case .bad: "31"
    case .series(let number): "38;5;\(Self.series[number % Self.series.count])"
    case .level(let number): "38;5;\(Self.levels[min(max(number, 0), Self.levels.count - 1)])"
    }
  }

  /// The colours of series among the 256 of xterm, near those of Okabe and Ito that show on dark and
  /// light ground alike: blue, vermilion, green, purple, orange, sky blue.
  private static let series = [32, 166, 36, 175, 178, 74]

  /// Colours of levels from low to high, near those of cividis.
  private static let levels = [25, 61, 67, 103, 144, 143, 179, 221]
}
