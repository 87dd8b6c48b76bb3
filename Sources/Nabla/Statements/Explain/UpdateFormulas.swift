import NablaOptimization
import NablaSyntax

/// The formulas of one update of one coordinate, with names or with numbers put in: each method's
/// rule is written once.
struct UpdateFormulas {
  /// What stands in the formulas.
  struct Parts {
    /// The coordinate before.
    var old: SyntaxID
    /// The slope there.
    var slope: SyntaxID
    var rate: SyntaxID
    var before: [SyntaxID]
    var after: [SyntaxID]
    var parameters: [Hyperparameter: SyntaxID]
    /// The number of the step.
    var step: SyntaxID
  }

  let method: DescentMethodName
  /// Whether the step goes uphill.
  let isAscent: Bool

  /// What the method remembers, as people call it and by a letter.
  var memories: [(title: String, letter: String)] {
    switch method {
    case .gradientDescent, .bfgs, .lbfgs, .newton: []
    case .momentum: [("velocity", "v")]
    case .nesterov: [("plain step", "z")]
    case .adagrad: [("sum of squares", "s")]
    case .rmsprop: [("mean square", "s")]
    case .adam: [("mean slope", "m"), ("mean square", "s")]
    }
  }

  /// The right side of what is remembered after the step.
  func memory(_ index: Int, _ parts: Parts, in tree: inout SyntaxTree) -> SyntaxID {
    let square = tree.append(.power, [parts.slope, tree.append(number: "2")])
    switch method {
    case .momentum:
      let kept = tree.append(.multiply, [parameter(.momentum, parts), parts.before[0]])
      return moved(kept, by: tree.append(.multiply, [parts.rate, parts.slope]), in: &tree)
    case .nesterov:
      return moved(
        parts.old, by: tree.append(.multiply, [parts.rate, parts.slope]), in: &tree)
    case .adagrad: return tree.append(.add, [parts.before[0], square])
    case .rmsprop: return fading(.beta2, parts.before[0], square, parts, in: &tree)
    case .adam:
      return index == 0
        ? fading(.beta1, parts.before[0], parts.slope, parts, in: &tree)
        : fading(.beta2, parts.before[1], square, parts, in: &tree)
    case .gradientDescent, .bfgs, .lbfgs, .newton: return parts.old
    }
  }

  /// The right side of the new coordinate.
  func next(_ parts: Parts, in tree: inout SyntaxTree) -> SyntaxID {
    switch method {
    case .gradientDescent, .bfgs, .lbfgs, .newton:
      return moved(
        parts.old, by: tree.append(.multiply, [parts.rate, parts.slope]), in: &tree)
    case .momentum: return tree.append(.add, [parts.old, parts.after[0]])
    case .nesterov:
      let difference = tree.append(.subtract, [parts.after[0], parts.before[0]])
      let kept = tree.append(.multiply, [parameter(.momentum, parts), difference])
      return tree.append(.add, [parts.after[0], kept])
    case .adagrad, .rmsprop:
      let step = tree.append(.multiply, [parts.rate, parts.slope])
      let size = damped(parts.after[0], parts, in: &tree)
      return moved(parts.old, by: tree.append(.divide, [step, size]), in: &tree)
    case .adam:
      let mean = corrected(parts.after[0], .beta1, parts, in: &tree)
      let square = corrected(parts.after[1], .beta2, parts, in: &tree)
      let step = tree.append(.multiply, [parts.rate, mean])
      let size = damped(square, parts, in: &tree)
      return moved(parts.old, by: tree.append(.divide, [step, size]), in: &tree)
    }
  }

  private func parameter(_ name: Hyperparameter, _ parts: Parts) -> SyntaxID {
    parts.parameters[name] ?? parts.rate
  }

  private func moved(
    _ old: SyntaxID, by step: SyntaxID, in tree: inout SyntaxTree
  ) -> SyntaxID {
    tree.append(isAscent ? .add : .subtract, [old, step])
  }

  /// β·mean + (1 - β)·value.
  private func fading(
    _ name: Hyperparameter, _ mean: SyntaxID, _ value: SyntaxID, _ parts: Parts,
    in tree: inout SyntaxTree
  ) -> SyntaxID {
    let kept = tree.append(.multiply, [parameter(name, parts), mean])
    let rest = tree.append(.subtract, [tree.append(number: "1"), parameter(name, parts)])
    return tree.append(.add, [kept, tree.append(.multiply, [rest, value])])
  }

  /// value/(1 - β^step).
  private func corrected(
    _ value: SyntaxID, _ name: Hyperparameter, _ parts: Parts, in tree: inout SyntaxTree
  ) -> SyntaxID {
    let power = tree.append(.power, [parameter(name, parts), parts.step])
    let weight = tree.append(.subtract, [tree.append(number: "1"), power])
    return tree.append(.divide, [value, weight])
  }

  /// √value + ε.
  private func damped(
    _ value: SyntaxID, _ parts: Parts, in tree: inout SyntaxTree
  ) -> SyntaxID {
    let root = tree.append(call: Name("sqrt"), [value])
    return tree.append(.add, [root, parameter(.epsilon, parts)])
  }
}
