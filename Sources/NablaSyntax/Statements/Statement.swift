/// A statement's shape; the expressions in it are nodes of its tree.
package enum StatementSyntax: Sendable {
  /// Nothing, or a comment.
  case empty
  /// `f(x) = body`, or `a = body` with `parameters` nil.
  case definition(Definition)
  case expression(SyntaxID)
  case command(Command)

  /// The parts of a definition.
  package struct Definition: Sendable {
    package var name: Name
    package var nameSpan: Span
    package var parameters: [Name]?
    package var body: SyntaxID
  }
}

/// A command: a verb, its operand and its clauses.
package struct Command: Sendable {
  package var verb: Verb
  package var verbSpan: Span
  /// The operand of a verb that takes an expression; for `jacobian` one vector node.
  package var operand: SyntaxID?
  /// The right side of an equation, whose left side is the operand.
  package var rightSide: SyntaxID?
  /// The operand of a verb that takes names (`forget a, b`) or a word (`help sin`, `save "a b"`,
  /// without quotes); the words in front of the operand of one that takes a statement.
  package var words: [Word] = []
  package var clauses: [Clause] = []

  /// A word with its place.
  package struct Word: Hashable, Sendable {
    package var text: String
    package var span: Span
  }

  /// The clause of a word, if it was given.
  package func clause(_ word: ClauseWord) -> Clause? { clauses.first { $0.word == word } }

  /// The commands that lists of clauses stand for, each with one value of each clause, the values of
  /// later clauses changing faster.
  package var runs: [Command] {
    var runs = [self]
    for word in ClauseWord.allCases where clauses.count(where: { $0.word == word }) > 1 {
      runs = runs.flatMap { run in
        clauses.filter { $0.word == word }.map { clause in
          var single = run
          single.clauses.removeAll { $0.word == word }
          single.clauses.append(clause)
          return single
        }
      }
    }
    return runs
  }
}

/// A clause: a word that opens it and what follows.
package struct Clause: Sendable {
  package var word: ClauseWord
  package var wordSpan: Span
  package var value: Value
  /// The place of the value.
  package var span: Span

  /// What stands behind the word.
  package enum Value: Sendable {
    /// `alpha 0.3`, `steps 19`.
    case expression(SyntaxID)
    /// `batch 10%`
    case percent(SyntaxID)
    /// `from 6`, `from (0, 0)`, `at a = 2, b = 5`: coordinates, all with a name or none.
    case point([Coordinate])
    /// `on [0, 1]`, `on x in [0, 1], y in [-1, 1]`: sides, all with a name or none.
    case box([Side])
    /// `by x, y`
    case names([Name])
    /// `trace all`, `using adam`
    case word(String)
    /// `decay inverse 0.01`, `decay cosine`
    case schedule(String, SyntaxID?)
    /// `to "my file.svg"`, without quotes
    case path(String)
  }

  /// A coordinate of a point.
  package struct Coordinate: Sendable {
    package var name: Name?
    package var value: SyntaxID
  }

  /// A side of a box: the interval of one variable.
  package struct Side: Sendable {
    package var name: Name?
    package var lower: SyntaxID
    package var upper: SyntaxID
    /// The place of the interval with its brackets.
    package var span: Span
  }
}

/// A verb in front of a command that says what is done with it: `time minimize f from 4`.
package struct Prefix: Sendable {
  package var verb: Verb
  package var verbSpan: Span
  /// The words between the verb and the command.
  package var words: [Command.Word] = []
}

extension Prefix {
  /// The verb of a command, as if it stood in front of the operand.
  package init(_ command: Command) {
    self.init(verb: command.verb, verbSpan: command.verbSpan, words: command.words)
  }
}

/// A statement as it was read, with everything there is to say about the reading.
///
/// Parsing never fails: where `diagnostics` is not empty, the tree is what could be made out.
package struct ParsedStatement: Sendable {
  /// The verbs in front of the statement, the outermost first.
  package var prefixes: [Prefix] = []
  package var statement: StatementSyntax
  package var tree: SyntaxTree
  package var notes: [Note]
  package var diagnostics: [Diagnostic]
}
