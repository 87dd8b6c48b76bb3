/// The kinds of files that a picture is written to, by the endings of their names.
package enum GnuplotFormat: String, CaseIterable, Sendable {
  case svg
  case png
  case pdf
  /// A page with the picture as SVG in it.
  case html
  /// The script itself.
  case script = "gp"

  /// The format of a file by the end of its name.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  /// The command that sets the terminal, in which text is taken as it is, without markup.
  var terminal: String {
    switch self {
    case .svg, .html, .script:
      "set terminal svg noenhanced size 720,480 font 'sans-serif,15' background '#ffffff'"
    case .png:
      "set terminal pngcairo noenhanced size 1440,960 font 'Sans,22' linewidth 2 pointscale 2"
    case .pdf: "set terminal pdfcairo noenhanced size 6in,4in font 'Sans,12' linewidth 1.2"
    }
  }

  /// The bytes of the file, given those that gnuplot makes of the script.
  package func contents(from bytes: [UInt8], title: String) -> [UInt8] {
    guard self == .html else { return bytes }
    // What stands in front of the element `svg` belongs to a file of its own.
    let text = String(decoding: bytes, as: UTF8.self)
    let start = text.indices.first { text[$0...].hasPrefix("<svg") } ?? text.startIndex
    // Browsers show the title of an element when the pointer rests on it.
    let picture = text[start...].split(separator: "\n").filter { !$0.hasPrefix("<title>") }
    let head = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(Self.escaped(title))</title>
      <style>body { margin: 2em } svg { max-width: 100%; height: auto }</style>
      </head>
      <body>

      """
    return Array((head + picture.joined(separator: "\n") + "\n</body>\n</html>\n").utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}
