import NablaAlgebra
import NablaSyntax

/// Expressions ready to be printed, independent of the graph they come from.
struct RaisedText: Sendable {
  /// Longest text of an expression in JSON, in characters.
  static let jsonLimit = 65_536

  let tree: SyntaxTree
  let roots: [SyntaxID]
  /// The common parts that have names, in an order in which each uses earlier ones only.
  let named: [(name: Name, body: SyntaxID)]
  /// The names that are columns of tables.
  let columns: Set<Name>
  /// How many distinct operations the expressions have together.
  let operations: Int

  init(_ graph: ExpressionGraph, _ nodes: [NodeID]) {
    let raising = Raising(graph, roots: nodes)
    tree = raising.tree
    named = raising.parts
    roots = nodes.map { raising.image($0) }
    columns = Set(
      graph.columns(below: nodes).map { TableStore.columnName(of: graph.name($0)) })
    operations = graph.nodes(below: nodes).count { !graph.operands($0).isEmpty }
  }

  /// The text of the expression at `position`.
  func text(_ position: Int = 0, _ style: PrintStyle = .ascii) -> String {
    Printer.print(tree, roots[position], style: style)
  }

  /// Most operations of an expression that a list of definitions writes out.
  static let summaryLimit = 1_000

  /// The text of the first expression, or for long ones their size.
  func summary(_ style: PrintStyle = .ascii) -> String {
    operations > RaisedText.summaryLimit
      ? "an expression of \(operations) operations" : text(0, style)
  }

  /// The texts of all expressions.
  func texts(_ style: PrintStyle = .ascii) -> [String] {
    roots.indices.map { text($0, style) }
  }

  /// The lines that say what the names of common parts stand for.
  func partLines(_ style: PrintStyle) -> [String] {
    named.map { part in
      let name = style == .ascii ? part.name.ascii : part.name.unicode
      return name + " = " + Printer.print(tree, part.body, style: style)
    }
  }

  /// The text at `position` as JSON: a string, or `null` where it is too long.
  func json(_ position: Int = 0) -> String {
    guard named.isEmpty else { return "null" }
    let text = text(position)
    return text.utf8.count > RaisedText.jsonLimit ? "null" : JSON.string(text)
  }
}
