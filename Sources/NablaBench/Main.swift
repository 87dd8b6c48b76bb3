#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures nabla side by side with what it is compared to, in one run; see `Suite` for the names.
@main
struct NablaBench {
  static func main() {
    let wanted = CommandLine.arguments.dropFirst()
    if wanted.first == CSVSuite.argument, let path = wanted.dropFirst().first {
      exit(CSVSuite.read(path) ? EXIT_SUCCESS : EXIT_FAILURE)
    }
    let unknown = wanted.filter { Suite(rawValue: $0) == nil }
    guard unknown.isEmpty else {
      let names = Suite.allCases.map(\.rawValue).joined(separator: " ")
      print("unknown suite \(unknown.joined(separator: " ")); there are: \(names)")
      return
    }
    for suite in Suite.allCases where wanted.isEmpty || wanted.contains(suite.rawValue) {
      print("== \(suite.rawValue): \(suite.title)")
      suite.run()
    }
  }
}

/// The groups of measurements, by the names that the command line takes.
enum Suite: String, CaseIterable {
  case gradient
  case evaluation
  case descent
  case bfgs
  case rows
  case batches
  case fit
  case export
  case csv
  case plot
  case startup

  var title: String {
    switch self {
    case .gradient: "symbolic gradients; nanoseconds a node must stay flat as n grows"
    case .evaluation: "value and gradient at a point, against C written by hand"
    case .descent: "1,000,000 steps of gradient descent on the quartic, against the loop in C"
    case .bfgs: "BFGS on Rosenbrock-100, against SciPy as a whole process"
    case .rows: "value and gradient over 1,000,000 rows, against C written by hand, NumPy and JAX"
    case .batches: "descent over rows, against C, NumPy and scikit-learn"
    case .fit: "least squares, against NumPy, scikit-learn and SciPy"
    case .export: "exported C against C written by hand, through the same compiler"
    case .csv: "CSV of 1,000,000 rows, against pandas, each as a whole process"
    case .plot: "pictures in the terminal, against one value; contours, against their values"
    case .startup: "the whole process, against bc; build the release program first"
    }
  }

  func run() {
    switch self {
    case .gradient: GradientSuite.run()
    case .evaluation: EvaluationSuite.run()
    case .descent: DescentSuite.run()
    case .bfgs: BFGSSuite.run()
    case .rows: RowsSuite.run()
    case .batches: BatchSuite.run()
    case .fit: FitSuite.run()
    case .export: ExportSuite.run()
    case .csv: CSVSuite.run()
    case .plot: PlotSuite.run()
    case .startup: StartupSuite.run()
    }
  }
}
