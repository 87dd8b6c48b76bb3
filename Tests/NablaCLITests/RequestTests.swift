import Foundation
import Testing

@Suite("run, save, history, quit")
struct RequestTests {
  @Test("What save writes, run brings back")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let saved = try Program.run(
      ["-e", "a = 41", "-e", "b = a + 1", "-e", "save s.nabla"], in: folder)
    #expect(saved.status == 0, "\(saved.errors)")
    #expect(try folder.read("s.nabla").hasPrefix("a = 41\nb = a + 1\n"))
    let result = try Program.run(["-e", "run s.nabla", "-e", "b"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.last == "42")
  }

  @Test("time tells how long a statement took, and leaves its result as it is")
  func time() throws {
    let timed = try Program.run(["-e", "time 2^100"])
    #expect(timed.lines == ["1267650600228229401496703205376"])
    #expect(timed.errors.contains("took "))
    let quiet = try Program.run(["--quiet", "-e", "time 2^100"])
    #expect(quiet.errors.isEmpty)
    let json = try Program.run(["--json", "-e", "time grad x^2"])
    #expect(json.output.contains("\"seconds\": "))
  }

  @Test("save replaces a file, keeps its permissions, follows a link, and leaves nothing else")
  func replaces() throws {
    let folder = try TemporaryFolder()
    try folder.write("old\n", to: "s.nabla")
    let command = "chmod 640 s.nabla; ln -s s.nabla link; nabla -e 'a = 42' -e 'save link'"
    #expect(try Program.shell(command, in: folder).status == 0)
    #expect(try folder.read("s.nabla").hasPrefix("a = 42\n"))
    let listing = try Program.shell("ls -A; ls -l s.nabla; test -L link", in: folder)
    #expect(listing.status == 0)
    #expect(listing.lines.prefix(2) == ["link", "s.nabla"])
    #expect(listing.lines.count == 3)
    #expect(listing.lines.last?.hasPrefix("-rw-r-----") == true)
  }

  @Test("save table writes the columns and the values over rows, and load brings them back")
  func table() throws {
    let folder = try TemporaryFolder()
    try folder.write("x,day\n1,Sun\n3,\n,\"a,b\"\n", to: "t.csv")
    let saved = try Program.run(
      ["-e", "load t.csv", "-e", "z = x - mean(x)", "-e", "save table \"out file.csv\""],
      in: folder)
    #expect(saved.status == 0, "\(saved.errors)")
    #expect(saved.errors.contains("note: `z`: a column of the file too"))
    #expect(saved.errors.contains("saved 3 rows of 3 columns to out file.csv"))
    #expect(try folder.read("out file.csv") == "x,day,z\n1,Sun,-1\n3,,1\n,\"a,b\",\n")
    let again = try Program.run(
      ["-e", "load t.csv as a", "-e", "load t.csv as b", "-e", "save table a t.csv", "-e", "42"],
      in: folder)
    #expect(again.lines.last == "42", "\(again.errors)")
    #expect(try folder.read("t.csv") == "x,day\n1,Sun\n3,\n,\"a,b\"\n")
  }

  @Test(
    "save table needs a table, a file that it may write, and to know which",
    arguments: [
      ("save table x.csv", "no table is loaded"),
      ("load t.csv as a; save table b x.csv", "there is no table `b`"),
      ("load t.csv as a; load t.csv as b; save table x.csv", "there are several tables: a, b"),
      ("load t.csv; save table no/x.csv", "cannot save to `no/x.csv`: there is no such folder"),
      ("load t.csv; save table .", "cannot save to `.`: it is a folder"),
      ("load t.csv; save table", "`save table` needs a file's name"),
      ("load t.csv; save table \"\"", "the file's name is empty"),
      ("export c x^2 to no/f.c", "cannot write `no/f.c`: there is no such folder"),
      ("load t.csv; save table x.csv.gz", "tables are written as plain text"),
      ("load t.csv; save table \"x.csv\" y", "nothing stands behind the file's name"),
    ])
  func tableMistakes(statements: String, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x\n1\n", to: "t.csv")
    let result = try Program.run(["-e", statements], in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("error: " + message), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").last?.hasPrefix("  |") == true, "a hint")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["t.csv"])
  }

  @Test(
    "save into what cannot be written is an error that names it",
    arguments: [
      (".", "it is a folder"), ("missing/s.nabla", "there is no such folder"),
    ])
  func unwritable(path: String, reason: String) throws {
    let result = try Program.run(["-e", "a = 42", "-e", "save \(path)", "-e", "43"])
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot save to `\(path)`: \(reason)"))
    #expect(!result.output.contains("43"))
  }

  @Test(
    "A full disk fails save",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let result = try Program.run(["-e", "a = 42", "-e", "save /dev/full"])
    #expect(result.status == 1)
    #expect(result.errors.contains("no space left"))
  }

  @Test("save that fails half-way leaves the old file and nothing else")
  func keepsOldFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("old\n", to: "s.nabla")
    // A limit on the size of files stands for a full disk; the pipe is not limited.
    let command = "{ ulimit -f 0; nabla -e 'a = 42' -e 'save s.nabla'; echo $?; } 2>&1 | cat"
    let result = try Program.shell(command, in: folder)
    #expect(result.lines.last == "1")
    #expect(result.output.contains("cannot save to `s.nabla`"))
    #expect(try folder.read("s.nabla") == "old\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["s.nabla"])
  }

  @Test("An error inside a script that is run names that script, and fails the run")
  func nestedError() throws {
    let folder = try TemporaryFolder()
    try folder.write("41\n3 4\n42\n", to: "inner.nabla")
    try folder.write("run inner.nabla\n43\n", to: "outer.nabla")
    let result = try Program.run(["outer.nabla"], in: folder)
    #expect(result.status == 1)
    #expect(result.lines == ["41"])
    #expect(result.errors.hasPrefix("inner.nabla:2: error"))
  }

  @Test("A script that runs itself is told so")
  func selfRunning() throws {
    let folder = try TemporaryFolder()
    try folder.write("run loop.nabla\n", to: "loop.nabla")
    let result = try Program.run(["loop.nabla"], in: folder)
    #expect(result.status == 1)
    #expect(!result.wasKilled)
    #expect(result.errors.contains("does `loop.nabla` run itself?"))
  }

  @Test("quit leaves at once, even out of a script that is run", arguments: ["", "3 4\n"])
  func quits(before: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("41\n\(before)quit\n42\n", to: "a.nabla")
    let result = try Program.run(["--keep-going", "-e", "run a.nabla", "-e", "43"], in: folder)
    #expect(result.status == (before.isEmpty ? 0 : 1))
    #expect(result.lines == ["41"])
  }
}
