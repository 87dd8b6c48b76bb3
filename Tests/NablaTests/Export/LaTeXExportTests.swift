import Foundation
import Nabla
import Testing

@Suite("Exports to LaTeX")
struct LaTeXExportTests {
  private static let statements = [
    "f(x, y) = x^2*y + sin(x*y)/2\nexport latex grad f",
    "f(x, y) = x^2*y + sin(x*y)/2\nexport latex hessian f at (1, 2)",
    "q(x) = (x^4 - 15x^3 + 80x^2 - 180x + 144)/10\nexport latex minimize q from 6 alpha 0.3",
    "export latex diff x^2*exp(-x/2)*log(x)", "export latex diff x^a by x at x = 2, a = 3",
    "export latex 1/3 + sqrt(2)", "export latex simplify sin(x)^2 + cos(x)^2 + x*x",
    "export latex if x > 0 and not y < 1 then sigmoid(x)^2 else floor(x)/2!",
    "load tips.csv\nL(θ0, θ1) = mean((θ0 + θ1*total_bill - tip)^2)\nexport latex grad L",
    "load tips.csv\nL(θ0, θ1) = sum((θ0 - (smoker == \"Yes\"))^2)*θ1\nexport latex grad L",
    "load tips.csv\nL(a, b) = mean((a + b*tip)^2)\nexport latex minimize L from (0, 0)",
    "export latex -x*(-y) + 2*3^x - 2^-x + |x-1| + x! + (x/y)^2 + (x>1)*2 + 1e-30*x",
    "export latex jacobian [λ*ω, Α + ο, total_bill]",
    "export latex minimize x^2 + λ^2 from (1, 1) steps 4 using adam",
    "export latex maximize 1 - x^2 from 1 using nesterov alpha 0.1 steps 3",
    "export latex minimize x^2 + y^4 from (1, 1) using newton", "export latex expand (x + 1)^3",
    "export latex explain diff x*sin(x^2)/exp(x)", "export latex explain fully grad x^2*y + |x|",
    "q(x) = x^4 - 3x\nexport latex explain q''(2)",
    "export latex explain minimize (x - 3)^2 from 0 using adam alpha 0.1 steps 2",
    "load tips.csv\nL(θ0, θ1) = mean((θ0 + θ1*total_bill - tip)^2)\nexport latex explain grad L",
    "load tips.csv\nL(θ0, θ1) = mean((θ0 + θ1*total_bill - tip)^2)\nexport latex explain grad L at (0, 0)",
    "export latex explain convex exp(x) + x^2", "export latex explain convex x^3 on [-1, 1]",
    "export latex asinh(x) + log10(y) + gamma(x) + polygamma(2, x) + atan2(x, y) + cbrt(y)",
  ]

  @Test(
    "pdflatex takes every kind of formula with amsmath alone",
    .enabled(if: Tool.hasLaTeX, "there is no pdflatex"))
  func compiles() throws {
    let formulas = try Self.statements.map { try Export.text($0) }
    let document = """
      \\documentclass{article}
      \\usepackage{amsmath}
      \\begin{document}
      \(formulas.joined(separator: "\n"))
      \\end{document}
      """
    try Tool.withFolder(["f.tex": document]) { folder in
      let arguments = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "f.tex"]
      let output = Tool.run(arguments, in: folder)
      let log = try? Package.text(of: folder.appendingPathComponent("f.log"))
      #expect(output != nil, "\(log?.suffix(2_000) ?? "")")
    }
  }

  @Test("formulas are written as people write them")
  func forms() throws {
    #expect(
      try Export.text(Self.statements[8]).contains(
        #"\frac{2}{n} \sum_{i=1}^{n} \left( \theta_0 + \theta_1 \, \mathrm{total\_bill}_{i}"#))
    let descent = try Export.text("export latex explain minimize x^2 + y^4 from (1, 2) steps 1")
    #expect(descent.contains("$f\\left( x, y \\right) = x^{2} + y^{4}$"))
    #expect(descent.contains("$\\frac{\\partial}{\\partial y} f = 4 y^{3}$"))
    let derivation = try Export.text("export latex explain diff x*sin(x^2)")
    #expect(derivation.contains(#"\frac{d}{dx} \sin\left( x^{2} \right) &= \cos"#))
    #expect(derivation.contains(#"\text{product rule}"#))
    #expect(try Export.text("export latex -x/2").contains(#"-\frac{x}{2}"#))
    #expect(try Export.text("export latex sin(x)^2").contains(#"\sin^{2}\left( x \right)"#))
    #expect(try Export.text("f(x) = x^3\nexport latex diff f").contains(#"f'\left( x \right) = 3"#))
  }
}
