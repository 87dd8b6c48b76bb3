import Foundation
import Nabla
import Testing

@Suite("Exports to Python", .enabled(if: Tool.hasSciPy, "there is no python3 with numpy and scipy"))
struct PythonExportTests {
  private static let tips = """
    import csv
    rows = list(csv.DictReader(open("tips.csv")))
    data = {key: [row[key] for row in rows] for key in rows[0]}
    for key in ["total_bill", "tip", "size"]:
        data[key] = [float(cell) for cell in data[key]] + [float("nan")]
    data["smoker"].append(None)
    """

  /// The numbers that a script prints behind an exported text.
  private func run(_ text: String, _ script: String) throws -> [Double] {
    let table = try Package.text(of: Package.root.appendingPathComponent("examples/tips.csv"))
    let files = ["f.py": text + "\n" + Self.tips + "\n" + script, "tips.csv": table]
    return try Tool.withFolder(files) { folder in
      Tool.numbers(try #require(Tool.run(["python3", "f.py"], in: folder), "\(text)"))
    }
  }

  @Test(
    "value and gradient are nabla's own up to the library's rounding", arguments: ExportCase.all)
  func gradient(example: ExportCase) throws {
    let numbers = try run(
      Export.text("export python grad " + example.expression),
      """
      np.seterr(all="ignore")
      for point in \(example.points):
          value, gradient = f(point)
          print(repr(float(value)), *(repr(float(slope)) for slope in gradient))
      """)
    try example.check(numbers, units: 64)
  }

  @Test("an expression works on whole columns at once")
  func vectorized() throws {
    let numbers = try run(
      Export.text("export python x^2 + sigmoid(x)"), "print(*f(np.array([0.0, 2.0])))")
    try Export.check(numbers, [0.5, 4 + 1 / (1 + exp(-2))])
  }

  @Test("losses are nabla's own, and SciPy finds their minimum", arguments: Export.losses.indices)
  func loss(index: Int) throws {
    let head = "load tips.csv\n" + Export.losses[index] + "\n"
    let numbers = try run(
      Export.text(head + "export python minimize L from (0.1, 0.1)"),
      """
      value, gradient = L(\(Export.point), data)
      print(repr(float(value)), *(repr(float(slope)) for slope in gradient))
      print(repr(float(minimize_L(data).fun)))
      """)
    try Export.check(
      Array(numbers.prefix(3)), Export.values(head + "grad L at " + Export.point))
    var transcript = Transcript()
    let answers = transcript.answers(Array((head + "minimize L from (0.1, 0.1)").utf8))
    let minimum = try #require(answers.last?.minimum)
    #expect(abs(numbers[3] - minimum.fun) <= 1e-6)
  }
}
