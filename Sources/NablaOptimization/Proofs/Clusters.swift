import NablaEvaluation

/// Boxes that touch, put together.
enum Clusters {
  /// The least covers of boxes that touch or overlap, so that no two covers do; the one with the
  /// point `best` first, the others in the order of their sides.
  ///
  /// Complexity: quadratic in the number of boxes.
  static func merged(_ boxes: [[Interval]], best: [Double]?) -> [[Interval]] {
    var clusters: [[Interval]] = []
    for box in boxes {
      var cover = box
      // A cover that grew may reach others.
      while let index = clusters.firstIndex(where: { touch($0, cover) }) {
        cover = zip(cover, clusters.remove(at: index)).map { $0.hull($1) }
      }
      clusters.append(cover)
    }
    clusters.sort { a, b in
      for (x, y) in zip(a, b) where x.lower != y.lower { return x.lower < y.lower }
      return false
    }
    if let best,
      let index = clusters.firstIndex(where: { zip($0, best).allSatisfy { $0.contains($1) } })
    {
      clusters.insert(clusters.remove(at: index), at: 0)
    }
    return clusters
  }

  private static func touch(_ a: [Interval], _ b: [Interval]) -> Bool {
    zip(a, b).allSatisfy { $0.lower <= $1.upper && $1.lower <= $0.upper }
  }
}
