import NablaAlgebra
import NablaEvaluation

/// Swift with the C library's functions.
struct SwiftLanguage: LoopLanguage {
  var helpers: Set<CodeHelper> = []
  var usesMath = false

  static let reserved: Set<String> = Set(
    """
    associatedtype class deinit enum extension fileprivate func import init inout internal let open
    operator private precedencegroup protocol public rethrows static struct subscript typealias var
    break case catch continue default defer do else fallthrough for guard if in repeat return throw
    switch where while Any as await catch false is nil self Self super throws true try async actor
    Double Float Int String Bool Array main row rows first stride count point gradient value derivative hessian
    jacobian slope step steps rate start steepest velocity stage next squares square means mean t i
    fabs rint pow tgamma lgamma print abs min max
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).union(Function.named.map(\.row.name))

  func literal(_ value: Double) -> String {
    if value.isNaN { return nan }
    return value.isInfinite ? "Double.infinity" : value.description
  }

  func squareRoot(of operand: CodeText) -> CodeText {
    CodeText(text: operand.text(.primary) + ".squareRoot()")
  }

  var nan: String { "Double.nan" }

  func define(_ name: String, _ value: String) -> String { "let \(name): Double = \(value)" }

  func declare(_ name: String, _ value: String) -> String { "var \(name): Double = \(value)" }

  func declareCount(_ name: String) -> String { "var \(name) = 0" }

  func assign(_ name: String, _ value: String) -> String { "\(name) = \(value)" }

  func loops(overBlocksOf length: Int, in column: String) -> (blocks: [String], rows: String) {
    (
      ["for first in stride(from: 0, to: \(column).count, by: \(length)) {"],
      "for row in first..<min(first + \(length), \(column).count) {"
    )
  }

  func loop(from first: Int, below end: Int, by stride: Int) -> String {
    stride == 1
      ? "for i in \(first)..<\(end) {"
      : "for i in stride(from: \(first), to: \(end), by: \(stride)) {"
  }

  func zeros(_ name: String, count: Int) -> String {
    "var \(name) = [Double](repeating: 0.0, count: \(count))"
  }

  func skip(_ values: [String]) -> String {
    "if " + values.map { $0 + ".isNaN" }.joined(separator: " || ") + " { continue }"
  }

  func add(_ value: String, to total: String, _ error: String) -> String {
    "nabla_add(&\(total), &\(error), \(value))"
  }

  func double(_ count: String) -> String { "Double(\(count))" }
}
