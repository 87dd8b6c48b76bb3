import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot f, f' on [0, 8]`: curves of one variable, contours of two, or points of columns.
  func sketch(
    ofExpressions command: Command, _ options: PlotOptions, in tree: SyntaxTree
  ) throws(Diagnostic) -> Sketch {
    let target = try target(of: command, in: tree)
    if target.roots.contains(where: { target.graph.isRowwise($0) }) {
      return try columnSketch(command, target, options, in: tree)
    }
    let names = plottedVariables(of: target, command, in: tree)
    switch names.count {
    case 0: throw nothingVaries(command, target, in: tree)
    case 1: return try curveSketch(command, target, names[0], options, in: tree)
    case 2 where target.roots.count == 1:
      return try mapSketch(command, target, names, options, in: tree)
    default:
      let list = names.prefix(8).map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        names.count == 2
          ? "contours are drawn of one function, and here are \(target.roots.count)"
          : "a plot is of one or two variables, and here are \(names.count): \(list)",
        at: target.span,
        hint: names.count == 2
          ? "plot one of them, or write `\(names[1].ascii) = 1` first"
          : "give the others values: `\(names.last?.ascii ?? "a") = 1`")
    }
  }

  /// The variables of a plot: those of the expressions, for a constant those that `on` names or that
  /// the function was defined with.
  private func plottedVariables(
    of target: Target, _ command: Command, in tree: SyntaxTree
  ) -> [Name] {
    if !target.allVariables.isEmpty { return target.allVariables }
    let absent = absent(in: command.clause(.on), from: [])
    if !absent.isEmpty { return absent }
    let functions = command.operand.map { tree.operands($0) + [$0] } ?? []
    return functions.compactMap { tree.name($0) }.compactMap { definitions[$0]?.parameters }.first
      ?? []
  }

  private func curveSketch(
    _ command: Command, _ target: Target, _ variable: Name, _ options: PlotOptions,
    in tree: SyntaxTree
  ) throws(Diagnostic) -> Sketch {
    let names = curveNames(command, target, variable, in: tree)
    let curves = zip(names, target.roots).map { name, root in
      CurveSketch.Curve(
        name: name, function: sampledFunction(root, in: target.graph, by: variable))
    }
    let axis = try horizontalAxis(command, target, variable, options, in: tree)
    var sketch = CurveSketch(curves, along: axis.axis)
    // Of a range that nabla chose, only as much is shown as there is something to see.
    if axis.isChosen, let defined = sketch.definedRange, defined != axis.axis.range {
      sketch = CurveSketch(
        curves,
        along: Axis(axis.axis.label, defined, isLogarithmic: axis.axis.isLogarithmic))
    }
    guard sketch.hasValues else { throw undefinedEverywhere(target, variable, sketch.horizontal) }
    let isLogarithmic = options.axes?.isVerticalLogarithmic ?? false
    let label = names.count == 1 ? names[0] : ""
    guard let vertical = sketch.vertical(label, isLogarithmic: isLogarithmic) else {
      throw Diagnostic(
        "a logarithmic axis shows positive values, and there are none",
        at: command.clause(.axes)?.span ?? target.span, hint: "leave out `axes`")
    }
    let panel = Plot.Panel(
      horizontal: sketch.horizontal, vertical: vertical, layers: sketch.layers(vertical: vertical))
    return Sketch(plot: Plot(title: title(of: target, command, in: tree), panels: [panel]))
  }

  /// The curves' names as they were typed, functions with their argument.
  func curveNames(
    _ command: Command, _ target: Target, _ variable: Name, in tree: SyntaxTree
  ) -> [String] {
    guard let operand = command.operand else { return [] }
    let parts = tree.kind(operand) == .vector ? Array(tree.operands(operand)) : [operand]
    // The elements of a vector with a name are not written out.
    guard parts.count == target.roots.count else {
      return RaisedText(target.graph, target.roots).texts(.unicode)
    }
    return parts.map { head(of: $0, in: tree, variable, .unicode) }
  }

  /// What a picture is of: the formula of a function, where it is short, or the expression as it was
  /// typed.
  func title(of target: Target, _ command: Command, in tree: SyntaxTree) -> String {
    guard target.roots.count == 1, let operand = command.operand else { return "" }
    let typed = Printer.print(tree, operand, style: .unicode)
    let isFunction = tree.name(operand).map { definitions[$0]?.parameters != nil } ?? false
    let raised = RaisedText(target.graph, [target.root])
    guard isFunction, raised.operations <= 40, raised.partLines(.unicode).isEmpty else {
      return typed.count <= 70 ? typed : ""
    }
    let list = target.variables.map(\.unicode).joined(separator: ", ")
    let name = tree.operands(operand).isEmpty ? "\(typed)(\(list))" : typed
    return "\(name) = \(raised.text(0, .unicode))"
  }

  /// The values of an expression in one variable, and where intervals prove it to be continuous.
  func sampledFunction(
    _ root: NodeID, in graph: ExpressionGraph, by variable: Name
  ) -> SampledFunction {
    var graph = graph
    let symbol = graph.symbol(named: variable.ascii)
    return sampledFunction(root, in: graph, at: symbol)
  }

  /// The same for a symbol of the graph, which may be a column.
  func sampledFunction(
    _ root: NodeID, in graph: ExpressionGraph, at symbol: Symbol
  ) -> SampledFunction {
    var graph = graph
    var single = [0.0]
    if graph.hasAggregates {
      let data = tables.data(for: graph, below: [root])
      let program = AggregateProgram(&graph, outputs: [root], inputs: [symbol], data: data)
      var workspace = program.makeWorkspace()
      let value = { (x: Double) -> Double in
        program.run([x], into: &single, workspace: &workspace)
        return single[0]
      }
      // A loss over many rows takes its time, and is smooth.
      return SampledFunction(
        value: value, isContinuous: nil, budget: program.readsRows ? 160 : 2_000)
    }
    let bounds = IntervalProgram(graph, outputs: [root], inputs: [symbol])
    let program = Program(&graph, outputs: [root], inputs: [symbol])
    var workspace = program.makeWorkspace()
    var boundsWorkspace = bounds.makeWorkspace()
    var enclosure = [Enclosure.unknown]
    return SampledFunction(
      value: { x in
        program.run([x], into: &single, workspace: &workspace)
        return single[0]
      },
      isContinuous: { a, b in
        bounds.run([Interval(a, b)], into: &enclosure, workspace: &boundsWorkspace)
        return enclosure[0].isContinuous
      })
  }

  private func undefinedEverywhere(
    _ target: Target, _ variable: Name, _ axis: Axis
  ) -> Diagnostic {
    var target = target
    let symbols = target.symbols(of: [variable])
    let ends = [axis.range.lower, axis.range.upper].map { NumberText.significant($0, 6) }
    let reason = Diagnosis(
      of: target.root, in: target.graph, inputs: symbols, at: [axis.range.middle])
    return Diagnostic(
      "there is no value anywhere on [\(ends[0]), \(ends[1])]", at: target.span,
      hint: reason?.diagnostic(in: target.graph, at: target.span).hint
        ?? "write another range: `on [0, 1]`")
  }
}
