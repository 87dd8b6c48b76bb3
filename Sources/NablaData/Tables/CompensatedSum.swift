/// A sum of doubles that carries along what rounding loses.
///
/// The error is a few units in the last place of the result and second-order terms beside the sum of
/// magnitudes, whatever the number of terms: Neumaier, Rundungsfehleranalyse einiger Verfahren zur
/// Summation endlicher Summen, ZAMM 54 (1974), algorithm IV.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  /// The sum so far; infinities among the terms make it infinite, or NaN if their signs differ.
  var value: Double { sum.isFinite ? sum + lost : sum }
}
