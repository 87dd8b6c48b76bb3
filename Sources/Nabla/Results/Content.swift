/// The result of a statement, by kind; each kind prints itself for people and as JSON.
enum Content: Sendable {
  case nothing
  case definition(DefinitionResult)
  case value(ValueResult)
  case array(ArrayResult)
  case kink(KinkResult)
  case expression(ExpressionResult)
  case gradient(GradientResult)
  case matrix(MatrixResult)
  case step(StepResult)
  case minimum(MinimumReport)
  case global(GlobalMinimumResult)
  case roots(RootsResult)
  case convexity(ConvexityResult)
  case variations(VariationsResult)
  case table(TableResult)
  case column(ColumnResult)
  case values(ValuesResult)
  case check(CheckResult)
  case plot(PlotResult)
  case fit(FitResult)
  case prediction(PredictionResult)
  case listing(ListingResult)

  /// The word under `kind` in JSON.
  func kind(for request: Answer.Request?) -> String {
    switch self {
    case .nothing:
      switch request {
      case .run: "run"
      case .save: "save"
      case .load: "load"
      case .plot: "plot"
      case .history: "history"
      case .quit: "quit"
      case nil: "nothing"
      }
    case .definition: "definition"
    case .value, .array, .kink: "value"
    case .expression: "expression"
    case .gradient: "gradient"
    case .matrix(let result): result.kind.rawValue
    case .step: "step"
    case .minimum: "minimum"
    case .global: "global"
    case .roots: "roots"
    case .convexity: "convexity"
    case .variations: "variations"
    case .table: "table"
    case .column: "column"
    case .values: "values"
    case .check: "check"
    case .plot: "plot"
    case .fit: "fit"
    case .prediction: "prediction"
    case .listing(let result): result.kind
    }
  }

  /// Adds the kind's own keys.
  func addFields(to object: inout JSONObject) {
    switch self {
    case .nothing: break
    case .definition(let result): result.addFields(to: &object)
    case .value(let result): result.addFields(to: &object)
    case .array(let result): result.addFields(to: &object)
    case .kink(let result): result.addFields(to: &object)
    case .expression(let result): result.addFields(to: &object)
    case .gradient(let result): result.addFields(to: &object)
    case .matrix(let result): result.addFields(to: &object)
    case .step(let result): result.addFields(to: &object)
    case .minimum(let result): result.addFields(to: &object)
    case .global(let result): result.addFields(to: &object)
    case .roots(let result): result.addFields(to: &object)
    case .convexity(let result): result.addFields(to: &object)
    case .variations(let result): result.addFields(to: &object)
    case .table(let result): result.addFields(to: &object)
    case .column(let result): result.addFields(to: &object)
    case .values(let result): result.addFields(to: &object)
    case .check(let result): result.addFields(to: &object)
    case .plot(let result): result.addFields(to: &object)
    case .fit(let result): result.addFields(to: &object)
    case .prediction(let result): result.addFields(to: &object)
    case .listing(let result): result.addFields(to: &object)
    }
  }

  /// The report for people, with its final newline.
  func text(unicode: Bool) -> StyledText {
    switch self {
    case .nothing: StyledText()
    case .definition(let result): result.text(unicode: unicode)
    case .value(let result): result.text(unicode: unicode)
    case .array(let result): result.text(unicode: unicode)
    case .kink(let result): result.text(unicode: unicode)
    case .expression(let result): result.text(unicode: unicode)
    case .gradient(let result): result.text(unicode: unicode)
    case .matrix(let result): result.text(unicode: unicode)
    case .step(let result): result.text(unicode: unicode)
    case .minimum(let result): result.text(unicode: unicode)
    case .global(let result): result.text(unicode: unicode)
    case .roots(let result): result.text(unicode: unicode)
    case .convexity(let result): result.text(unicode: unicode)
    case .variations(let result): result.text(unicode: unicode)
    case .table(let result): result.text(unicode: unicode)
    case .column(let result): result.text(unicode: unicode)
    case .values(let result): result.text(unicode: unicode)
    case .check(let result): result.text(unicode: unicode)
    case .plot(let result): result.text(unicode: unicode)
    case .fit(let result): result.text(unicode: unicode)
    case .prediction(let result): result.text(unicode: unicode)
    case .listing(let result): result.text(unicode: unicode)
    }
  }
}
