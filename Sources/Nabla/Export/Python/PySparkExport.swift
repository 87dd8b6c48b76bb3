import NablaSyntax

/// Writes a script for Spark: each value and gradient is one aggregation over the table, or where
/// the loss is polynomial in its parameters one aggregation of moments serves them all.
struct PySparkExport {
  private let subject: ExportSubject
  private let query: SQLExport.Query
  /// Whether the query is of moments, which depend on no parameter.
  private let isOfMoments: Bool
  private let function: PythonExport

  /// The text of a script.
  static func text(_ subject: ExportSubject) throws(UnsupportedPart) -> String {
    guard subject.hasRows, subject.takesPoint else {
      throw UnsupportedPart(
        part: "table to go over here", hint: "export a loss over columns, such as mean(...)")
    }
    let isOfMoments = subject.code.passes.allSatisfy { !$0.isParametric }
    let query =
      isOfMoments ? try SQLExport.moments(subject, .spark) : try SQLExport.query(subject, .spark)
    let function = try PythonExport(subject, moments: isOfMoments ? query.outputs : nil)
    return PySparkExport(
      subject: subject, query: query, isOfMoments: isOfMoments, function: function
    ).text
  }

  private var name: String { function.names.function }

  private var text: String {
    let view = PythonExport.quoted(subject.table ?? "data")
    var parts = [head, "QUERY = r\"\"\"\n\(query.text)\"\"\""]
    parts += function.helpers
    parts += isOfMoments ? [reader, function.definition] : [evaluation]
    let arguments = isOfMoments ? ["moments"] : ["spark"]
    var verb: String?
    if let descent = subject.descent {
      verb = descent.isMaximum ? "maximize" : "minimize"
      parts.append(
        PythonDescent(
          function: name, parameters: ["spark"], arguments: arguments,
          preparation: isOfMoments ? ["moments = read_moments(spark)"] : [], descent: descent
        ).text)
    }
    parts.append(main(view, verb))
    return parts.joined(separator: "\n\n\n") + "\n"
  }

  private var head: String {
    let comment = function.comment.map { $0.isEmpty ? "#" : "# " + $0 }
    let usage = [
      "#", "# Run by: spark-submit FILE.py [TABLE.csv | TABLE.parquet]",
      "# Without a table's file the table is one that Spark knows.",
    ]
    let imports = [
      "import sys", "", "import numpy as np", "from pyspark.sql import SparkSession",
    ]
    return (comment + usage + imports + function.scipyImports).joined(separator: "\n")
  }

  /// The one aggregation of a polynomial loss.
  private var reader: String {
    """
    def read_moments(spark):
        \"""One aggregation over the table; no other pass is needed.\"""
        return {
            name: np.nan if number is None else float(number)
            for name, number in spark.sql(QUERY).first().asDict().items()
        }
    """
  }

  /// Value and gradient, an aggregation each time.
  private var evaluation: String {
    let variables = function.names.variables
    let list = variables.joined(separator: ", ") + (variables.count == 1 ? "," : "")
    let arguments = zip(query.parameters, variables).map { "\"\($0)\": float(\($1))" }
      .joined(separator: ", ")
    return """
      def \(name)(point, spark):
          \"""The value and the gradient: one aggregation over the table.\"""
          \(list) = point
          row = spark.sql(QUERY, args={\(arguments)}).first()
          value, *gradient = (np.nan if number is None else float(number) for number in row)
          return value, np.array(gradient)
      """
  }

  private func main(_ view: String, _ verb: String?) -> String {
    let call = verb.map { "print(\($0)_\(name)(spark))" }
    let start = "np.zeros(\(function.names.variables.count))"
    let value =
      isOfMoments
      ? "print(\(name)(\(start), read_moments(spark)))" : "print(\(name)(\(start), spark))"
    return """
      if __name__ == "__main__":
          spark = SparkSession.builder.getOrCreate()
          if len(sys.argv) > 1:
              path = sys.argv[1]
              if path.endswith(".parquet"):
                  table = spark.read.parquet(path)
              else:
                  table = spark.read.csv(path, header=True, inferSchema=True)
              table.createOrReplaceTempView(\(view))
          \(call ?? value)
      """
  }
}
