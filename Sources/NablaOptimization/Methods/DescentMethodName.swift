/// The methods by the names that `using` takes.
package enum DescentMethodName: String, CaseIterable, Sendable {
  case gradientDescent = "gd"
  case momentum
  case nesterov
  case adagrad
  case rmsprop
  case adam
  case bfgs
  case lbfgs
  case newton
}

/// A number that some methods take beside the learning rate, by the clause that sets it.
package enum Hyperparameter: String, CaseIterable, Sendable {
  case momentum
  case beta1
  case beta2
  case epsilon
  case memory

  /// Whether a value makes sense.
  package func admits(_ value: Double) -> Bool {
    switch self {
    case .momentum, .beta1, .beta2: value >= 0 && value < 1
    case .epsilon: value > 0 && value.isFinite
    case .memory: value >= 1 && value <= 1e6 && value == value.rounded()
    }
  }

  /// What `admits` asks for, to follow "takes".
  package var range: String {
    switch self {
    case .momentum, .beta1, .beta2: "a number from 0 to below 1"
    case .epsilon: "a positive number"
    case .memory: "a whole number from 1 on"
    }
  }
}

extension DescentMethodName {
  /// What is particular to a method: one row a method.
  package struct Row: Sendable {
    /// One line that says what it does.
    package var documentation: String
    /// Whether it goes by a learning rate; the others search along a line.
    package var takesRate = true
    /// The learning rate that its source recommends; `nil` chooses one from the curvature.
    package var rate: Double?
    /// What it can be told, with the usual values.
    package var parameters: [(name: Hyperparameter, value: Double)] = []
  }

  /// The value of a parameter: the given one, else the usual one.
  func value(of name: Hyperparameter, in given: [Hyperparameter: Double]) -> Double {
    given[name] ?? row.parameters.first { $0.name == name }?.value ?? 0
  }

  /// The row of the method; sources are with the methods themselves.
  package var row: Row {
    switch self {
    case .gradientDescent:
      Row(documentation: "gradient descent: x - alpha*f'(x), also chosen by `alpha` alone")
    case .momentum:
      Row(
        documentation: "Polyak's heavy ball: a part of the last move is kept",
        parameters: [(.momentum, 0.9)])
    case .nesterov:
      Row(
        documentation: "Nesterov's momentum: the slope is taken where the ball rolls to",
        parameters: [(.momentum, 0.9)])
    case .adagrad:
      Row(
        documentation: "every coordinate at a rate of its own, by all its slopes so far",
        rate: 0.01, parameters: [(.epsilon, 1e-8)])
    case .rmsprop:
      Row(
        documentation: "likewise, by a fading mean of squared slopes",
        rate: 0.001, parameters: [(.beta2, 0.9), (.epsilon, 1e-8)])
    case .adam:
      Row(
        documentation: "momentum and rates by fading means, both corrected for their start",
        rate: 0.001, parameters: [(.beta1, 0.9), (.beta2, 0.999), (.epsilon, 1e-8)])
    case .bfgs:
      Row(
        documentation: "the usual choice: learns the curvature from the slopes, line search",
        takesRate: false)
    case .lbfgs:
      Row(
        documentation: "BFGS from the last few steps only, for thousands of variables",
        takesRate: false, parameters: [(.memory, 10)])
    case .newton:
      Row(
        documentation: "Newton's method with exact second derivatives, line search",
        takesRate: false)
    }
  }
}
