import NablaAlgebra

/// An expression as the tests write it, built into a graph on demand.
struct Formula: ExpressibleByIntegerLiteral, Sendable {
  let build: @Sendable (inout ExpressionGraph) -> NodeID

  init(_ build: @escaping @Sendable (inout ExpressionGraph) -> NodeID) {
    self.build = build
  }

  init(integerLiteral value: Int) {
    build = { $0.number(value) }
  }

  init(_ name: String) {
    build = { $0.variable(name) }
  }

  init(_ value: Double) {
    build = { $0.real(value) }
  }

  static let pi = Formula { $0.pi() }

  static func + (a: Formula, b: Formula) -> Formula {
    Formula { graph in graph.sum(a.build(&graph), b.build(&graph)) }
  }

  static func - (a: Formula, b: Formula) -> Formula {
    Formula { graph in graph.difference(a.build(&graph), b.build(&graph)) }
  }

  static func * (a: Formula, b: Formula) -> Formula {
    Formula { graph in graph.product(a.build(&graph), b.build(&graph)) }
  }

  static func / (a: Formula, b: Formula) -> Formula {
    Formula { graph in graph.quotient(a.build(&graph), b.build(&graph)) }
  }

  static func ^ (a: Formula, b: Formula) -> Formula {
    Formula { graph in graph.power(a.build(&graph), b.build(&graph)) }
  }

  static prefix func - (a: Formula) -> Formula { 0 - a }
}

/// The call of a built-in.
func call(_ function: Function, _ arguments: Formula...) -> Formula {
  Formula { graph in
    let arguments = arguments.map { $0.build(&graph) }
    return graph.call(function, arguments)
  }
}

func exp(_ x: Formula) -> Formula { call(.exp, x) }
func log(_ x: Formula) -> Formula { call(.log, x) }
func abs(_ x: Formula) -> Formula { call(.abs, x) }
func sin(_ x: Formula) -> Formula { call(.sin, x) }
func sqrt(_ x: Formula) -> Formula { call(.sqrt, x) }
