/// How a descent by learning rate goes from one point to the next, with what it remembers.
///
/// The one difference between the methods from `gd` to `adam`; their loop is the same.
enum UpdateRule: Sendable {
  /// x ← x - α ∇f(x).
  case gradientDescent
  case momentum(Momentum)
  case nesterov(Nesterov)
  case adagrad(Adagrad)
  case rmsprop(RMSProp)
  case adam(Adam)

  /// Writes the next point into `x`, in O(n) and without allocating.
  mutating func move(_ x: inout [Double], from old: [Double], gradient: [Double], rate: Double) {
    // Each memory is taken out of `self` while it changes, or its arrays would be copied.
    switch self {
    case .gradientDescent:
      for index in x.indices { x[index] = old[index] - rate * gradient[index] }
    case .momentum(var rule):
      self = .gradientDescent
      rule.move(&x, from: old, gradient: gradient, rate: rate)
      self = .momentum(rule)
    case .nesterov(var rule):
      self = .gradientDescent
      rule.move(&x, from: old, gradient: gradient, rate: rate)
      self = .nesterov(rule)
    case .adagrad(var rule):
      self = .gradientDescent
      rule.move(&x, from: old, gradient: gradient, rate: rate)
      self = .adagrad(rule)
    case .rmsprop(var rule):
      self = .gradientDescent
      rule.move(&x, from: old, gradient: gradient, rate: rate)
      self = .rmsprop(rule)
    case .adam(var rule):
      self = .gradientDescent
      rule.move(&x, from: old, gradient: gradient, rate: rate)
      self = .adam(rule)
    }
  }
}

extension UpdateRule {
  /// The rule of a method before its first step; what is no rule by rate is gradient descent.
  init(
    _ method: DescentMethodName, _ value: (Hyperparameter) -> Double, start: [Double]
  ) {
    let count = start.count
    switch method {
    case .gradientDescent, .bfgs, .lbfgs, .newton:
      self = .gradientDescent
    case .momentum:
      self = .momentum(Momentum(momentum: value(.momentum), dimension: count))
    case .nesterov:
      self = .nesterov(Nesterov(momentum: value(.momentum), start: start))
    case .adagrad:
      self = .adagrad(Adagrad(epsilon: value(.epsilon), dimension: count))
    case .rmsprop:
      self = .rmsprop(
        RMSProp(beta2: value(.beta2), epsilon: value(.epsilon), dimension: count))
    case .adam:
      self = .adam(
        Adam(
          beta1: value(.beta1), beta2: value(.beta2), epsilon: value(.epsilon), dimension: count))
    }
  }
}
