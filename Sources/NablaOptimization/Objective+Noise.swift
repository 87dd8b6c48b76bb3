extension Objective {
  /// How far values around a point scatter by rounding alone, with a factor of safety.
  ///
  /// Formulas whose terms cancel scatter far more than a rounding of their value, so points a few
  /// roundings apart are compared.
  mutating func noise(around x: [Double], value: Double) -> Double {
    var spread = Double.ulpOfOne * abs(value)
    for factor in [-3.0, -1, 1, 3] {
      let neighbour = x.map { $0 * (1 + factor * Double.ulpOfOne) }
      let difference = abs(self.value(at: neighbour) - value)
      if difference > spread { spread = difference }
    }
    return 8 * spread
  }
}
