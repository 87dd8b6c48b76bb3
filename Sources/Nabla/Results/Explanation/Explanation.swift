import NablaSyntax

/// An account of how a result comes about, line by line, as trees and words; text, JSON and LaTeX
/// are made from it.
struct Explanation: Sendable {
  /// A part with a heading of its own, such as one partial derivative.
  struct Section: Sendable {
    /// The expressions of the lines.
    var tree = SyntaxTree()
    var head: Phrase = []
    var lines: [Line] = []
    /// What there is to say behind the lines.
    var remark: Phrase = []
  }

  /// One rule and what it gives.
  struct Line: Sendable {
    /// The name of the rule.
    var rule: String
    /// The name with what it is applied to; empty for a line that is words alone.
    var reason: Phrase = []
    var equations: [Equation] = []
    /// Words behind the equations, or instead of them.
    var words: Phrase = []
    /// Whether it is the last word on the matter.
    var isResult = false
  }

  /// `left = side = side`; one that goes on from the heading leaves its left side to it.
  struct Equation: Sendable {
    var left: SyntaxID?
    var sides: [SyntaxID]
    var isContinued = false
  }

  /// Words with expressions between.
  typealias Phrase = [Piece]

  /// A run of words, or an expression of the section's tree.
  enum Piece: Sendable {
    case words(String)
    case math(SyntaxID)
    case equation(SyntaxID, SyntaxID)
    /// `(u*v)' = v*u' + u*v'`, the primed expression and the other side.
    case formula(SyntaxID, SyntaxID)
  }

  var sections: [Section] = []
}

extension Explanation.Section {
  /// Words and expressions as one text.
  func text(_ phrase: Explanation.Phrase, _ style: PrintStyle) -> String {
    phrase.map { piece in
      switch piece {
      case .words(let words): return style == .ascii ? ASCII.text(words) : words
      case .math(let id): return Printer.print(tree, id, style: style)
      case .equation(let left, let right):
        return Printer.print(tree, left, style: style) + " = "
          + Printer.print(tree, right, style: style)
      case .formula(let pattern, let right):
        return "(" + Printer.print(tree, pattern, style: style) + ")' = "
          + Printer.print(tree, right, style: style)
      }
    }.joined()
  }

  /// The equations of a line as one text; `isWhole` writes left sides that the heading has already.
  func text(
    of equations: [Explanation.Equation], isWhole: Bool = false, _ style: PrintStyle
  ) -> String {
    equations.map { equation in
      let sides = equation.sides.map { Printer.print(tree, $0, style: style) }
      let text = sides.joined(separator: " = ")
      guard let left = equation.left, isWhole || !equation.isContinued else { return "= " + text }
      return Printer.print(tree, left, style: style) + " = " + text
    }.joined(separator: ",  ")
  }
}
