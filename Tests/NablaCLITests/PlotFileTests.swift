import Foundation
import Testing

@Suite("Pictures in files")
struct PlotFileTests {
  /// A folder with a program `gnuplot` of its own in `bin`, and the path that leads to it alone.
  private func folder(gnuplot script: String?) throws -> (TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let bin = folder.path + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    if let script {
      // Written by another process: while this one has it open, a child that another test starts
      // may inherit it, and a file that is open for writing is not run.
      try Data(("#!/bin/sh\n" + script).utf8)
        .write(to: URL(fileURLWithPath: folder.path + "/script"))
      _ = try Program.shell("cp script bin/gnuplot; chmod 755 bin/gnuplot", in: folder)
    }
    return (folder, bin)
  }

  @Test("gnuplot gets the script on its input, and the file what it writes")
  func script() throws {
    let (folder, path) = try folder(gnuplot: "exec /bin/cat")
    let name = "a 'b' `touch pwned` $HOME %s.svg"
    try Data("plot x^2 to \"\(name)\"\n".utf8)
      .write(to: URL(fileURLWithPath: folder.path + "/p.nabla"))
    let result = try Program.shell("PATH='\(path)' nabla p.nabla", in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let script = try folder.read(name)
    #expect(script.contains("set terminal svg") && script.contains("plot $data0"))
    #expect(!script.contains("touch"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/pwned"))
  }

  @Test("without gnuplot an error names the package, and the script can still be had")
  func missing() throws {
    let (folder, path) = try folder(gnuplot: nil)
    let result = try Program.shell("PATH='\(path)' nabla -e 'plot x^2 to \"f.svg\"'", in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("gnuplot is needed to write `f.svg`"))
    #expect(result.errors.contains("gnuplot-nox") && result.errors.contains("f.gp"))
    let script = try Program.shell("PATH='\(path)' nabla -e 'plot x^2 to \"f.gp\"'", in: folder)
    #expect(script.status == 0, "\(script.errors)")
    #expect(try folder.read("f.gp").contains("plot $data0"))
  }

  @Test("what gnuplot says when it fails is told, and the old file stays")
  func failing() throws {
    let (folder, path) = try folder(gnuplot: "echo 'line 0: no such thing' >&2; exit 1")
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path + "/f.png"))
    let result = try Program.shell(
      "PATH='\(path)' nabla --json -e 'plot x^2 to \"f.png\"'", in: folder)
    #expect(result.status == 1)
    #expect(result.output.contains("gnuplot failed: line 0: no such thing"))
    #expect(try folder.read("f.png") == "old")
  }

  @Test(
    "a file that cannot be written is told",
    arguments: [("no/f.gp", "there is no such folder"), ("d.svg", "it is a folder")])
  func unwritable(name: String, reason: String) throws {
    let (folder, path) = try folder(gnuplot: "exec /bin/cat")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/d.svg", withIntermediateDirectories: true)
    let result = try Program.shell(
      "PATH='\(path)' nabla -e 'plot x^2 to \"\(name)\"'", in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot write `\(name)`: \(reason)"))
    #expect(result.errors.contains("name a file in a folder"))
  }

  @Test("Ctrl-C ends a gnuplot that hangs")
  func interruption() throws {
    let (folder, path) = try folder(gnuplot: "/bin/echo started >&2; exec /bin/sleep 100")
    let terminal = try Terminal([], in: folder, environment: ["PATH": path])
    try terminal.waitForPrompt()
    terminal.enter("plot x^2 to \"f.svg\"")
    usleep(300_000)
    terminal.type("\u{3}")
    try terminal.wait(for: "interrupted")
    try terminal.waitForPrompt()
    terminal.enter("1 + 1")
    try terminal.wait(for: "2")
  }

  @Test("JSON names the file, or holds the text")
  func json() throws {
    let (folder, path) = try folder(gnuplot: "exec /bin/cat")
    let result = try Program.shell(
      "PATH='\(path)' nabla --json -e 'plot x^2 to \"f.pdf\"' -e 'plot x^2'", in: folder)
    #expect(result.lines.count == 2)
    #expect(
      result.lines[0].contains("\"kind\": \"plot\"")
        && result.lines[0].contains("\"file\": \"f.pdf\""))
    #expect(result.lines[1].contains("\"text\": \"x^2\\n"))
  }
}
