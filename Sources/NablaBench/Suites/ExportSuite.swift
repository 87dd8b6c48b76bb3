import Nabla

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs exported C beside the same functions written by hand, both through one compiler.
enum ExportSuite {
  private typealias Function =
    @convention(c) (
      UnsafePointer<Double>, UnsafeMutablePointer<Double>
    ) -> Double
  private typealias Loss =
    @convention(c) (
      UnsafePointer<Double>, Int, UnsafePointer<Double>, UnsafePointer<Double>,
      UnsafeMutablePointer<Double>
    ) -> Double

  static func run() {
    let terms = (0..<99).map { i in
      "100(x\(i + 1) - x\(i)^2)^2 + (1 - x\(i))^2"
    }.joined(separator: " + ")
    let rows = [
      function("quartic", "(x^4 - 15x^3 + 80x^2 - 180x + 144)/10", quartic, dimension: 1),
      function("logistic", "log(1 + exp(-x*y)) + x^2/2 + y^2/2", logistic, dimension: 2),
      function("Rosenbrock-100", terms, rosenbrock, dimension: 100),
      loss(),
    ].compactMap { $0 }
    Table.print(["function", "exported ns", "by hand ns", "ratio"], rows)
  }

  private static func function(
    _ name: String, _ expression: String, _ hand: String, dimension: Int
  ) -> [String]? {
    var session = Session()
    let text = session.run("export c grad " + expression).result(unicode: false).string
    guard let exported = symbol("f", in: text), let written = symbol("f", in: hand) else {
      return nil
    }
    let calls = [exported, written].map { unsafeBitCast($0, to: Function.self) }
    let repetitions = 2_000_000 / (dimension * 10)
    var sink = 0.0
    let timings = Stopwatch.compare(
      rounds: 31,
      calls.map { call in
        {
          var point = Array(repeating: 0.5, count: dimension)
          var gradient = point
          for _ in 0..<repetitions {
            sink += call(point, &gradient)
            point[0] += 1e-9
          }
        }
      })
    return row(name, timings, repetitions, sink)
  }

  /// A loss over 10,000 rows; the exported sums are compensated, those by hand are not.
  private static func loss() -> [String]? {
    let count = 10_000
    let table = (0..<count).map { "\($0 % 97),\($0 % 89)\n" }.joined()
    var session = Session()
    let load = session.run("load t.csv")
    _ = session.load(TableBytes(Array(("u,v\n" + table).utf8)), for: load)
    let statement = "export c grad mean((a + b*u - v)^2)"
    let text = session.run(statement).result(unicode: false).string
    guard let exported = symbol("loss", in: text), let written = symbol("loss", in: squares) else {
      return nil
    }
    let calls = [exported, written].map { unsafeBitCast($0, to: Loss.self) }
    let u = (0..<count).map { Double($0 % 97) }
    let v = (0..<count).map { Double($0 % 89) }
    var sink = 0.0
    let timings = Stopwatch.compare(
      rounds: 31,
      calls.map { call in
        {
          var gradient = [0.0, 0.0]
          for turn in 0..<20 { sink += call([0.5, Double(turn)], count, u, v, &gradient) }
        }
      })
    return row("loss of \(count) rows", timings, 20, sink)
  }

  private static func row(
    _ name: String, _ timings: [Timing], _ repetitions: Int, _ sink: Double
  ) -> [String] {
    // The sum is looked at, so that no compiler may leave the work out.
    guard sink.isFinite else { return [name, "nan", "nan", "nan"] }
    let each = timings.map { $0.median / Double(repetitions) }
    return [name, each[0].text(1), each[1].text(1), (each[0] / each[1]).text(2)]
  }

  /// A function of a C text, compiled and loaded; `nil` without a compiler.
  private static func symbol(_ name: String, in text: String) -> UnsafeMutableRawPointer? {
    var template = Array("/tmp/nabla-bench-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&template).map({ String(cString: $0) }),
      let file = fopen(folder + "/f.c", "w")
    else { return nil }
    fputs(text, file)
    fclose(file)
    defer { system("rm -r " + folder) }
    let compile = "cc -std=c99 -O2 -shared -fPIC -o \(folder)/f.so \(folder)/f.c -lm"
    guard system(compile) == 0, let library = dlopen(folder + "/f.so", RTLD_NOW) else { return nil }
    return dlsym(library, name)
  }

  // MARK: By hand

  private static let quartic = """
    double f(const double *point, double *gradient)
    {
      const double x = point[0];
      gradient[0] = (((4 * x - 45) * x + 160) * x - 180) / 10;
      return ((((x - 15) * x + 80) * x - 180) * x + 144) / 10;
    }

    """

  private static let logistic = """
    #include <math.h>
    double f(const double *point, double *gradient)
    {
      const double x = point[0], y = point[1];
      const double e = exp(-x * y);
      const double share = e / (1 + e);
      gradient[0] = x - y * share;
      gradient[1] = y - x * share;
      return log1p(e) + x * x / 2 + y * y / 2;
    }

    """

  private static let rosenbrock = """
    #include <stddef.h>
    double f(const double *x, double *gradient)
    {
      double sum = 0;
      for (size_t i = 0; i < 100; i++) gradient[i] = 0;
      for (size_t i = 0; i + 1 < 100; i++) {
        const double valley = x[i + 1] - x[i] * x[i];
        const double slope = 1 - x[i];
        sum += 100 * valley * valley + slope * slope;
        gradient[i] += -400 * x[i] * valley - 2 * slope;
        gradient[i + 1] += 200 * valley;
      }
      return sum;
    }

    """

  private static let squares = """
    #include <math.h>
    #include <stddef.h>
    double loss(const double *point, size_t rows, const double *u, const double *v, double *gradient)
    {
      double value = 0, slope = 0, product = 0;
      size_t seen = 0;
      for (size_t row = 0; row < rows; row++) {
        if (isnan(u[row]) || isnan(v[row])) continue;
        const double rest = point[0] + point[1] * u[row] - v[row];
        value += rest * rest;
        slope += rest;
        product += rest * u[row];
        seen++;
      }
      gradient[0] = 2 * slope / seen;
      gradient[1] = 2 * product / seen;
      return value / seen;
    }

    """
}
