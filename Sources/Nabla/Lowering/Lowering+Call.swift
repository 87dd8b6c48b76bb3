import NablaAlgebra
import NablaSyntax

extension Lowering {
  /// A call whose arguments are numbers or arrays.
  mutating func call(_ id: SyntaxID, in frame: inout Frame) throws(Diagnostic) -> Image {
    let tree = frame.tree
    let name = tree.name(id) ?? Name("")
    if let body = bodies[name] { return try call(id, body, in: &frame) }
    let arguments = try frame.known(tree.operands(id))
    if let function = VectorFunction(rawValue: name.ascii) {
      return .number(try self.call(function, arguments, id, in: frame))
    }
    if arguments.contains(where: { $0.shape != .number }) {
      return Image(try elementwise(name, arguments, id, in: frame))
    }
    return .number(try call(name, arguments.map { $0.nodes[0] }, id, in: frame))
  }

  /// A built-in function or an aggregate of numbers.
  private mutating func call(
    _ name: Name, _ arguments: [NodeID], _ id: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> NodeID {
    let (span, primes) = (frame.tree.span(id), frame.tree.primes(id))
    if let aggregate = isAggregate(name, arguments) {
      guard primes == 0 else {
        throw Diagnostic(
          "`\(name.ascii)` goes over rows and has no derivative of its own", at: span,
          hint: "write grad, or d/dx, and the whole expression")
      }
      return try self.aggregate(aggregate, arguments, at: span)
    }
    guard let function = Function.named(name.ascii) else {
      throw Diagnostic(
        "unknown function `\(name.ascii)`", at: span, hint: "define it: \(name.ascii)(x) = ...")
    }
    if primes == 0 { return graph.call(function, arguments) }
    let variable = graph.variable("x")
    let body = Body(
      array: NodeArray(graph.call(function, [variable])),
      parameters: [Body.Parameter(name: Name("x"))])
    let formula = try derivative(of: body, name, primes, at: span)
    return graph.substituting([variable: arguments[0]], in: formula.nodes)[0]
  }

  /// A built-in function of one number, of each number of an array.
  private mutating func elementwise(
    _ name: Name, _ arguments: [NodeArray], _ id: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> NodeArray {
    let function = Function.named(name.ascii)
    guard arguments.count == 1, function?.row.arity == 1...1 else {
      let isAggregate = arguments.count == 1 && AggregateName(rawValue: name.ascii) != nil
      throw Diagnostic(
        "`\(name.ascii)` takes numbers, and this is"
          + " \((arguments.first { $0.shape != .number } ?? arguments[0]).shape.text)",
        at: frame.tree.span(id),
        hint: isAggregate
          ? "it goes over the rows of a table; pick an element, as in v[0]"
          : "for each element define a function of one number, as f(x) = \(name.ascii)(x, 0), and"
            + " write f(v)")
    }
    var result = arguments[0]
    for (index, node) in result.nodes.enumerated() {
      result.nodes[index] = try call(name, [node], id, in: frame)
    }
    return result
  }

  /// A function's body, differentiated as often as there are primes, at the arguments.
  private mutating func call(
    _ id: SyntaxID, _ body: Body, in frame: inout Frame
  ) throws(Diagnostic) -> Image {
    let (tree, primes) = (frame.tree, frame.tree.primes(id))
    let name = tree.name(id) ?? Name("")
    let formula =
      primes == 0 ? body.array : try derivative(of: body, name, primes, at: tree.span(id))
    let operands = Array(tree.operands(id))
    if operands.isEmpty { return Image(formula) }
    let variables = body.variables.map { graph.variable($0.ascii) }
    let given = try frame.known(operands)
    if given.contains(where: { $0.nodes.contains { graph.isRowwise($0) } }) {
      for node in formula.nodes { try checkIsNoAggregate(node, name, at: tree.span(id)) }
    }
    if given.count == 1, given[0].shape != .number, body.variables.count == 1,
      body.parameters[0].length == nil, formula.shape == .number
    {
      // A function of one number goes over the elements, as the built-in ones do.
      return Image(
        given[0].map { graph.substituting([variables[0]: $0], in: formula.nodes)[0] })
    }
    guard let values = try arguments(of: id, body, given, in: &frame) else { return .unknown }
    let replacements = Dictionary(
      zip(variables, values), uniquingKeysWith: { first, _ in first })
    var result = formula
    result.nodes = graph.substituting(replacements, in: formula.nodes)
    return Image(result)
  }

  /// The formula of `f''`, by the only parameter.
  private mutating func derivative(
    of body: Body, _ name: Name, _ primes: Int, at span: Span
  ) throws(Diagnostic) -> NodeArray {
    let parameters = body.variables
    guard parameters.count == 1 else {
      let list = parameters.prefix(8).map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        "\(name.ascii) has \(parameters.count) parameters, so a prime does not say which",
        at: span,
        hint: "write `grad \(name.ascii)`, or"
          + " `d/d\(parameters[0].ascii) \(name.ascii)(\(list))`")
    }
    let symbol = graph.symbol(named: parameters[0].ascii)
    return body.array.map { graph.derivative(of: $0, by: symbol, order: primes) }
  }

  /// The numbers that are put in for the variables of a function.
  ///
  /// There is an argument for each parameter, or a number for each variable. `nil` where an argument
  /// was found to be a vector whose length was not known.
  private mutating func arguments(
    of id: SyntaxID, _ body: Body, _ given: [NodeArray], in frame: inout Frame
  ) throws(Diagnostic) -> [NodeID]? {
    let operands = Array(frame.tree.operands(id))
    let areNumbers = given.allSatisfy { $0.shape == .number }
    if areNumbers, given.count == body.variables.count { return given.map { $0.nodes[0] } }
    guard given.count == body.parameters.count else {
      throw wrongCount(id, body, given.count, in: frame)
    }
    var isComplete = true
    for (operand, (parameter, argument)) in zip(operands, zip(body.parameters, given)) {
      let shape = parameter.length.map { Shape.vector($0) } ?? .number
      if argument.shape == shape { continue }
      if argument.shape == .number, let length = parameter.length,
        try learn(operand, length, in: &frame)
      {
        isComplete = false
        continue
      }
      throw Diagnostic(
        "\(parameter.name.ascii) is \(shape.text) here, not \(argument.shape.text)",
        at: frame.caller?.span ?? frame.tree.span(operand), hint: usage(id, body, in: frame))
    }
    return isComplete ? given.flatMap(\.nodes) : nil
  }

  private func wrongCount(
    _ id: SyntaxID, _ body: Body, _ count: Int, in frame: Frame
  ) -> Diagnostic {
    let parameters = body.parameters.map { parameter in
      parameter.length.map { "\(parameter.name.ascii), a vector of \($0)" } ?? parameter.name.ascii
    }
    return Diagnostic(
      "`\(frame.tree.name(id)?.ascii ?? "")` takes \(parameters.joined(separator: ", and ")), and"
        + " here \(count == 1 ? "is 1 argument" : "are \(count) arguments")",
      at: frame.tree.span(id), hint: usage(id, body, in: frame))
  }

  private func usage(_ id: SyntaxID, _ body: Body, in frame: Frame) -> String {
    let name = frame.tree.name(id)?.ascii ?? "f"
    let list = body.parameters.map { parameter in
      parameter.length == nil
        ? parameter.name.ascii
        : "[" + parameter.variables.listed + "]"
    }
    return "write \(name)(\(list.joined(separator: ", ")))"
  }
}

extension [Name] {
  /// The names with commas between, the first eight of many.
  var listed: String {
    prefix(8).map(\.ascii).joined(separator: ", ") + (count > 8 ? ", ..." : "")
  }
}
