import NablaEvaluation

/// A part of the box that is searched, where a global minimum may still lie.
struct SearchBox {
  var sides: [Interval]
  /// A lower bound of all values in it.
  var lower = -Double.infinity
  /// Which sides are no longer varied: the minimum over them lies at the edge that is left.
  var isFixed: [Bool]
  /// Whether minimizers at the lower and the upper edge of the whole box are looked for elsewhere.
  var isEdgeDone: [(lower: Bool, upper: Bool)]

  init(_ sides: [Interval]) {
    self.sides = sides
    isFixed = Array(repeating: false, count: sides.count)
    isEdgeDone = Array(repeating: (false, false), count: sides.count)
  }

  /// The indices of the sides that vary.
  var free: [Int] { sides.indices.filter { !isFixed[$0] } }

  /// The middles of the sides; where one is fixed its interval, since the edge may be no double.
  var middle: [Interval] {
    zip(sides, isFixed).map { side, isFixed in isFixed ? side : Interval(side.middle) }
  }

  /// The two halves across a side, `nil` where no double lies between its ends.
  func halves(across index: Int) -> (SearchBox, SearchBox)? {
    let side = sides[index]
    let middle = side.splittingPoint
    guard side.lower < middle, middle < side.upper else { return nil }
    var (left, right) = (self, self)
    left.sides[index].upper = middle
    right.sides[index].lower = middle
    return (left, right)
  }
}

extension Interval {
  /// Where to halve it: at 0 if that is inside and not near an end, since functions bend, jump and
  /// are undefined there more often than elsewhere.
  var splittingPoint: Double {
    if lower < 0, upper > 0, isBounded ? Swift.min(-lower, upper) * 8 > width : true { return 0 }
    return middle
  }

  /// It and a little around it.
  func inflated(by fraction: Double) -> Interval {
    guard isBounded else { return self }
    let margin = width * fraction
    return Interval((lower - margin).nextDown, (upper + margin).nextUp)
  }
}

/// Boxes by their lower bounds, the least first; equal ones in the order of adding, but those
/// without a bound the last one first, which goes straight for a pole.
///
/// A binary heap (Knuth, The Art of Computer Programming, volume 3, section 5.2.3).
struct BoxQueue {
  private var heap: [(key: Double, order: Int, box: SearchBox)] = []
  private var count = 0

  var isEmpty: Bool { heap.isEmpty }

  /// The least lower bound of all boxes.
  var least: Double? { heap.first?.key }

  var boxes: [SearchBox] { heap.map(\.box) }

  mutating func add(_ box: SearchBox) {
    heap.append((box.lower, box.lower == -.infinity ? -count : count, box))
    count += 1
    var index = heap.count - 1
    while index > 0, isBefore(index, (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Removes the box with the least lower bound.
  mutating func removeFirst() -> SearchBox? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first.box }
    heap[0] = last
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && isBefore(child, least) {
        least = child
      }
      if least == index { return first.box }
      heap.swapAt(least, index)
      index = least
    }
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    (heap[a].key, heap[a].order) < (heap[b].key, heap[b].order)
  }
}
