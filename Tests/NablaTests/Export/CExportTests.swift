import Foundation
import Nabla
import Testing

@Suite("Exports to C", .enabled(if: Tool.hasC, "there is no C compiler"))
struct CExportTests {
  private static let strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O2"]

  /// Compiles a text with a main function and runs it.
  private func run(_ text: String, main: String) throws -> [Double] {
    let source = text + "\n#include <stdio.h>\n" + main
    return try Tool.withFolder(["f.c": source]) { folder in
      let compile = ["cc"] + Self.strict + ["f.c", "-o", "f", "-lm"]
      try #require(Tool.run(compile, in: folder) != nil, "\(text)")
      return Tool.numbers(try #require(Tool.run(["./f"], in: folder)))
    }
  }

  /// A main function that prints value and gradient at the points.
  private func main(_ example: ExportCase) -> String {
    let points = example.points.map { "{" + $0.map(\.description).joined(separator: ", ") + "}" }
    return """
      int main(void)
      {
        enum { count = \(example.points[0].count) };
        const double points[][count] = {\(points.joined(separator: ", "))};
        for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
          double gradient[count];
          printf("%.17g\\n", f(points[i], gradient));
          for (int k = 0; k < count; k++) printf("%.17g\\n", gradient[k]);
        }
        return 0;
      }
      """
  }

  @Test("value and gradient are nabla's own", arguments: ExportCase.all)
  func gradient(example: ExportCase) throws {
    let text = try Export.text("export c grad " + example.expression)
    try example.check(run(text, main: main(example)))
  }

  @Test("terms that repeat are loops", arguments: ExportCase.repeating)
  func loops(example: ExportCase) throws {
    let text = try Export.text("export c grad " + example.expression)
    #expect(text.contains("gradient[i] = gradient[i] + "))
    try Export.check(
      run(text, main: main(example)), example.expected().flatMap { $0 }, within: 1e-14)
  }

  @Test(
    "losses go over arrays of columns and leave out rows with a missing value",
    arguments: Export.losses.indices)
  func loss(index: Int) throws {
    let head = "load tips.csv\n" + Export.losses[index] + "\n"
    let text = try Export.text(head + "export c grad L")
    let table = try Package.text(of: Package.root.appendingPathComponent("examples/tips.csv"))
    let rows = table.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    func column(_ name: String, _ cell: ([Substring]) -> String) -> String {
      // A row without a cell is no row.
      "static const double \(name)[] = {"
        + (rows.map { cell($0) } + ["NAN"]).joined(separator: ", ")
        + "};\n"
    }
    let columns: [(String, ([Substring]) -> String)] = [
      ("total_bill", { String($0[0]) }), ("tip", { String($0[1]) }),
      ("size", { String($0[6]) }), ("size_", { String($0[6]) }),
      ("smoker_is_Yes", { $0[3] == "Yes" ? "1" : "0" }),
    ]
    let signature = try #require(text.firstMatch(of: /double L\((.*)\)/)).1
    let names = signature.split(separator: ", ").compactMap { $0.split(separator: "*").last }
      .filter { name in columns.contains { $0.0 == name } }
    let data = names.compactMap { name in
      columns.first { $0.0 == name }.map { column($0.0, $0.1) }
    }
    let list = names.map(String.init).joined(separator: ", ")
    let numbers = try run(
      text + data.joined(),
      main: """
        int main(void)
        {
          const double point[2] = {0.5, 0.1};
          double gradient[2];
          const double value = L(point, \(rows.count + 1), \(list), gradient);
          printf("%.17g %.17g %.17g\\n", value, gradient[0], gradient[1]);
          return 0;
        }
        """)
    try Export.check(
      numbers, Export.values(head + "grad L at " + Export.point), within: 1e-14)
  }

  @Test(
    "the loop of a descent ends where nabla's ends",
    arguments: [
      "alpha 0.3", "alpha 0.1 steps 25", "using momentum alpha 0.01", "using nesterov alpha 0.01",
      "using adam alpha 0.01 steps 40", "using rmsprop alpha 0.01 steps 40",
      "using adagrad alpha 0.5 steps 40", "alpha 0.3 decay inverse 0.1 steps 30",
      "alpha 0.3 decay step 0.5 every 10 steps 30", "alpha 0.3 decay cosine steps 30",
    ])
  func descent(clauses: String) throws {
    let head = "q(x) = (x^4 - 15x^3 + 80x^2 - 180x + 144)/10\n"
    let text = try Export.text(head + "export c minimize q from 6 " + clauses)
    let numbers = try run(
      text,
      main: """
        int main(void)
        {
          double point[1];
          const size_t steps = minimize_q(point);
          printf("%.17g %d\\n", point[0], (int)steps);
          return 0;
        }
        """)
    var transcript = Transcript()
    let answer = transcript.answers(Array((head + "minimize q from 6 " + clauses).utf8)).last
    let minimum = try #require(answer?.minimum)
    try Export.check(numbers, [minimum.x[0], Double(minimum.nit)], within: 1e-13)
  }

  @Test("a function of constants, of unused variables and of reserved words compiles")
  func odd() throws {
    for statement in [
      "export c 2 + sqrt(2)", "f(x, y) = x\nexport c f", "f(x, y) = 3\nexport c grad f by y",
      "export c diff lambda^3*for_ by lambda", "f(int_, double) = int_*double\nexport c hessian f",
      "f(nabla_select, rows) = if rows > 0 then nabla_select else 1\nexport c grad f",
      "export c jacobian [x*y, x + y]", "export c digamma(x)*lgamma(y)",
      "load tips.csv\nexport c jacobian [mean(a*tip), mean(b*tip^2)]",
    ] {
      _ = try run(try Export.text(statement), main: "int main(void) { puts(\"1\"); return 0; }\n")
    }
  }

  @Test("a deep expression becomes short lines")
  func depth() throws {
    let depth = 3_000
    let text = try Export.text(
      "export c grad " + String(repeating: "sin(x + y*", count: depth) + "x"
        + String(repeating: ")", count: depth))
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 600 })
  }
}
