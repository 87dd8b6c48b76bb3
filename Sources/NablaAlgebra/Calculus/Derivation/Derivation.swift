/// The way to a derivative: one rule a step, from the outside in.
///
/// Steps come from the rules of `ReverseSweep` applied to one node each, and the result is that of
/// a whole sweep, so what is told is what is done.
package struct Derivation: Sendable {
  /// How much is told.
  package enum Detail: Sendable {
    /// What is seen at once is left out: the derivative of `3x + 1`, of a power inside.
    case brief
    case full

    /// Most steps that are told.
    var stepLimit: Int { self == .brief ? 40 : 200 }
  }

  /// One rule applied to one part: the derivative of the subject is the sum of the terms over the
  /// divisor, or the value, or first the one and then the other.
  package struct Step: Sendable {
    package var rule: DerivativeRule
    /// The part; where it has a name, that.
    package var subject: NodeID
    package var terms: [Term] = []
    package var divisor: NodeID?
    /// What is taken of the terms' derivatives over the rows.
    package var aggregate: Aggregate?
    package var value: NodeID?
    /// The inner function where the chain rule is applied too.
    package var inner: NodeID?
    /// The names given to long parts in this step.
    package var definitions: [Definition] = []
  }

  /// A slope times the derivative of an inner part, perhaps subtracted; under a condition it is
  /// zero elsewhere.
  package struct Term: Sendable {
    package var isNegative = false
    package var slope: NodeID
    package var condition: NodeID?
    /// The part; where it has a name, that.
    package var part: NodeID
  }

  /// A name for a part that is too long to be written again and again.
  package struct Definition: Sendable {
    /// The variable that stands for it.
    package var name: NodeID
    package var body: Body

    /// What a name stands for.
    package enum Body: Sendable {
      case expression(NodeID)
      /// An expression of so many operations that is taken apart further down.
      case long(operations: Int)
      /// So many terms or factors of a long sum or product.
      case others(count: Int)
    }
  }

  package internal(set) var graph: ExpressionGraph
  package let root: NodeID
  package let variable: Symbol
  package internal(set) var steps: [Step] = []
  /// The derivative, as `ExpressionGraph.derivative` gives it.
  package internal(set) var result: NodeID
  /// How many parts were left out after the last step that is told.
  package internal(set) var omittedCount = 0
  /// What the rules that were used say, on letters: the step for `u*v`, for `u^n`.
  package internal(set) var formulas: [DerivativeRule: Step] = [:]
  /// Letters that are no names in the expression, for long parts.
  let letters: [String]

  /// The letter for the inner function of a chain.
  package var innerLetter: String { letters[0] }

  /// Derives `root` by a variable; `result` is the derivative where it is known already.
  ///
  /// `order` puts the terms of a sum or the factors of a product in the order of writing.
  /// Complexity: linear in the nodes below the root for each of the steps that are told, whose
  /// number is bounded. The steps count only where `graph.halt` is `nil` afterwards.
  package init(
    _ graph: ExpressionGraph, of root: NodeID, by variable: Symbol, result known: NodeID? = nil,
    detail: Detail = .brief,
    order: (ExpressionGraph, NodeID) -> [NodeID] = { Array($0.operands($1)) }
  ) {
    var graph = graph
    result = known ?? graph.derivative(of: root, by: variable)
    self.graph = graph
    self.root = root
    self.variable = variable
    letters = Derivation.free(["u", "v", "w", "s", "t", "p", "q", "r"], in: graph)
    guard graph.halt == nil else { return }
    var walk = DerivationWalk(self, detail: detail)
    walk.run(order)
    (self.graph, steps, omittedCount) = (walk.graph, walk.steps, walk.omittedCount)
    formulas = walk.formulas
  }

  /// Those of some letters that are no names in a graph, and words where all are.
  static func free(_ letters: [String], in graph: ExpressionGraph) -> [String] {
    let taken = Set(graph.names)
    return letters.filter { !taken.contains($0) } + (1...3).map { "part_\($0)" }
  }
}
