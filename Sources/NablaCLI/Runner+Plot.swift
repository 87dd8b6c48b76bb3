import Nabla

extension Runner {
  /// Draws pictures; without the user's own settings, which may change everything.
  private static let gnuplot = ChildProgram(name: "gnuplot", arguments: ["-d"], patience: 20)

  /// Writes a picture to its file, by gnuplot unless the file is to hold the script.
  func write(_ plot: PlotFile, for answer: Answer, from origin: Origin) -> Outcome {
    var bytes = Array(plot.script.utf8)
    if !plot.isScript {
      do throws(ProgramError) {
        bytes = plot.contents(from: try Self.gnuplot.run(input: bytes))
      } catch {
        return show(failure(of: answer, error, plot), from: origin)
      }
    }
    do throws(SystemError) {
      try FileSystem.replace(FileSystem.expand(plot.path), with: CollectionOfOne(bytes))
    } catch {
      return show(answer.failing(to: "write", into: plot.path, error), from: origin)
    }
    return show(answer, from: origin)
  }

  /// The answer where gnuplot gave no picture.
  private func failure(
    of answer: Answer, _ error: ProgramError, _ plot: PlotFile
  ) -> Answer {
    let hint = "`to \"\(plot.scriptPath)\"` writes the script alone"
    switch error {
    case .missing:
      return answer.failing(
        "gnuplot is needed to write `\(plot.path)`, and it is not installed",
        hint: "install the package gnuplot-nox, or write `to \"\(plot.scriptPath)\"` for the script"
      )
    case .failed(let words):
      let line = words.split(separator: "\n").map { $0.drop { $0 == " " } }
        .last { !$0.isEmpty && $0 != "^" }
      return answer.failing("gnuplot failed" + (line.map { ": \($0)" } ?? ""), hint: hint)
    case .hanging:
      return answer.failing(
        "gnuplot did nothing for \(Int(Self.gnuplot.patience)) seconds, and was ended", hint: hint)
    case .interrupted:
      var failed = answer.failing("interrupted")
      failed.isInterrupted = true
      return failed
    case .system(let error):
      return answer.failing("cannot run gnuplot: \(error.message)", hint: hint)
    }
  }
}
