import NablaOptimization
import NablaSyntax

/// The steps of a descent as lines of an explanation: each method's rule with the numbers put in.
struct UpdateSection {
  /// Most coordinates that are told of every step.
  private static let coordinateLimit = 3

  let label: FunctionLabel
  let formulas: UpdateFormulas
  let parameters: [Hyperparameter: Double]
  private(set) var lines: [Explanation.Line]
  private(set) var tree: SyntaxTree

  /// Begins with the lines of `opening`, which say what is gone down and how.
  init(
    _ label: FunctionLabel, _ method: DescentMethodName, isAscent: Bool,
    parameters: [Hyperparameter: Double], behind opening: Explanation.Section
  ) {
    lines = opening.lines
    tree = opening.tree
    self.label = label
    formulas = UpdateFormulas(method: method, isAscent: isAscent)
    self.parameters = parameters
  }

  /// The letter by which the points are numbered, for one variable of a single letter.
  private var letter: String? {
    guard label.variables.count == 1, label.variables[0].unicode.count == 1 else { return nil }
    return label.variables[0].ascii
  }

  /// Adds the lines of a step.
  mutating func add(_ account: UpdateAccount) {
    for index in label.variables.indices.prefix(Self.coordinateLimit) { add(account, index) }
    let rest = label.variables.count - Self.coordinateLimit
    if rest > 0 {
      addWords(
        "step \(account.step)", "\(rest) more \(rest == 1 ? "variable" : "variables") likewise")
    }
  }

  private mutating func add(_ account: UpdateAccount, _ index: Int) {
    let numbers = numericParts(account, index)
    let symbols = letter.map { symbolicParts($0, account) }
    let title = "step \(account.step)"
    for (position, memory) in formulas.memories.enumerated() {
      let left = tree.append(
        name: Name(letter == nil ? memory.letter : "\(memory.letter)\(account.step)"))
      var sides: [SyntaxID] = []
      if let symbols { sides.append(formulas.memory(position, symbols, in: &tree)) }
      sides.append(formulas.memory(position, numbers, in: &tree))
      sides.append(number(account.memoryAfter[position][index]))
      lines.append(line(title + ", " + memory.title, left, sides))
    }
    let name = letter.map { Name("\($0)\(account.step)") } ?? label.variables[index]
    let left = tree.append(name: name)
    var sides: [SyntaxID] = []
    if let symbols { sides.append(formulas.next(symbols, in: &tree)) }
    sides.append(formulas.next(numbers, in: &tree))
    sides.append(number(account.new[index]))
    lines.append(line(title, left, sides))
  }

  /// Adds a line of words.
  mutating func addWords(_ rule: String, _ text: String) {
    lines.append(Explanation.Line(rule: rule, words: [.words("\(rule): \(text)")]))
  }

  private func line(
    _ rule: String, _ left: SyntaxID, _ sides: [SyntaxID]
  ) -> Explanation.Line {
    Explanation.Line(
      rule: rule, reason: [.words(rule)], equations: [.init(left: left, sides: sides)])
  }

  private mutating func numericParts(_ account: UpdateAccount, _ index: Int) -> UpdateFormulas.Parts
  {
    UpdateFormulas.Parts(
      old: number(account.old[index]), slope: number(account.gradient[index]),
      rate: number(account.rate), before: account.memoryBefore.map { number($0[index]) },
      after: account.memoryAfter.map { number($0[index]) },
      parameters: Dictionary(
        uniqueKeysWithValues: Hyperparameter.allCases.compactMap { name in
          parameters[name].map { (name, number($0)) }
        }),
      step: number(Double(account.step)))
  }

  private mutating func symbolicParts(
    _ letter: String, _ account: UpdateAccount
  ) -> UpdateFormulas.Parts {
    let old = tree.append(name: Name("\(letter)\(account.step - 1)"))
    let function = label.name ?? Name("f")
    let letters = formulas.memories.map(\.letter)
    return UpdateFormulas.Parts(
      old: old, slope: tree.append(call: function, primes: 1, [old]),
      rate: tree.append(name: Name(formulas.method.row.takesRate ? "alpha" : "r")),
      before: letters.map { tree.append(name: Name("\($0)\(account.step - 1)")) },
      after: letters.map { tree.append(name: Name("\($0)\(account.step)")) },
      parameters: Dictionary(
        uniqueKeysWithValues: Hyperparameter.allCases.map { name in
          (name, tree.append(name: Name(name == .momentum ? "mu" : name.rawValue)))
        }),
      step: number(Double(account.step)))
  }

  /// A number as reports show it.
  private mutating func number(_ value: Double) -> SyntaxID {
    let magnitude = tree.append(number: NumberText.significant(value.magnitude, 7))
    return value < 0 ? tree.append(.negate, [magnitude]) : magnitude
  }
}
