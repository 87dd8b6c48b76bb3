import NablaAlgebra
import NablaEvaluation

/// The two columns of a loss.
struct RowData {
  let x: ColumnBlocks
  let y: ColumnBlocks
}

/// The losses that are measured.
enum RowLoss: String, CaseIterable {
  case linear
  case logistic
  case wave

  typealias Baseline =
    @convention(c) (
      UnsafePointer<Double>?, UnsafePointer<Double>?, Int, UnsafePointer<Double>?,
      UnsafeMutablePointer<Double>?
    ) -> Double

  /// The parameters at which it is measured.
  var point: [Double] {
    switch self {
    case .linear, .logistic: [0.3, 0.7]
    case .wave: [0.3, 0.7, 0.9, 1.1]
    }
  }

  /// Numbers that are the same in every run.
  func data(_ count: Int) -> RowData {
    let x = (0..<count).map { Double($0 * 7919 % count) / Double(count) * 10 }
    let y = x.indices.map { Double($0 * 104_729 % count) / Double(count) }
    return RowData(
      x: ColumnBlocks(x), y: ColumnBlocks(self == .logistic ? y.map { $0 < 0.5 ? 0 : 1 } : y))
  }

  /// The mean of the loss over the rows, and its gradient.
  func program(_ data: RowData, threads: Int) -> AggregateProgram {
    var graph = ExpressionGraph()
    let (x, y) = (graph.column("x"), graph.column("y"))
    let parameters = point.indices.map { graph.variable("p\($0)") }
    let body = body(x, y, parameters, in: &graph)
    let root = graph.aggregate(.mean, of: body, over: [x, y])
    let inputs = parameters.compactMap { graph.symbol($0) }
    let gradient = graph.gradient(of: root, by: inputs)
    var columns: [Symbol: ColumnBlocks] = [:]
    if let symbol = graph.symbol(x) { columns[symbol] = data.x }
    if let symbol = graph.symbol(y) { columns[symbol] = data.y }
    return AggregateProgram(
      &graph, outputs: [root] + gradient, inputs: inputs,
      data: ColumnData(columns, threads: threads))
  }

  private func body(
    _ x: NodeID, _ y: NodeID, _ p: [NodeID], in graph: inout ExpressionGraph
  ) -> NodeID {
    switch self {
    case .linear:
      let line = graph.sum(p[0], graph.product(p[1], x))
      return graph.power(graph.difference(y, line), graph.number(2))
    case .logistic:
      let line = graph.sum(p[0], graph.product(p[1], x))
      let growth = graph.sum(graph.number(1), graph.call(.exp, [line]))
      return graph.difference(graph.call(.log, [growth]), graph.product(y, line))
    case .wave:
      let decay = graph.call(.exp, [graph.negated(graph.product(p[2], x))])
      let wave = graph.product(p[3], graph.call(.sin, [x]))
      let model = graph.sum([p[0], graph.product(p[1], decay), wave])
      return graph.power(graph.difference(y, model), graph.number(2))
    }
  }

  /// The loss in Python, by a module of NumPy's functions called `m`.
  var formula: String {
    switch self {
    case .linear: "m.mean((y - p[0] - p[1]*x)**2)"
    case .logistic: "m.mean(m.logaddexp(0, p[0] + p[1]*x) - y*(p[0] + p[1]*x))"
    case .wave: "m.mean((y - p[0] - p[1]*m.exp(-p[2]*x) - p[3]*m.sin(x))**2)"
    }
  }

  /// Value and gradient as one writes them with NumPy.
  var numpyStatements: String {
    switch self {
    case .linear:
      """
          r = y - p[0] - p[1]*x
          return r @ r / n, [-2*r.mean(), -2*(r @ x)/n]
      """
    case .logistic:
      """
          z = p[0] + p[1]*x
          e = m.exp(-m.abs(z))
          r = m.where(z > 0, 1, e)/(1 + e) - y
          return (m.maximum(z, 0) + m.log1p(e) - y*z).mean(), [r.mean(), (r @ x)/n]
      """
    case .wave:
      """
          e = m.exp(-p[2]*x)
          s = m.sin(x)
          r = y - p[0] - p[1]*e - p[3]*s
          re = r*e
          return r @ r / n, [-2*r.mean(), -2*re.mean(), 2*p[1]*(re @ x)/n, -2*(r @ s)/n]
      """
    }
  }
}
