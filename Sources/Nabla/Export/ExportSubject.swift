import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

/// What is exported as code: values as functions of variables and columns, whatever the language.
struct ExportSubject: Sendable {
  /// A value, or an array of values.
  struct Output: Sendable {
    /// What the array holds.
    enum Shape: Sendable {
      case scalar
      /// One number for each of some variables.
      case vector
      case matrix(rows: Int)
    }

    /// The name of what is written: `value`, `gradient`.
    var name: String
    var shape: Shape
    /// What it is, as a sentence goes on: `the partial derivatives by x, y`.
    var meaning: String
    var count: Int
  }

  /// A column that rows are read from.
  struct Column: Sendable {
    var name: Name
    /// What it is called in the file that it came from.
    var header: String
    /// The comparison with a text that it stands for, of ones and zeros.
    var indicator: Indicator?

    /// The name of an exported value of it: `smoker_is_Yes` for a comparison.
    var valueName: Name {
      guard let indicator else { return name }
      let text = indicator.text.unicodeScalars.map {
        $0.properties.isAlphabetic || $0.properties.numericType != nil ? String($0) : "_"
      }
      return Name(name.ascii + (indicator.isNegated ? "_is_not_" : "_is_") + text.joined())
    }
  }

  /// How to go on from a start.
  struct Descent: Sendable {
    var plan: DescentPlan
    var start: [Double]
    var isMaximum: Bool
  }

  /// The name of the function; `nil` for a bare expression.
  var name: Name?
  /// The exported expression, as people read it.
  var text: String
  /// The arguments.
  var variables: [Name]
  /// The variables by which derivatives are taken.
  var varied: [Name]
  /// The outputs; the first one is the value, unless there is a matrix only.
  var outputs: [Output]
  /// Whether the arguments come as one array.
  var takesPoint: Bool
  var code: ExportCode
  /// The columns, by the symbols in the code.
  var columns: [Symbol: Column]
  /// The table's name, where there is one.
  var table: String?
  var descent: Descent?

  /// Whether rows are gone over.
  var hasRows: Bool { !code.passes.isEmpty }

  /// The function's name in code, before the language has its say.
  var functionName: Name {
    if let name { return name }
    let stem = hasRows ? "loss" : "f"
    return variables.contains(Name(stem)) ? Name(stem + "_value") : Name(stem)
  }
}
