extension ExpressionGraph {
  /// The canonical call of a built-in: exact values fold, `sqrt` becomes a power.
  ///
  /// The number of arguments is the caller's to check against the function's arity.
  package mutating func call(_ function: Function, _ arguments: [NodeID]) -> NodeID {
    if function == .sqrt { return power(arguments[0], half(1)) }
    if let value = exactValue(function, arguments) { return value }
    if arguments.allSatisfy({ real($0) != nil || number($0) != nil }),
      arguments.contains(where: { real($0) != nil })
    {
      return real(function.evaluate(arguments.map { number($0)?.double ?? real($0) ?? .nan }))
    }
    return arguments.withUnsafeBufferPointer {
      intern(.call, $0, function: function, flags: flags(of: function, arguments))
    }
  }

  private func flags(of function: Function, _ arguments: [NodeID]) -> NodeFlags {
    var flags: NodeFlags = [.isTotal, .isConstant]
    var inherited: NodeFlags = function.row.smoothness == .kinked ? .isPiecewise : []
    for argument in arguments {
      let own = nodes[argument.index].flags
      flags.formIntersection(own)
      inherited.formUnion(own.intersection(.inherited))
    }
    if function.row.domain.condition != nil { flags.remove(.isTotal) }
    if function.row.isNonnegative { flags.insert(.isNonnegative) }
    flags.formUnion(inherited)
    return flags
  }
}

extension Function {
  /// The value in doubles of the function's kernel.
  package func evaluate(_ arguments: [Double]) -> Double {
    switch row.kernel {
    case .unary(let kernel): kernel(arguments[0])
    case .binary(let kernel): kernel(arguments[0], arguments[1])
    case .folded(let kernel): arguments.dropFirst().reduce(arguments[0], kernel)
    case .choice:
      arguments[0].isNaN ? .nan : arguments[0] != 0 ? arguments[1] : arguments[2]
    }
  }
}
