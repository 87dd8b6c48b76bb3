import NablaSyntax

extension Session {
  /// The formulas of a statement and its result in LaTeX, or `nil` where it has none.
  func latex(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> String? {
    var session = self
    var answer = Answer(input: "", line: 1)
    if command.verb == .export, let operand = command.operand {
      answer.content = try session.evaluate(operand, in: tree)
    } else {
      try session.execute(command, in: tree, monitor: monitor, answer: &answer)
    }
    guard command.operand != nil, command.verb != .check else { return nil }
    let target = try target(of: command, in: tree)
    let subject = latexSubject(command, target, in: tree)
    guard let displays = answer.content.latex(subject) else { return nil }
    return "% Needs \\usepackage{amsmath}.\n" + displays.joined()
  }

  private func latexSubject(
    _ command: Command, _ target: Target, in tree: SyntaxTree
  ) -> LaTeXSubject {
    let columns = Set(tables.columns.keys)
    var printer = LaTeXPrinter(tree, columns: columns)
    let written = command.operand.map { printer.print($0) } ?? ""
    let body = target.name == nil ? written : RaisedText(target.graph, target.roots).latexTexts[0]
    var subject = LaTeXSubject(
      name: target.name, variables: target.allVariables, body: body, leftSide: "")
    switch command.verb {
    case .diff: subject.leftSide = derivative(command, subject, target, in: tree) + " = "
    case .simplify, .expand: subject.leftSide = written + " = "
    default:
      let isFunction = target.name != nil && !target.allVariables.isEmpty
      subject.leftSide = isFunction ? subject.call + " = " : ""
    }
    return subject
  }

  /// `f'(x)`, or for what has no name or several variables a quotient of differentials.
  private func derivative(
    _ command: Command, _ subject: LaTeXSubject, _ target: Target, in tree: SyntaxTree
  ) -> String {
    var order = 1
    if let clause = command.clause(.order), case .expression(let id) = clause.value {
      order = (try? number(id, in: tree)).map { Int($0) } ?? 1
    }
    var place = ""
    if let clause = command.clause(.at),
      let point = try? point(clause, for: target.allVariables, of: target, in: tree)
    {
      place = "_{" + LaTeX.point(target.allVariables, point) + "}"
    }
    let text: String
    if let name = subject.name, subject.variables.count == 1 {
      let primes = order < 4 ? String(repeating: "'", count: order) : "^{(\(order))}"
      text = LaTeX.call(name, subject.variables, primes: primes)
    } else {
      let (d, power) = (
        subject.variables.count == 1 ? "d" : "\\partial ", order == 1 ? "" : "^{\(order)}"
      )
      let variable = target.variables.first?.latex ?? "x"
      text = "\\frac{\(d)\(power)}{\(d)\(variable)\(power)} " + subject.operand
    }
    return place.isEmpty ? text : "\\left. \(text) \\right|\(place)"
  }
}
