import Foundation

/// A problem of NIST's Statistical Reference Datasets, nonlinear regression, read from its file.
///
/// The files are in the public domain: https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml.
struct NISTProblem {
  struct Parameter {
    var name: String
    var starts: [String]
    var value: Double
    var standardDeviation: Double
  }

  var name: String
  var parameters: [Parameter] = []
  var rss = 0.0
  /// The response and the model in the notation of nabla.
  var response = ""
  var model = ""
  /// The data with a line of names, as CSV.
  var csv = ""

  static let names = [
    "Bennett5", "BoxBOD", "Chwirut1", "Chwirut2", "DanWood", "ENSO", "Eckerle4", "Gauss1",
    "Gauss2", "Gauss3", "Hahn1", "Kirby2", "Lanczos1", "Lanczos2", "Lanczos3", "MGH09", "MGH10",
    "MGH17", "Misra1a", "Misra1b", "Misra1c", "Misra1d", "Nelson", "Rat42", "Rat43", "Roszman1",
    "Thurber",
  ]

  init(_ name: String) throws {
    self.name = name
    let file = Package.root.appendingPathComponent("Tests/Cases/NIST/\(name).dat")
    let lines = try Package.text(of: file).components(separatedBy: "\n")
    guard let data = lines.lastIndex(where: { $0.hasPrefix("Data:") }),
      let start = lines.firstIndex(where: { $0.hasPrefix("Model:") })
    else { throw CocoaError(.fileReadCorruptFile) }
    readModel(lines[start..<data])
    for line in lines[start..<data] {
      let words = Self.words(line)
      if words.count == 6, words[1] == "=", let value = Double(words[4]),
        let deviation = Double(words[5])
      {
        parameters.append(
          Parameter(
            name: words[0], starts: [words[2], words[3]], value: value,
            standardDeviation: deviation))
      }
      if line.hasPrefix("Residual Sum of Squares:") { rss = Double(words[4]) ?? .nan }
    }
    let heads = Self.words(lines[data]).dropFirst()
    let rows = lines[(data + 1)...].map(Self.words).filter { !$0.isEmpty }
    csv = ([Array(heads)] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// The formula between the head of the section and the table of parameters.
  private mutating func readModel(_ lines: ArraySlice<String>) {
    let formula = lines.prefix { !$0.lowercased().contains("starting values") }
      .filter { !$0.contains("pi =") && !$0.contains("Class") && !$0.contains("Parameters (") }
      .joined(separator: " ")
    let sides = formula.components(separatedBy: "=")
    guard sides.count == 2 else { return }
    var model = sides[1].trimmingCharacters(in: .whitespaces)
    // The error term.
    model = String(model.dropLast().trimmingCharacters(in: .whitespaces).dropLast())
    response = Self.translated(sides[0])
    self.model = Self.translated(model)
  }

  private static func translated(_ text: String) -> String {
    var text = text.trimmingCharacters(in: .whitespaces)
    for (from, to) in [("**", "^"), ("[", "("), ("]", ")"), ("arctan", "atan")] {
      text = text.replacingOccurrences(of: from, with: to)
    }
    return text
  }

  private static func words(_ line: String) -> [String] {
    line.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The fit from one of the two starts.
  func statement(start: Int) -> String {
    let point = parameters.map { "\($0.name) = \($0.starts[start])" }.joined(separator: ", ")
    return "fit \(response) ~ \(model) from \(point)"
  }
}
