import NablaOptimization

extension LinearizedRows.Dependence {
  /// Most parts of a sum that are written.
  private static let partLimit = 6

  /// That the rows do not tell the parameter from others, by the names of all parameters.
  func sentence(_ names: [String]) -> String {
    let name = names[parameter]
    guard !parts.isEmpty else {
      return "\(name) makes no difference: its factor is 0 in every row"
    }
    let others = parts.map { names[$0.parameter] }
    let sum = parts.prefix(Self.partLimit).map { part in
      "\(NumberText.significant(part.factor, 6)) times that of \(names[part.parameter])"
    }
    return
      "\(name) cannot be told from \(others.joined(separator: ", ")): in every row its factor is"
      + " \(sum.joined(separator: " plus "))"
  }
}
