/// What names mean where a statement is read.
///
/// The reader looks names up here before it cuts a word; it never asks what a name is worth.
package struct Scope: Sendable {
  /// What a name stands for.
  package enum Meaning: Hashable, Sendable {
    /// A parameter of the function being defined or of the command's operand.
    case parameter
    /// What the user gave a value: `a = 3`.
    case value
    /// A column of a table.
    case column
    /// `pi`, `e`, `inf`.
    case constant
    /// A built-in function with the numbers of arguments that it takes.
    case builtin(arity: ClosedRange<Int>)
    /// A function of the user's with its number of parameters; `nil` where a parameter is a vector,
    /// so that the number of arguments depends on its length.
    case function(arity: Int?)

    /// Whether the name is called with arguments.
    package var isFunction: Bool {
      switch self {
      case .builtin, .function: true
      case .parameter, .value, .column, .constant: false
      }
    }
  }

  private var meanings: [Name: Meaning] = [:]
  /// The parameters, which hide other meanings.
  ///
  /// They stand apart, since they come and go with every definition of a function, and the others
  /// may be many.
  private var parameters: Set<Name> = []
  /// The variables that earlier statements used: `x2` in a later one draws no note.
  package var seen: Set<Name> = []

  /// Makes a scope in which every one-letter name is a variable and nothing else is known.
  package init() {}

  package subscript(name: Name) -> Meaning? {
    get { parameters.contains(name) ? .parameter : meanings[name] }
    set {
      if newValue == .parameter {
        parameters.insert(name)
      } else {
        parameters.remove(name)
        meanings[name] = newValue
      }
    }
  }

  /// All names that mean something, in order.
  package var names: [Name] { parameters.union(meanings.keys).inNaturalOrder }
}
