import Foundation
import Nabla
import Testing

/// Functions with known minima, each from its usual start by the default method.
///
/// Sources: J. J. Moré, B. S. Garbow & K. E. Hillstrom, "Testing unconstrained optimization
/// software", ACM Trans. Math. Softw. 7, 1981; M. Jamil & X.-S. Yang, "A literature survey of
/// benchmark functions for global optimisation problems", 2013; P. Hansen, B. Jaumard & S.-H. Lu,
/// "Global optimization of univariate Lipschitz functions", Math. Program. 55, 1992. Values of local
/// minima were confirmed with SciPy's Nelder-Mead; where `minima` is empty there is none to find.
private struct MinimizationCase: Decodable, Sendable, CustomTestStringConvertible {
  var name: String
  var variables: [String]
  var text: String
  var start: [Double]
  var minima: [Double]

  var testDescription: String { name }

  static let all: [MinimizationCase] = {
    let url = Package.root.appendingPathComponent("Tests/Cases/minimization.json")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? JSONDecoder().decode([MinimizationCase].self, from: data)) ?? []
  }()

  /// The answer to a `minimize` of the function from its start.
  func minimum(_ clauses: String = "") throws -> Minimum {
    var session = Session()
    let list = variables.joined(separator: ", ")
    _ = session.run(Array("known(\(list)) = \(text)".utf8), line: 1)
    let start = start.map { "\($0)" }.joined(separator: ", ")
    let statement = "minimize known from (\(start)) \(clauses)"
    return try #require(session.run(Array(statement.utf8), line: 2).minimum, "\(name)")
  }
}

@Suite("Functions with known minima") struct MinimizationTests {
  @Test("the table is there")
  func table() {
    #expect(MinimizationCase.all.count > 140)
  }

  @Test("success is said of a minimum only", arguments: MinimizationCase.all)
  fileprivate func noFalseSuccess(function: MinimizationCase) throws {
    let minimum = try function.minimum()
    if minimum.success {
      let isKnown = function.minima.contains { abs(minimum.fun - $0) <= 1e-6 * max(1, abs($0)) }
      #expect(isKnown, "\(minimum.fun) at \(minimum.x): \(minimum.message)")
    }
  }

  @Test("more than nine in ten of those with a minimum are solved")
  func share() throws {
    let cases = MinimizationCase.all.filter { !$0.minima.isEmpty }
    let unsolved = try cases.filter { try !$0.minimum().success }.map(\.name)
    #expect(cases.count > 100)
    #expect(10 * unsolved.count <= cases.count, "\(unsolved)")
  }

  @Test(
    "L-BFGS and Newton's method claim no false success either",
    arguments: ["lbfgs", "newton"], MinimizationCase.all)
  fileprivate func otherMethods(method: String, function: MinimizationCase) throws {
    let minimum = try function.minimum("using \(method)")
    guard minimum.success else { return }
    // They may end in other valleys; what must hold is that the value does not fall from there.
    #expect(!function.minima.isEmpty, "\(minimum.fun) at \(minimum.x): \(minimum.message)")
    #expect(minimum.point == "minimum" || minimum.point == "flat")
  }
}
