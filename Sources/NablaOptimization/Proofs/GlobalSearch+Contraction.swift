import NablaEvaluation

extension GlobalSearch {
  /// What became of a box.
  enum Outcome {
    /// It holds no minimizer that is not looked for elsewhere.
    case gone
    case kept
  }

  /// Makes a box smaller by what the derivatives tell, as long as that goes fast.
  ///
  /// They are taken on a box a little larger: there the function is seen from both sides of every
  /// point of the box, so that a kink at its face is not taken for a smooth point, and a minimizer
  /// on the common face of two boxes is not lost to both.
  mutating func contract(_ current: inout SearchBox) -> Outcome {
    for _ in 0..<20 {
      let before = current.extent
      var larger = current.sides
      for index in current.free {
        larger[index] = larger[index].inflated(by: 0x1p-20).intersection(box[index].hull)
      }
      let (value, gradient) = objective.valueAndGradient(on: larger)
      smear = gradient.map(\.interval.magnitude)
      guard value.isContinuous, gradient.allSatisfy(\.isDefined) else { return .kept }
      if testSlopes(&current, gradient.map(\.interval)) == .gone { return .gone }
      if current.free.isEmpty { return .kept }
      // A slope that jumps need not be zero at a minimizer.
      guard gradient.allSatisfy(\.isContinuous) else { return .kept }
      if newton(&current, larger) == .gone { return .gone }
      if current.extent > 0.5 * before || current.isSettled { break }
    }
    return .kept
  }

  /// The monotonicity test and the mean value form.
  private mutating func testSlopes(
    _ current: inout SearchBox, _ slopes: [Interval]
  ) -> Outcome {
    raise(&current, slopes)
    if current.lower > upper { return .gone }
    for index in current.free where !slopes[index].contains(0) {
      let isRising = slopes[index].lower > 0
      guard isRising ? current.touchesLower(index, box) : current.touchesUpper(index, box) else {
        return .gone
      }
      current.sides[index] = isRising ? box[index].lower.bounds : box[index].upper.bounds
      current.isFixed[index] = true
    }
    return .kept
  }

  /// Raises the lower bound by the mean value form f(c) + G(X - c).
  private mutating func raise(_ current: inout SearchBox, _ slopes: [Interval]) {
    guard current.sides.allSatisfy(\.isBounded) else { return }
    let center = current.middle
    let value = objective.value(on: center)
    guard value.isDefined else { return }
    var sum = value.interval
    for (index, slope) in slopes.enumerated() {
      sum = sum + slope * (current.sides[index] - center[index])
    }
    if !sum.isEmpty { current.lower = max(current.lower, sum.lower) }
    if value.interval.upper < upper { improve(from: current) }
  }

  /// A better value was seen at the middle: descend from there.
  private mutating func improve(from current: SearchBox) {
    let point = current.sides.map(\.middle)
    tryPoint(point)
    if let end = descent.minimum(from: point) { tryPoint(end) }
  }

  /// Newton's method for the gradient on the sides that vary, where minimizers at their edges are
  /// looked for elsewhere; and the test that the function bends upward.
  ///
  /// The gradient is continuous on `larger`, so that second derivatives are slopes of it.
  private mutating func newton(_ current: inout SearchBox, _ larger: [Interval]) -> Outcome {
    let free = current.free
    guard current.sides.allSatisfy(\.isBounded), let hessian = objective.hessian(on: larger) else {
      return .kept
    }
    let count = current.sides.count
    let edges = free.filter { current.touchesLower($0, box) || current.touchesUpper($0, box) }
    for index in free where hessian[index * count + index].upper < 0 {
      // It bends downward along the variable: only the edges are left.
      splitOff(index, of: current)
      return .gone
    }
    if !edges.isEmpty {
      guard isSmall(current), edges.count <= 3 else { return .kept }
      for index in edges { peel(index, &current) }
    }
    guard let system = NewtonSystem(hessian, count: count, free: free) else { return .kept }
    let center = current.middle
    let slopes = objective.valueAndGradient(on: center).gradient
    guard slopes.allSatisfy(\.isDefined) else { return .kept }
    let own = slopes.map(\.interval)
    return system.contract(&current.sides, center: center, slopes: own) ? .kept : .gone
  }

  /// Whether a box is so small against the whole one that its faces may be searched by themselves.
  private func isSmall(_ current: SearchBox) -> Bool {
    current.free.allSatisfy { index in
      current.sides[index].width <= box[index].hull.width / 8
    }
  }

  /// Hands the faces at the edges of the whole box over, so that minimizers inside are left, whose
  /// slope is zero.
  private mutating func peel(_ index: Int, _ current: inout SearchBox) {
    for (touches, edge) in [
      (current.touchesLower(index, box), box[index].lower.bounds),
      (current.touchesUpper(index, box), box[index].upper.bounds),
    ] where touches {
      var face = current
      face.sides[index] = edge
      face.isFixed[index] = true
      queue.add(face)
    }
    current.isEdgeDone[index] = (true, true)
  }

  /// Hands the faces over and nothing else.
  private mutating func splitOff(_ index: Int, of current: SearchBox) {
    var current = current
    peel(index, &current)
  }
}

extension SearchBox {
  /// Whether minimizers at the lower edge of the whole box may be in it.
  func touchesLower(_ index: Int, _ box: [LinePart]) -> Bool {
    !isEdgeDone[index].lower && sides[index].lower <= box[index].lower.bounds.upper
  }

  /// Whether minimizers at the upper edge of the whole box may be in it.
  func touchesUpper(_ index: Int, _ box: [LinePart]) -> Bool {
    !isEdgeDone[index].upper && sides[index].upper >= box[index].upper.bounds.lower
  }
}
