import NablaAlgebra
import NablaEvaluation

/// C as of 1999.
struct CLanguage: LoopLanguage {
  var helpers: Set<CodeHelper> = []
  var usesMath = false

  static let reserved: Set<String> = Set(
    """
    auto break case char const continue default do double else enum extern float for goto if inline
    int long register restrict return short signed sizeof static struct switch typedef union
    unsigned void volatile while _Bool _Complex _Imaginary alignas alignof asm bool complex
    constexpr false nullptr true typeof class new delete template this namespace private public
    main row rows first last count point gradient value derivative hessian jacobian slope step rate size_t
    start steepest velocity stage next squares square means mean t i
    INFINITY NAN NULL isnan isfinite fabs rint pow exit abs div index j0 j1 jn y0 y1 yn gamma
    remainder scalb significand drem finite ldexp logb nan pow10 printf puts malloc free time
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).union(Function.named.map(\.row.name))

  func literal(_ value: Double) -> String {
    if value.isNaN { return "NAN" }
    if value.isInfinite { return "INFINITY" }
    return value.description
  }

  mutating func squareRoot(of operand: CodeText) -> CodeText { library("sqrt", [operand]) }

  var nan: String { "NAN" }

  func define(_ name: String, _ value: String) -> String { "const double \(name) = \(value);" }

  func declare(_ name: String, _ value: String) -> String { "double \(name) = \(value);" }

  func declareCount(_ name: String) -> String { "size_t \(name) = 0;" }

  func assign(_ name: String, _ value: String) -> String { "\(name) = \(value);" }

  func loops(overBlocksOf length: Int, in column: String) -> (blocks: [String], rows: String) {
    (
      [
        "for (size_t first = 0; first < rows; first += \(length)) {",
        "  const size_t last = rows - first < \(length) ? rows : first + \(length);",
      ], "for (size_t row = first; row < last; row++) {"
    )
  }

  func loop(from first: Int, below end: Int, by stride: Int) -> String {
    let step = stride == 1 ? "i++" : "i += \(stride)"
    return "for (size_t i = \(first); i < \(end); \(step)) {"
  }

  func zeros(_ name: String, count: Int) -> String {
    loop(from: 0, below: count, by: 1) + " \(name)[i] = 0.0; }"
  }

  func skip(_ values: [String]) -> String {
    "if (" + values.map { "isnan(\($0))" }.joined(separator: " || ") + ") continue;"
  }

  func add(_ value: String, to total: String, _ error: String) -> String {
    "nabla_add(&\(total), &\(error), \(value));"
  }

  func double(_ count: String) -> String { "(double)\(count)" }
}
