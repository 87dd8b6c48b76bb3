import Foundation
import Nabla
import Testing

/// NIST's certified linear regressions, solved directly.
///
/// The data are those of https://www.itl.nist.gov/div898/strd/lls/lls.shtml, in the public domain. The
/// figures in front of them are the least squares of the decimals, by exact fractions to 20 digits; they
/// agree with all 15 that NIST certifies.
@Suite struct NISTLinearTests {
  private struct Problem {
    var csv: String
    var model = ""
    /// Value and standard error of each parameter.
    var parameters: [(name: String, value: Double, error: Double)] = []
    var rss = 0.0

    init(_ name: String) throws {
      let file = Package.root.appendingPathComponent("Tests/Cases/NISTLinear/\(name).csv")
      csv = try Package.text(of: file)
      for line in csv.components(separatedBy: "\n") where line.hasPrefix("# ") {
        let words = line.split(separator: " ").map(String.init)
        switch words[1] {
        case "y": model = String(line.dropFirst(2))
        case "rss": rss = try #require(Double(words[2]))
        default:
          parameters.append(
            (words[1], try #require(Double(words[2])), try #require(Double(words[3]))))
        }
      }
    }
  }

  private static func digits(_ value: Double, _ exact: Double, beside size: Double = 0) -> Double {
    value == exact ? 16 : -log10(abs(value - exact) / max(abs(exact), size))
  }

  /// Filip has a condition number of 1e15, and its powers are rounded before anything is solved; of
  /// the errors of Wampler1 and 2, which fit exactly, nothing but rounding is left.
  @Test(
    "parameters, errors and the sum of squares have the certified digits",
    arguments: [
      ("Norris", 13.0), ("Pontius", 13), ("NoInt1", 15), ("NoInt2", 15), ("Filip", 7),
      ("Longley", 13), ("Wampler1", 15), ("Wampler2", 12), ("Wampler3", 13), ("Wampler4", 13),
      ("Wampler5", 13),
    ])
  func certified(name: String, digits: Double) throws {
    let problem = try Problem(name)
    var session = Session()
    _ = session.load(TableBytes(Array(problem.csv.utf8)), for: session.run("load \"nist.csv\""))
    let object = try JSON.object(session.run("fit " + problem.model))
    #expect(object["success"] as? Bool == true)
    let found = try #require(object["parameters"] as? [[String: Any]])
    #expect(found.count == problem.parameters.count)
    for (own, exact) in zip(found, problem.parameters) {
      let value = try #require(own["value"] as? Double)
      let right = Self.digits(value, exact.value)
      #expect(right >= digits, "\(exact.name) = \(value), \(right) digits")
      guard exact.error > 0 else { continue }
      let error = try #require(own["stderr"] as? Double)
      let rightOfError = Self.digits(error, exact.error)
      #expect(rightOfError >= digits, "± \(error), \(rightOfError) digits")
    }
    let rss = try #require(object["rss"] as? Double)
    if problem.rss > 0 {
      #expect(Self.digits(rss, problem.rss) >= min(digits, 12), "rss = \(rss)")
    } else {
      #expect(rss <= 1e-12)
    }
  }
}
