import NablaAlgebra

/// A sum as parts without common variables, and a constant.
struct SeparateBlocks {
  /// A part of the sum and the positions of its variables.
  struct Part {
    var root: NodeID
    var indices: [Int]
  }

  /// The parts; every variable is in one of them, but for those that occur nowhere.
  var parts: [Part]
  var constant: NodeID
}

extension ExpressionGraph {
  /// Takes a sum, or a number times one, apart into sums without common variables.
  ///
  /// Complexity: linear in the nodes below `root`, times the number of its terms for what they
  /// share.
  mutating func separateBlocks(of root: NodeID, by variables: [Symbol]) -> SeparateBlocks {
    let places = Dictionary(
      variables.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var owners = Array(variables.indices)
    var terms: [(node: NodeID, places: [Int])] = []
    var constants: [NodeID] = []
    var reach = Reach()
    for term in flatTerms(of: root) {
      let used = reach.nodes(from: [term], in: self).compactMap { symbol($0) }
        .compactMap { places[$0] }
      guard let first = used.first else {
        constants.append(term)
        continue
      }
      for place in used { SeparateBlocks.join(place, first, &owners) }
      terms.append((term, used))
    }
    var groups: [Int: [NodeID]] = [:]
    for term in terms {
      groups[SeparateBlocks.owner(term.places[0], owners), default: []].append(term.node)
    }
    let parts = groups.keys.sorted().map { owner in
      SeparateBlocks.Part(
        root: sum(groups[owner] ?? []),
        indices: variables.indices.filter { index in
          SeparateBlocks.owner(index, owners) == owner
        })
    }
    return SeparateBlocks(parts: parts, constant: sum(constants))
  }

  /// The terms of a sum, with the number in front of it multiplied in, and of the sums in it.
  private mutating func flatTerms(of root: NodeID) -> [NodeID] {
    var terms: [NodeID] = []
    var waiting = [(root, Rational.one)]
    while let (id, factor) = waiting.popLast() {
      switch kind(id) {
      case .sum: waiting.append(contentsOf: operands(id).reversed().map { ($0, factor) })
      case .scale where kind(operand(id, 1)) == .sum:
        waiting.append((operand(id, 1), factor * (number(operand(id, 0)) ?? .one)))
      case .number, .real, .pi, .e, .variable, .product, .scale, .power, .call, .aggregate:
        terms.append(scaled(id, by: factor))
      }
    }
    return terms
  }
}

extension SeparateBlocks {
  /// The place that stands for all that share terms with it.
  fileprivate static func owner(_ place: Int, _ owners: [Int]) -> Int {
    var place = place
    while owners[place] != place { place = owners[place] }
    return place
  }

  fileprivate static func join(_ a: Int, _ b: Int, _ owners: inout [Int]) {
    let (first, second) = (owner(a, owners), owner(b, owners))
    owners[max(first, second)] = min(first, second)
  }
}
