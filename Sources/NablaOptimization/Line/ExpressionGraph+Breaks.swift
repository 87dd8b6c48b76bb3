import NablaAlgebra

extension ExpressionGraph {
  /// Expressions one of which is zero wherever a node may be undefined, jump or have a kink while
  /// its operands do not.
  ///
  /// Without the endless steps of `floor` and its kin and the endless poles of `gamma` and its kin.
  mutating func breakConditions(of id: NodeID) -> [NodeID] {
    let operands = Array(operands(id))
    switch kind(id) {
    case .number, .real, .pi, .e, .variable, .sum, .scale, .product, .aggregate: return []
    case .power:
      let exponent = number(operands[1])
      let isConstant = flags(operands[0]).contains(.isConstant)
      let isSmooth = exponent.map { $0.isInteger && !$0.isNegative } ?? isConstant
      return isSmooth ? [] : [operands[0]]
    case .call: return breakConditions(ofCall: function(id), operands)
    }
  }

  private mutating func breakConditions(
    ofCall function: Function, _ operands: [NodeID]
  ) -> [NodeID] {
    switch function {
    case .exp, .expm1, .sin, .cos, .atan, .sinh, .cosh, .tanh, .asinh, .erf, .erfc, .sigmoid,
      .softplus, .conditional, .and, .or, .not, .floor, .ceil, .round, .gamma, .lgamma, .digamma,
      .factorial, .polygamma:
      return []
    case .log, .log2, .log10, .sqrt, .cbrt, .abs, .sign, .hypot, .atan2: return operands
    case .log1p: return [sum(operands[0], number(1))]
    case .acosh, .asin, .acos, .atanh:
      return [sum(operands[0], number(1)), sum(operands[0], number(-1))]
    case .tan, .sec: return [call(.cos, [operands[0]])]
    case .csc, .cot: return [call(.sin, [operands[0]])]
    case .min, .max, .less, .lessOrEqual, .equal, .notEqual:
      return operands.indices.flatMap { index in
        operands[..<index].map { difference(operands[index], $0) }
      }
    case .mod: return [operands[1]]
    }
  }
}
