/// The points that a descent passed, with value and slope at each, in bounded memory.
///
/// Every point is kept until `storageLimit` numbers are; after that the first half stays and the
/// second half holds the latest points, and `omitted` says which are missing between them.
package struct Trajectory: Sendable, Equatable {
  /// The default bound on the numbers kept: 20 million, 160 MB.
  package static let defaultStorageLimit = 20_000_000

  /// The number of coordinates of a point.
  package let dimension: Int
  /// The number of points passed, the start included.
  package private(set) var count = 0

  /// Points, each followed by its value and slope.
  private var head: [Double] = []
  /// A ring of the same records, once the head is full.
  private var tail: [Double] = []
  private let headCapacity: Int
  private let tailCapacity: Int
  private var stride: Int { dimension + 2 }

  /// Makes an empty trajectory; at least 8 points are kept at either end whatever the limit.
  package init(dimension: Int, storageLimit: Int = defaultStorageLimit) {
    self.dimension = dimension
    let points = max(16, storageLimit / (dimension + 2))
    headCapacity = points - points / 2
    tailCapacity = points / 2
  }

  /// Makes room at the beginning for the start and that many steps, within the limit and 32 MB.
  ///
  /// Growing by doubling instead would touch every page of memory twice.
  mutating func reserve(_ steps: Int) {
    let most = min(headCapacity, 4_000_000 / stride)
    head.reserveCapacity(min(steps, most) * stride + stride)
  }

  /// Adds a point; amortized O(dimension).
  @inline(__always)
  mutating func append(_ point: [Double], value: Double, slope: Double) {
    if count < headCapacity {
      for index in point.indices { head.append(point[index]) }
      head.append(value)
      head.append(slope)
    } else {
      appendToTail(point, value: value, slope: slope)
    }
    count += 1
  }

  private mutating func appendToTail(_ point: [Double], value: Double, slope: Double) {
    let slot = (count - headCapacity) % tailCapacity * stride
    if slot == tail.count {
      tail += point
      tail += [value, slope]
    } else {
      for index in point.indices { tail[slot + index] = point[index] }
      tail[slot + dimension] = value
      tail[slot + dimension + 1] = slope
    }
  }

  /// The steps whose points were dropped; empty unless the run outgrew the storage.
  package var omitted: Range<Int> {
    let end = max(headCapacity, count - tailCapacity)
    return count > headCapacity ? headCapacity..<end : count..<count
  }

  /// The steps whose points are kept, in order.
  package var steps: [Int] {
    Array(0..<omitted.lowerBound) + Array(omitted.upperBound..<count)
  }

  /// The point after `step` steps, or `nil` where it was dropped or never reached.
  package func point(at step: Int) -> [Double]? {
    record(at: step).map { Array($0.prefix(dimension)) }
  }

  /// The value after `step` steps.
  package func value(at step: Int) -> Double? {
    record(at: step).map { $0[$0.startIndex + dimension] }
  }

  /// The slope after `step` steps: the derivative in one variable, else the largest magnitude in
  /// the gradient.
  package func slope(at step: Int) -> Double? {
    record(at: step).map { $0[$0.startIndex + dimension + 1] }
  }

  /// The points kept, in order.
  package var points: [[Double]] { steps.compactMap(point(at:)) }

  /// The values at the points kept.
  package var values: [Double] { steps.compactMap(value(at:)) }

  /// The slopes at the points kept.
  package var slopes: [Double] { steps.compactMap(slope(at:)) }

  private func record(at step: Int) -> ArraySlice<Double>? {
    guard step >= 0, step < count, !omitted.contains(step) else { return nil }
    if step < headCapacity { return head[step * stride..<(step + 1) * stride] }
    let slot = (step - headCapacity) % tailCapacity * stride
    return tail[slot..<slot + stride]
  }

  /// The same points with values, and derivatives in one variable, of the negated function.
  func negated() -> Trajectory {
    var result = self
    for start in Swift.stride(from: 0, to: head.count, by: stride) {
      result.head.negateRecord(at: start + dimension, isSigned: dimension == 1)
    }
    for start in Swift.stride(from: 0, to: tail.count, by: stride) {
      result.tail.negateRecord(at: start + dimension, isSigned: dimension == 1)
    }
    return result
  }
}

extension [Double] {
  fileprivate mutating func negateRecord(at value: Int, isSigned: Bool) {
    self[value].negate()
    if isSigned { self[value + 1].negate() }
  }
}
