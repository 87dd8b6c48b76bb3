import NablaAlgebra

infix operator ** : PowerPrecedence

precedencegroup PowerPrecedence {
  associativity: right
  higherThan: MultiplicationPrecedence
}

/// An expression that is still to be built in a graph, so that tests can be written with the
/// operators of mathematics.
struct Sketch: Sendable, ExpressibleByIntegerLiteral {
  let build: @Sendable (inout ExpressionGraph) -> NodeID

  init(_ build: @escaping @Sendable (inout ExpressionGraph) -> NodeID) {
    self.build = build
  }

  init(integerLiteral value: Int) {
    self.init { $0.number(value) }
  }

  init(_ name: String) {
    self.init { $0.variable(name) }
  }

  static let x = Sketch("x")
  static let y = Sketch("y")
  static let z = Sketch("z")
  static let pi = Sketch { $0.pi() }
  static let e = Sketch { $0.e() }

  /// The exact fraction.
  static func fraction(_ numerator: Int, _ denominator: Int) -> Sketch {
    Sketch { $0.number(Rational(numerator, denominator) ?? .zero) }
  }

  /// The double as it is.
  static func real(_ value: Double) -> Sketch { Sketch { $0.real(value) } }

  static func call(_ function: Function, _ arguments: Sketch...) -> Sketch {
    call(function, arguments)
  }

  static func call(_ function: Function, _ arguments: [Sketch]) -> Sketch {
    Sketch { graph in
      var nodes: [NodeID] = []
      for argument in arguments { nodes.append(argument.build(&graph)) }
      return graph.call(function, nodes)
    }
  }

  static func + (a: Sketch, b: Sketch) -> Sketch {
    Sketch { graph in
      let (left, right) = (a.build(&graph), b.build(&graph))
      return graph.sum(left, right)
    }
  }

  static func - (a: Sketch, b: Sketch) -> Sketch {
    Sketch { graph in
      let (left, right) = (a.build(&graph), b.build(&graph))
      return graph.difference(left, right)
    }
  }

  static func * (a: Sketch, b: Sketch) -> Sketch {
    Sketch { graph in
      let (left, right) = (a.build(&graph), b.build(&graph))
      return graph.product(left, right)
    }
  }

  static func / (a: Sketch, b: Sketch) -> Sketch {
    Sketch { graph in
      let (left, right) = (a.build(&graph), b.build(&graph))
      return graph.quotient(left, right)
    }
  }

  static func ** (a: Sketch, b: Sketch) -> Sketch {
    Sketch { graph in
      let (left, right) = (a.build(&graph), b.build(&graph))
      return graph.power(left, right)
    }
  }

  static prefix func - (a: Sketch) -> Sketch {
    Sketch { graph in
      let node = a.build(&graph)
      return graph.negated(node)
    }
  }
}

func exp(_ u: Sketch) -> Sketch { .call(.exp, u) }
func log(_ u: Sketch) -> Sketch { .call(.log, u) }
func sqrt(_ u: Sketch) -> Sketch { .call(.sqrt, u) }
func sin(_ u: Sketch) -> Sketch { .call(.sin, u) }
func cos(_ u: Sketch) -> Sketch { .call(.cos, u) }
func abs(_ u: Sketch) -> Sketch { .call(.abs, u) }

/// Where `condition` is not zero the first, else the second.
func choice(_ condition: Sketch, _ first: Sketch, _ second: Sketch) -> Sketch {
  .call(.conditional, condition, first, second)
}
