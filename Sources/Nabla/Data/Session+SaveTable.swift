import NablaAlgebra
import NablaData
import NablaSyntax

extension Session {
  /// `save table "out.csv"` and `save table t "out.csv"`: asks for the file, and has its text ready.
  func saveTable(_ command: Command, answer: inout Answer) throws(Diagnostic) {
    let words = command.words.dropFirst()
    guard let file = words.last else { return }
    let entry = try savedEntry(words.count > 1 ? words.first : nil, command)
    let ending = file.text.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard ending != "gz" else {
      throw Diagnostic(
        "tables are written as plain text", at: file.span,
        hint: "write \(String(file.text.dropLast(3)).quotedText), and compress it by gzip")
    }
    let made = computedColumns(of: entry)
    if !made.isEmpty {
      let names = made.map { "`\($0.name)`" }.joined(separator: ", ")
      answer.notes.append("\(names): a column of the file too")
    }
    guard let table = Table(name: entry.table.name, columns: entry.table.columns + made) else {
      return
    }
    answer.request = .save(path: file.text)
    answer.tableText = TableText(table, separator: UInt8(ascii: ending == "tsv" ? "\t" : ","))
  }

  /// The table that is to be written: the one named, the only one, or the one whose columns stand
  /// alone.
  private func savedEntry(
    _ word: Command.Word?, _ command: Command
  ) throws(Diagnostic) -> TableStore.Entry {
    guard word == nil, tables.entry(nil) == nil, tables.entries.count > 1 else {
      return try tableEntry(word, command)
    }
    let names = tables.entries.compactMap { $0.name?.ascii }
    throw Diagnostic(
      "there are several tables: " + names.joined(separator: ", "), at: command.verbSpan,
      hint: "write save table \(names[0]) \"FILE\"")
  }

  /// The user's values over the rows of a table, as columns in natural order; those whose names
  /// columns have already are none.
  private func computedColumns(of entry: TableStore.Entry) -> [Column] {
    definitions.keys.inNaturalOrder.compactMap { name in
      guard name != Name("ans"), entry.table[name.ascii] == nil,
        case .value(let graph, let array)? = definitions[name]?.content,
        array.shape == .number, let root = array.nodes.first, graph.isRowwise(root),
        graph.variables(below: [root]).isEmpty,
        graph.columns(below: [root]).allSatisfy({ tables.hasColumn(for: graph.name($0)) }),
        graph.columns(inRowsOf: root).allSatisfy({ leaf in
          graph.symbol(leaf).flatMap { tables.reference(for: graph.name($0)) }?.table == entry.name
        })
      else { return nil }
      return Column(name: name.ascii, numbers: rowValues(of: root, in: graph))
    }
  }
}
