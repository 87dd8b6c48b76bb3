import Testing

@Suite("Arguments")
struct ArgumentTests {
  @Test(
    "Unusable arguments end with status 64 and say what is usable",
    arguments: [
      ["--bogus"], ["-x"], ["-e"], ["--completions"], ["--completions", "tcsh"], ["--json=1"],
    ])
  func unusable(arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("nabla --help"))
  }

  @Test("--version names the program and its version")
  func version() throws {
    let result = try Program.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: /nabla \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "--help tells every option of the manual",
    arguments: [
      "-e <statement>", "-i ", "--json", "--quiet", "--strict", "--keep-going", "--no-color",
      "--threads <n>",
      "--completions <shell>", "--version", "--help",
    ])
  func help(option: String) throws {
    let result = try Program.run(["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("\n  \(option)") || result.output.contains(", \(option)"))
  }

  @Test(
    "--completions prints what the shell takes without an error",
    arguments: [
      ("bash", "complete"), ("zsh", "#compdef nabla"), ("fish", "complete -c 'nabla'"),
    ])
  func completions(shell: String, mark: String) throws {
    let folder = try TemporaryFolder()
    let result = try Program.run(["--completions", shell])
    #expect(result.status == 0)
    #expect(result.output.contains(mark))
    #expect(result.output.contains("keep-going"))
    guard shell == "bash" else { return }
    try folder.write(result.output, to: "completion")
    let check = try Program.shell("bash -n completion", in: folder)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test("--threads takes a number from 1 on", arguments: ["0", "-1", "many"])
  func threads(count: String) throws {
    let answer = try Program.run(["--threads", "2", "-e", "6*7"])
    #expect(answer.output.contains("42"))
    let result = try Program.run(["--threads=\(count)", "-e", "6*7"])
    #expect(result.status == 64)
    #expect(result.errors.contains("--threads"))
  }

  @Test("A statement of -e may start with a minus sign")
  func leadingMinus() throws {
    let result = try Program.run(["-e", "-41 - 1"])
    #expect(result.status == 0)
    #expect(result.output.contains("-42"))
  }

  @Test(
    "What is taken without the parser means the same to it",
    arguments: [
      ["-e", "grad 8a^2 + 3ab"], ["-e", ""], ["-e", "6 *"], ["-e", "θ = 1; θ + 1"], [],
      ["a.nabla"], ["a.nabla", "b.nabla"], ["missing"], [""], ["é"],
    ])
  func plain(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("a = 41", to: "a.nabla")
    try folder.write("a + 1", to: "b.nabla")
    let plain = try Program.run(arguments, input: "6*7", in: folder)
    let parsed = try Program.run(["--no-color"] + arguments, input: "6*7", in: folder)
    #expect(plain == parsed)
  }

  @Test("Files run before the statements of -e, and all share one session")
  func order() throws {
    let folder = try TemporaryFolder()
    try folder.write("a = 41", to: "a.nabla")
    try folder.write("b = a + 1\n", to: "b.nabla")
    let result = try Program.run(["-e", "a", "a.nabla", "-e", "b", "b.nabla"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.suffix(2) == ["41", "42"])
  }

  @Test(
    "-i without a terminal goes on with standard input, as - does",
    arguments: [
      ["-i", "-e", "a = 42"], ["-e", "a = 42", "-i"],
    ])
  func interactiveWithoutTerminal(arguments: [String]) throws {
    let result = try Program.run(arguments, input: "a")
    #expect(result.status == 0)
    #expect(result.lines.last == "42")
  }

  @Test("- is standard input")
  func dash() throws {
    let result = try Program.run(["-", "-e", "a"], input: "a = 42")
    #expect(result.status == 0)
    #expect(result.lines.last == "42")
  }
}
