import NablaAlgebra

/// How the aggregates of expressions are computed: what is in a pass over the rows, and in which
/// order passes come.
struct AggregatePlan {
  /// A pass, and whether it depends on inputs.
  struct PlannedStage {
    var stage: AggregateProgram.Stage
    var isParametric: Bool
  }

  /// An aggregate, with a variable that stands for it.
  private struct Entry {
    var aggregate: Aggregate
    /// The part of the values that lies below a quantile.
    var fraction: Double
    var body: NodeID
    var sample: [Symbol]
    var level: Int
    var isParametric: Bool
  }

  /// What aggregates have in common that share a pass.
  private struct Key: Hashable {
    var level: Int
    var isParametric: Bool
    var sample: [Symbol]
    var rowCount: Int
  }

  private(set) var outputs: [NodeID] = []
  private(set) var placeholders: [Symbol] = []
  private(set) var stages: [PlannedStage] = []
  private var entries: [Entry] = []

  init(
    _ graph: inout ExpressionGraph, outputs roots: [NodeID], inputs: [Symbol], data: ColumnData
  ) {
    let order = graph.nodes(below: roots)
    var levels = Array(repeating: 0, count: graph.count)
    var isParametric = Array(repeating: false, count: graph.count)
    let wanted = Set(inputs)
    for id in order {
      if let symbol = graph.symbol(id) { isParametric[id.index] = wanted.contains(symbol) }
      for operand in graph.operands(id) {
        levels[id.index] = max(levels[id.index], levels[operand.index])
        if isParametric[operand.index] { isParametric[id.index] = true }
      }
      if graph.kind(id) == .aggregate { levels[id.index] += 1 }
    }
    var entries: [Entry] = []
    var placeholders: [Symbol] = []
    outputs = graph.mapping(roots) { graph, id, operands in
      guard graph.kind(id) == .aggregate else { return graph.rebuilt(id, operands) }
      // No name that can be written has a space in it.
      let placeholder = graph.variable("aggregate \(entries.count)")
      if let symbol = graph.symbol(placeholder) { placeholders.append(symbol) }
      entries.append(
        Entry(
          aggregate: graph.aggregate(id),
          fraction: graph.fraction(ofQuantile: id).flatMap { graph.number($0)?.double } ?? 0.5,
          body: operands[0],
          sample: graph.sample(ofAggregate: id).compactMap { graph.symbol($0) },
          level: levels[id.index], isParametric: isParametric[id.index]))
      return placeholder
    }
    self.entries = entries
    self.placeholders = placeholders
    makeStages(&graph, inputs: inputs, data)
  }

  private mutating func makeStages(
    _ graph: inout ExpressionGraph, inputs: [Symbol], _ data: ColumnData
  ) {
    var groups: [(key: Key, places: [Int])] = []
    var positions: [Key: Int] = [:]
    for (place, entry) in entries.enumerated() {
      let columns = graph.columns(below: [entry.body]) + entry.sample
      let key = Key(
        level: entry.level, isParametric: entry.isParametric, sample: entry.sample,
        rowCount: data.rowCount(of: columns))
      if let position = positions[key] {
        groups[position].places.append(place)
      } else {
        positions[key] = groups.count
        groups.append((key, [place]))
      }
    }
    for group in groups.sorted(by: { $0.key.level < $1.key.level }) {
      let stage = stage(of: group.places, group.key.sample, &graph, inputs: inputs, data)
      stages.append(PlannedStage(stage: stage, isParametric: group.key.isParametric))
    }
  }

  private func stage(
    of places: [Int], _ sample: [Symbol], _ graph: inout ExpressionGraph, inputs: [Symbol],
    _ data: ColumnData
  ) -> AggregateProgram.Stage {
    let bodies = places.map { entries[$0].body }
    let columns = graph.columns(below: bodies)
    let used = Set(graph.variables(below: bodies))
    let scalars = (inputs + placeholders).enumerated().filter { used.contains($0.element) }
    let program = RowProgram(
      &graph, bodies: bodies, aggregates: places.map { entries[$0].aggregate },
      fractions: places.map { entries[$0].fraction },
      scalars: scalars.map(\.element), columns: columns)
    let rows = data.rows(in: sample)
    let all = data.rowCount(of: columns + sample)
    return AggregateProgram.Stage(
      rows: program, scalars: scalars.map(\.offset),
      columns: columns.map { column in
        rows.map { data[column].gathered($0) } ?? data[column]
      },
      sample: rows == nil ? [] : sample, rowCount: rows?.count ?? all, places: places,
      threads: data.threads)
  }

  /// The values of the aggregates that depend on no input, NaN for the others.
  mutating func values(inputCount: Int) -> [Double] {
    var scalars = Array(repeating: Double.nan, count: inputCount + placeholders.count)
    var (gathered, results): ([Double], [Double]) = ([], [])
    for planned in stages where !planned.isParametric {
      var workspace = RowWorkspace()
      planned.stage.run(
        inputCount: inputCount, scalars: &scalars, gathered: &gathered, results: &results,
        workspace: &workspace)
    }
    return Array(scalars[inputCount...])
  }
}
