import Foundation
import NablaSyntax
import Testing
@Test func probe() throws {
  let text = try String(contentsOfFile: "/tmp/probe.txt", encoding: .utf8)
  for line in text.split(separator: "\n") {
    let parts = line.components(separatedBy: " @@ ")
    let p = parse(parts[0], with: parts.count > 1 ? parts[1] : "")
    print(line, " → ", p.reading, p.diagnostics.map { "[\($0.span.lower)..<\($0.span.upper)] hint: \($0.hint ?? "-")" }.joined())
    for n in p.notes { print("      note:", n.message, "[\(n.span.lower)..<\(n.span.upper)]") }
  }
}
