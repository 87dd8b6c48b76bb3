import Foundation
import Testing

@Suite("Scripts and pipes")
struct ScriptTests {
  @Test("Output that is no terminal is ASCII")
  func ascii() throws {
    let result = try Program.run(["-e", "1/3", "-e", "θ = 2"])
    #expect(result.status == 0)
    #expect(result.output.contains("0.333333333333"))
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test(
    "Any line ending ends a statement, and so does the end of the input",
    arguments: [
      "a = 41\na + 1\n", "a = 41\na + 1", "a = 41\r\na + 1\r\n", "a = 41; a + 1",
    ])
  func lineEndings(input: String) throws {
    let result = try Program.run([], input: input)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.last == "42")
  }

  @Test(
    "Bytes that are no text are an error of their line",
    arguments: [
      [0xFF, 0xFE], [0x00], [0x31, 0x00, 0x32], [0xC3], [0x1B, 0x5B, 0x41],
    ] as [[UInt8]])
  func strangeBytes(bytes: [UInt8]) throws {
    let result = try Program.run([], bytes: Array("42\n".utf8) + bytes + Array("\n".utf8))
    #expect(result.status == 1)
    #expect(!result.wasKilled)
    #expect(result.lines == ["42"])
    #expect(result.errors.hasPrefix("line 2: error"))
  }

  @Test("A script stops at the first failure, and the error names file and line")
  func stops() throws {
    let folder = try TemporaryFolder()
    try folder.write("41\n\n3 4\n42\n", to: "a.nabla")
    let result = try Program.run(["a.nabla", "-e", "43"], in: folder)
    #expect(result.status == 1)
    #expect(result.lines == ["41"])
    #expect(result.errors.hasPrefix("a.nabla:3: error"))
  }

  @Test("With --keep-going all that can be run is run, and the failure is not forgotten")
  func keepsGoing() throws {
    let folder = try TemporaryFolder()
    try folder.write("41\n3 4\n42\n", to: "a.nabla")
    let result = try Program.run(
      ["--keep-going", "missing", "a.nabla", "-e", "3 4; 43", "-e", "44"], in: folder)
    #expect(result.status == 1)
    #expect(result.lines == ["41", "42", "43", "44"])
  }

  @Test(
    "A script that cannot be read is an error that names it",
    arguments: [
      ("missing", "there is no such file"), (".", "it is a folder"), ("/", "it is a folder"),
      ("", "there is no such file"),
    ])
  func unreadable(path: String, reason: String) throws {
    let result = try Program.run([path])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors == "error: cannot run `\(path)`: \(reason)\n")
  }

  @Test("A table that is named like a script is told as one", arguments: ["t.csv", "T.CSV.GZ"])
  func table(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x,y\n1,2\n", to: name)
    let result = try Program.run([name, "-e", "41"], in: folder)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(
      result.errors
        == "error: `\(name)` is a table, not a script: write nabla -e 'load \"\(name)\"' -i\n")
  }

  @Test("A statement is answered as soon as it is complete")
  func coprocess() throws {
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.environment = try TemporaryFolder().environment
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for number in 41...43 {
      try input.fileHandleForWriting.write(contentsOf: Data("\(number - 1) + 1\n".utf8))
      let answer = output.fileHandleForReading.availableData
      #expect(String(decoding: answer, as: UTF8.self) == "\(number)\n")
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("A reader that has gone ends the program without a word")
  func closedPipe() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let result = try Program.run(["-e", "42", "-e", "43"], writingTo: pipe.fileHandleForWriting)
    #expect(result.status == 0)
    #expect(!result.wasKilled)
    #expect(result.errors.isEmpty)
  }

  @Test("The first lines of a long output can be had")
  func head() throws {
    let folder = try TemporaryFolder()
    let script = "i=0; while [ $i -lt 3000 ]; do echo 42; i=$((i+1)); done | nabla | head -n 2"
    let result = try Program.shell(script, in: folder)
    #expect(result.lines == ["42", "42"])
    #expect(result.errors.isEmpty)
  }

  @Test(
    "A full disk is an error", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [["-e", "42"], ["--json", "-e", "42"], ["--version"]])
  func fullDisk(arguments: [String]) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let result = try Program.run(arguments, writingTo: full)
    #expect(result.status == 1)
    if arguments != ["--version"] { #expect(result.errors.contains("no space left")) }
  }

  @Test("Closed standard streams are errors, and no other file takes their place")
  func closedStreams() throws {
    let folder = try TemporaryFolder()
    let output = try Program.shell("nabla -e 'a = 42' -e 'save s' -e 3 -e 'save s' >&-", in: folder)
    #expect(output.status == 1)
    #expect(output.errors.contains("cannot write the results"))
    let input = try Program.shell("nabla <&-", in: folder)
    #expect(input.status == 1)
    #expect(input.errors.contains("cannot read standard input"))
    #expect(try Program.shell("nabla -e 3 4 2>&-", in: folder).status == 1)
  }

  @Test("Notes go to standard error, not with --quiet, and are errors with --strict")
  func notes() throws {
    let plain = try Program.run(["-e", "1/2x"])
    #expect(plain.status == 0)
    #expect(plain.errors.contains("note:"))
    #expect(!plain.output.contains("note:"))
    let quiet = try Program.run(["--quiet", "-e", "1/2x"])
    #expect(quiet.status == 0)
    #expect(quiet.errors.isEmpty)
    #expect(quiet.output == plain.output)
    let strict = try Program.run(["--strict", "-e", "1/2x"])
    #expect(strict.status == 1)
    #expect(strict.output.isEmpty)
  }
}
