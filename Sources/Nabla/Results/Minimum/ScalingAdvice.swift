import NablaAlgebra
import NablaOptimization

/// How to standardize the features of a loss whose curvatures differ too much.
struct ScalingAdvice: Sendable {
  /// The features, as text in ASCII.
  var features: [String]
  var isCentred: Bool
  var condition: Double
  var scaledCondition: Double
  var scaledLimit: Double?

  init(_ scaling: FeatureScaling) {
    features = scaling.features.map { RaisedText(scaling.graph, [$0]).text() }
    isCentred = scaling.isCentred
    condition = scaling.condition
    scaledCondition = scaling.scaledCondition
    scaledLimit = scaling.scaledLimit
  }

  /// What is wrong, what to write instead, and what that brings.
  var sentence: String {
    let written = features.prefix(3).map(standardized).joined(separator: ", ")
    let rest = features.count > 3 ? " and so on" : ""
    let names = features.prefix(3).joined(separator: ", ") + (features.count > 3 ? ", ..." : "")
    let (now, then) = (
      NumberText.significant(condition, 5), NumberText.significant(scaledCondition, 5)
    )
    return "the condition number is \(now): write \(written)\(rest) in place of \(names), and it is"
      + " \(then)"
      + (scaledLimit.map { ", with alpha up to \(NumberText.significant($0, 3))" } ?? "")
  }

  private func standardized(_ feature: String) -> String {
    if isCentred { return "(\(feature) - mean(\(feature)))/std(\(feature))" }
    let isName = feature.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return (isName ? feature : "(\(feature))") + "/std(\(feature))"
  }
}
