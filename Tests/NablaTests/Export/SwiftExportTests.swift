import Foundation
import Nabla
import Testing

@Suite("Exports to Swift", .enabled(if: Tool.hasSwift, "there is no Swift compiler"))
struct SwiftExportTests {
  @Test("value, gradient, loss and descent are nabla's own")
  func all() throws {
    var files: [String: String] = [:]
    var main = ""
    let cases = ExportCase.all + ExportCase.repeating
    for (index, example) in cases.enumerated() {
      let text = try Export.text(
        "f\(index)(\(example.variables)) = \(example.expression)\nexport swift grad f\(index)")
      files["f\(index).swift"] = text
      let name = try #require(text.firstMatch(of: /func (f_?\d+)\(/)).1
      for point in example.points {
        main += """
          do {
            let (value, gradient) = \(name)(\(point))
            print(value, gradient)
          }

          """
      }
    }
    files["loss.swift"] = try Export.text(
      "load tips.csv\n" + Export.losses[1]
        + "\nexport swift minimize L from (0, 0) alpha 0.001 steps 5")
    main += """
      let loss = L([0.5, 0.1], total_bill: [10, .nan, 20], smoker_is_Yes: [1, 1, 0])
      print(loss.value, minimize_L(total_bill: [10], smoker_is_Yes: [1]).steps)

      """
    files["main.swift"] = main
    let numbers = try Tool.withFolder(files) { folder in
      let compile = ["swiftc", "-Onone", "-o", "f"] + files.keys.sorted()
      try #require(Tool.run(compile, in: folder) != nil)
      return Tool.numbers(try #require(Tool.run(["./f"], in: folder)))
    }
    var rest = numbers[...]
    for example in cases {
      let expected = try example.expected().flatMap { $0 }
      try example.check(Array(rest.prefix(expected.count)), units: expected.count > 20 ? 1024 : 8)
      rest = rest.dropFirst(expected.count)
    }
    let terms = [1.5, -2.5].map { log(1 + exp(-$0)) }
    try Export.check(Array(rest), [(terms[0] + terms[1]) / 2, 5])
  }
}
