import NablaSyntax

/// A syntax tree written as nested lists, such as `(+ (* 2 x) (sin y))`, so that a test names the
/// tree that it means without the parser under test.
///
/// Heads are `+ - * / @ ^ < <= > >= == != and or not neg ! abs if vec at`, `d/dx`, or a function with
/// its primes; atoms are numbers and names.
struct SymbolicTree {
  var tree = SyntaxTree()
  private(set) var root = SyntaxID(raw: 0)
  private var tokens: ArraySlice<String> = []

  init(_ text: String) {
    let spaced = text.replacing("(", with: " ( ").replacing(")", with: " ) ")
    tokens = spaced.split(separator: " ").map(String.init)[...]
    root = read()
  }

  private mutating func read() -> SyntaxID {
    let token = tokens.popFirst() ?? ""
    guard token == "(" else {
      return token.first?.isASCII == true && token.first?.isNumber == true
        ? tree.append(number: token) : tree.append(name: Name(token))
    }
    let head = tokens.popFirst() ?? ""
    var operands: [SyntaxID] = []
    while let next = tokens.first, next != ")" { operands.append(read()) }
    tokens = tokens.dropFirst()
    if let kind = SymbolicTree.kinds[head] { return tree.append(kind, operands) }
    if head.hasPrefix("d/d") {
      return tree.append(derivativeBy: Name(String(head.dropFirst(3))), of: operands[0])
    }
    let name = head.prefix { $0 != "'" }
    return tree.append(call: Name(String(name)), primes: head.count - name.count, operands)
  }

  static let kinds: [String: SyntaxKind] = [
    "+": .add, "-": .subtract, "*": .multiply, "/": .divide, "@": .matrixMultiply, "^": .power,
    "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual, "==": .equal,
    "!=": .notEqual, "and": .and, "or": .or, "not": .not, "neg": .negate, "!": .factorial,
    "abs": .absolute, "if": .conditional, "vec": .vector, "at": .index,
  ]

  private static let heads: [SyntaxKind: String] = Dictionary(
    uniqueKeysWithValues: kinds.map { ($1, $0) })

  /// The nested lists of a tree, by which trees are compared.
  static func text(_ tree: SyntaxTree, _ root: SyntaxID) -> String {
    var texts: [SyntaxID: String] = [:]
    for id in tree.nodes(below: [root]) {
      let operands = tree.operands(id).map { texts[$0] ?? "?" }
      let head: String
      switch tree.kind(id) {
      case .number:
        texts[id] = tree.literal(id)
        continue
      case .text:
        texts[id] = tree.text(id)?.quotedText
        continue
      case .name:
        texts[id] = tree.name(id)?.ascii
        continue
      case .call:
        head = (tree.name(id)?.ascii ?? "") + String(repeating: "'", count: tree.primes(id))
      case .derivative: head = "d/d" + (tree.name(id)?.ascii ?? "")
      case let kind: head = heads[kind] ?? "?"
      }
      texts[id] = "(" + ([head] + operands).joined(separator: " ") + ")"
    }
    return texts[root] ?? ""
  }
}
