import NablaAlgebra
import NablaEvaluation

/// Terms of a sum that are one function of variables in a row, over and over, as a loop.
///
/// (x1 - x0^2)^2 + (x2 - x1^2)^2 + ... goes over pairs of neighbours; its gradient is the sum of
/// that one function's slopes.
struct TermLoop: Sendable {
  /// The fewest terms of a loop.
  static let shortest = 8
  /// Most nodes of a term, so that the search takes linear time whatever the terms share.
  static let nodeLimit = 256

  /// The variables that the turns start from.
  struct Range: Hashable {
    var first: Int
    var stride: Int
    var count: Int
  }

  /// The position of the variable that the first turn starts from.
  let first: Int
  /// How far the next turn goes on.
  let stride: Int
  /// The position behind the variable that the last turn starts from.
  let end: Int
  /// The variables of a turn, as distances from the one that it starts from.
  let offsets: [Int]
  /// The value of a turn and its slopes, as functions of its variables.
  let body: StraightLine

  fileprivate init(_ range: Range, offsets: [Int], body: StraightLine) {
    first = range.first
    stride = range.stride
    end = range.first + range.stride * (range.count - 1) + 1
    self.offsets = offsets
    self.body = body
  }
}

/// A term with its variables named by their distances from the first one.
private struct TermForm: Hashable {
  var node: NodeID
  var offsets: [Int]
}

extension ExpressionGraph {
  /// Takes the terms that repeat out of a sum; the loops and the rest add up to it.
  ///
  /// Complexity: linear in the terms and the nodes below them.
  mutating func takingTermLoops(
    from root: NodeID, variables: [Symbol]
  ) -> (loops: [TermLoop], rest: NodeID) {
    guard columns(below: [root]).isEmpty else { return ([], root) }
    // What a sum is divided by stands in front of it, alone or among other terms.
    let terms = summands(of: root).flatMap { summands(of: $0) }
    var groups: [(form: TermForm, members: [(start: Int, term: NodeID)])] = []
    var positions: [TermForm: Int] = [:]
    var rest: [NodeID] = []
    let places = Dictionary(uniqueKeysWithValues: zip(variables, variables.indices))
    var reach = Reach()
    for term in terms {
      guard let (start, form) = form(of: term, places, &reach) else {
        rest.append(term)
        continue
      }
      if let position = positions[form] {
        groups[position].members.append((start, term))
      } else {
        positions[form] = groups.count
        groups.append((form, [(start, term)]))
      }
    }
    var ranges: [(range: TermLoop.Range, forms: [TermForm])] = []
    for (form, members) in groups {
      let (runs, others) = Self.runs(of: members.sorted { $0.start < $1.start })
      rest += others
      for run in runs {
        if let position = ranges.firstIndex(where: { $0.range == run }) {
          ranges[position].forms.append(form)
        } else {
          ranges.append((run, [form]))
        }
      }
    }
    guard !ranges.isEmpty else { return ([], root) }
    return (ranges.map { loop($0.range, $0.forms) }, self.sum(rest))
  }

  /// The terms of a sum, times the number in front of it; any other expression alone.
  private mutating func summands(of id: NodeID) -> [NodeID] {
    let (coefficient, sum) = coefficientAndTerm(id)
    guard kind(sum) == .sum else { return [id] }
    return operands(sum).map { scaled($0, by: coefficient) }
  }

  private mutating func loop(_ range: TermLoop.Range, _ forms: [TermForm]) -> TermLoop {
    let offsets = Set(forms.flatMap(\.offsets)).sorted()
    let slots = offsets.compactMap { symbol(slot($0)) }
    let value = sum(forms.map(\.node))
    let slopes = gradient(of: value, by: slots)
    return TermLoop(
      range, offsets: offsets,
      body: StraightLine(&self, outputs: [value] + slopes, inputs: slots))
  }

  /// The variable at a distance; no name that can be written has a space in it.
  private mutating func slot(_ offset: Int) -> NodeID { variable("point \(offset)") }

  /// What a term is a function of, from where on; `nil` for a constant and where it is too long.
  private mutating func form(
    of term: NodeID, _ places: [Symbol: Int], _ reach: inout Reach
  ) -> (start: Int, form: TermForm)? {
    let nodes = reach.nodes(from: [term], in: self)
    guard nodes.count <= TermLoop.nodeLimit else { return nil }
    let used = nodes.compactMap { symbol($0).flatMap { places[$0] } }.sorted()
    guard let start = used.first else { return nil }
    var images: [NodeID: NodeID] = [:]
    for id in nodes {
      if let place = symbol(id).flatMap({ places[$0] }) {
        images[id] = slot(place - start)
      } else {
        images[id] = rebuilt(id, operands(id).map { images[$0] ?? $0 })
      }
    }
    return (start, TermForm(node: images[term] ?? term, offsets: used.map { $0 - start }))
  }

  /// Starts that are equally far apart, and the terms that are in no run of them.
  private static func runs(
    of members: [(start: Int, term: NodeID)]
  ) -> (runs: [TermLoop.Range], others: [NodeID]) {
    var runs: [TermLoop.Range] = []
    var others: [NodeID] = []
    var index = 0
    while index < members.count {
      var end = index + 1
      let first = members[index].start
      let stride = end < members.count ? members[end].start - first : 1
      while end < members.count, members[end].start - members[end - 1].start == stride { end += 1 }
      if end - index >= TermLoop.shortest {
        runs.append(TermLoop.Range(first: first, stride: stride, count: end - index))
        index = end
      } else {
        others.append(members[index].term)
        index += 1
      }
    }
    return (runs, others)
  }
}
