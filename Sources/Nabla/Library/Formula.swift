import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// A mathematical expression: read from text, differentiated exactly, evaluated in doubles.
///
///     let f = try Formula("x^2 + 3x")
///     print(try f.derivative())   // 2x + 3
///     print(f(2))                 // 10.0
public struct Formula: Sendable, CustomStringConvertible {
  private let graph: ExpressionGraph
  private let root: NodeID
  private let program: Program
  /// The variables in natural order (a, b, ..., x2 before x10), spelled in ASCII.
  public let variables: [String]

  /// Reads an expression of free variables and built-in functions.
  ///
  /// - Throws: a `Failure` with the place and the way out.
  public init(_ text: String) throws(Failure) {
    let bytes = Array(text.utf8)
    let parsed = Parser.parse(bytes, scope: Session().scope)
    do throws(Diagnostic) {
      if let diagnostic = parsed.diagnostics.first { throw diagnostic }
      guard case .expression(let syntax) = parsed.statement else {
        throw Diagnostic("this is no expression", at: Span(0, bytes.count))
      }
      var lowering = Lowering(definitions: [:])
      let root = try lowering.lower(parsed.tree, [syntax])[0]
      let session = Session()
      let written = parsed.tree.names(below: [syntax])
        .flatMap { name in lowering.lengths[name].map(name.elements) ?? [name] }
        .filter { session.isVariable($0) }
      self.init(lowering.graph, root, variables: Set(written).inNaturalOrder)
    } catch {
      throw Failure(error, in: bytes, firstLine: 1)
    }
  }

  private init(_ graph: ExpressionGraph, _ root: NodeID, variables: [Name]) {
    var graph = graph
    let symbols = variables.map { graph.symbol(named: $0.ascii) }
    program = Program(&graph, outputs: [root], inputs: symbols)
    self.graph = graph
    self.root = root
    self.variables = variables.map(\.ascii)
  }

  /// The expression in ASCII, which reads back as the same formula.
  public var description: String { RaisedText(graph, [root]).text() }

  /// The partial derivative by a variable; by the only one unless it is named.
  ///
  /// The result has the same variables in the same order.
  ///
  /// - Throws: a `Failure` when the name is no variable of the formula, or is needed and missing.
  public func derivative(by variable: String? = nil) throws(Failure) -> Formula {
    guard variable != nil || variables.count == 1 else {
      throw Failure(
        message: "there are \(variables.count) variables", line: 1, column: 1, length: 1,
        hint: "say by which one: \(variables.joined(separator: ", "))")
    }
    let name = variable.map { Name($0).ascii } ?? variables[0]
    guard let position = variables.firstIndex(of: name) else {
      throw Failure(
        message: "\(name) is no variable of the formula", line: 1, column: 1, length: 1,
        hint: "the variables are \(variables.joined(separator: ", "))")
    }
    return gradient[position]
  }

  /// All partial derivatives, in the order of `variables`.
  ///
  /// Complexity: linear in the size of the formula and in the number of variables, plus the
  /// compiling of each derivative.
  public var gradient: [Formula] {
    var graph = graph
    let names = variables.map { Name($0) }
    let symbols = names.map { graph.symbol(named: $0.ascii) }
    return graph.gradient(of: root, by: symbols).map {
      Formula(graph, $0, variables: names)
    }
  }

  /// The value at a point of as many coordinates as there are variables; NaN outside the domain.
  public func callAsFunction(_ point: Double...) -> Double { value(at: point) }

  /// The value at a point of as many coordinates as there are variables; NaN outside the domain
  /// and for a point of another length.
  public func value(at point: [Double]) -> Double {
    guard point.count == variables.count else { return .nan }
    return program.evaluate(point)[0]
  }
}
