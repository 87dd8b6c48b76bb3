import Foundation
import NablaPlot
import Testing

/// Scripts for gnuplot: words in them are data, and gnuplot takes them.
@Suite struct GnuplotTests {
  private static let names = [
    "it's", "a \"b\"", "`touch pwned`", "$HOME", "%s %d", "x_{2}^3", "back\\slash", "@a", "θ₀",
    "two\nlines; system 'touch pwned'", "'; system('touch pwned'); '", "#", "''", "",
  ]

  private func plot(named name: String) throws -> Plot {
    let range = try #require(PlotRange(0, 1))
    let line = [PlotPoint(0, 0), PlotPoint(1, 1)]
    let side = Grid(range, range, columns: 5, rows: 5) { x, y in x - y }
    return Plot(
      title: name,
      panels: [
        Plot.Panel(
          horizontal: Axis(name, range), vertical: Axis(name, range),
          layers: [
            Plot.Layer(.contours(side.contours()), series: 0),
            Plot.Layer(.curve([line]), series: 0, name: name),
            Plot.Layer(.path(line), series: 1, name: name),
            Plot.Layer(.markers(line, .hollow), series: 2, name: name),
            Plot.Layer(.bars([Plot.Bar(lower: 0, upper: 1, height: 1)]), series: 3),
          ])
      ])
  }

  @Test("a name stands between quotes, and cannot get out", arguments: names)
  func quoting(name: String) throws {
    let script = GnuplotScript.text(for: try plot(named: name), as: .svg)
    // Outside strings and data nothing of a name is left, and inside strings nothing means anything.
    var isData = false
    for line in script.split(separator: "\n") {
      if line == "END_OF_DATA" { isData = false }
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      #expect(parts.count % 2 == 1, "quotes are closed: \(line)")
      for (index, part) in parts.enumerated() where !isData {
        if index.isMultiple(of: 2) {
          #expect(!part.contains("`") && !part.contains("system") && !part.contains("$HOME"))
        } else {
          #expect(!part.contains { "'`$@%{}#&~;!".contains($0) }, "\(line)")
        }
      }
      if line.hasSuffix("<< END_OF_DATA") { isData = true }
    }
  }

  @Test("gnuplot takes every script without a word", arguments: names)
  func accepted(name: String) throws {
    for format in [GnuplotFormat.svg, .png, .pdf] {
      let (picture, errors) = try #require(
        try Self.gnuplot(GnuplotScript.text(for: try plot(named: name), as: format)),
        "gnuplot is not installed")
      #expect(errors == "")
      #expect(picture.count > 1_000)
      if format == .svg {
        let text = String(decoding: picture, as: UTF8.self)
        let first = name.split(separator: "\n").first.map(String.init) ?? name
        let word = first.replacingOccurrences(of: "&", with: "&amp;")
        let shown = word.replacingOccurrences(of: "\"", with: "&quot;")
        #expect(
          word.isEmpty || text.contains(word) || text.contains(shown),
          "the picture shows the name as it is")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: "pwned"))
  }

  @Test("a page of HTML holds the picture itself")
  func page() {
    let svg = Array("<?xml version=\"1.0\"?>\n<svg width=\"1\">\n<title>G</title>\n</svg>\n".utf8)
    let bytes = GnuplotFormat.html.contents(from: svg, title: "a < b & c")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("<!DOCTYPE html>"))
    #expect(text.contains("<title>a &lt; b &amp; c</title>"))
    #expect(text.contains("<svg width=\"1\">\n</svg>") && !text.contains("<?xml"))
  }

  @Test(
    "the end of a file's name tells its format",
    arguments: [
      ("a.svg", GnuplotFormat.svg), ("a.b.PNG", .png), ("/x.y/a.pdf", .pdf), ("a.html", .html),
      ("a.gp", .script), ("svg", nil), ("a.svg/b", nil), ("a.jpg", nil), ("", nil),
    ] as [(String, GnuplotFormat?)])
  func format(path: String, expected: GnuplotFormat?) {
    #expect(GnuplotFormat(path: path) == expected)
  }

  /// Runs gnuplot on a script; `nil` where it is not installed.
  private static func gnuplot(_ script: String) throws -> (picture: [UInt8], errors: String)? {
    let paths = ["/usr/bin/gnuplot", "/usr/local/bin/gnuplot", "/opt/homebrew/bin/gnuplot"]
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-d"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    input.fileHandleForWriting.write(Data(script.utf8))
    try input.fileHandleForWriting.close()
    let picture = output.fileHandleForReading.readDataToEndOfFile()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (Array(picture), String(decoding: words, as: UTF8.self))
  }
}
