import NablaAlgebra

extension StraightLine {
  /// The same values, where sigmoid(u) and softplus(u) share exp(-|u|), from which both are made.
  ///
  /// The one is the other's slope, so that a loss with its gradient holds both. To the last bit, the
  /// parts are those of `SpecialFunctions`. Complexity: linear in the operations.
  package func sharingExponentials() -> StraightLine {
    let shared = arguments(of: .sigmoid).intersection(arguments(of: .softplus))
    guard !shared.isEmpty else { return self }
    var writer = ExponentialWriter()
    for operation in operations {
      let operands = operation.operands.map { writer.image(of: $0) }
      let image: Operand
      if operation.opcode == .unary, operation.function == .sigmoid,
        shared.contains(operation.operands[0])
      {
        image = writer.sigmoid(operands[0])
      } else if operation.opcode == .unary, operation.function == .softplus,
        shared.contains(operation.operands[0])
      {
        image = writer.softplus(operands[0])
      } else {
        image = writer.append(operation.opcode, operands, function: operation.function)
      }
      writer.images.append(image)
    }
    return StraightLine(
      operations: writer.operations, outputs: outputs.map { writer.image(of: $0) })
  }

  private func arguments(of function: Function) -> Set<Operand> {
    Set(
      operations.filter { $0.opcode == .unary && $0.function == function }.map { $0.operands[0] })
  }
}

/// Operations that are written anew.
private struct ExponentialWriter {
  typealias Operand = StraightLine.Operand

  private(set) var operations: [StraightLine.Operation] = []
  /// What has become of each old step.
  var images: [Operand] = []
  /// exp(-|u|) by u.
  private var exponentials: [Operand: Operand] = [:]

  func image(of operand: Operand) -> Operand {
    if case .step(let step) = operand { return images[step] }
    return operand
  }

  /// Adds an operation; the function is of no meaning where the opcode says it all.
  mutating func append(
    _ opcode: Opcode, _ operands: [Operand], function: Function = .abs
  ) -> Operand {
    operations.append(
      StraightLine.Operation(opcode: opcode, function: function, operands: operands))
    return .step(operations.count - 1)
  }

  /// 1/(1 + e) where u is not negative, else e/(1 + e).
  mutating func sigmoid(_ u: Operand) -> Operand {
    let e = exponential(u)
    let isNegative = append(.binary, [u, .constant(0)], function: .less)
    let numerator = append(.select, [isNegative, e, .constant(1)])
    return append(.divide, [numerator, append(.add, [.constant(1), e])])
  }

  /// max(u, 0) + log(1 + e).
  mutating func softplus(_ u: Operand) -> Operand {
    let logarithm = append(.unary, [exponential(u)], function: .log1p)
    return append(.add, [append(.binary, [u, .constant(0)], function: .max), logarithm])
  }

  private mutating func exponential(_ u: Operand) -> Operand {
    if let known = exponentials[u] { return known }
    let distance = append(.negate, [append(.unary, [u], function: .abs)])
    let result = append(.unary, [distance], function: .exp)
    exponentials[u] = result
    return result
  }
}
