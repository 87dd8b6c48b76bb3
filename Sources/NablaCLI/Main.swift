/// The program: takes the arguments, runs what they name, and ends with the fitting status.
@main
enum Main {
  static func main() {
    System.prepare()
    let options =
      Options(plain: Array(CommandLine.arguments.dropFirst())) ?? Arguments.parseOrLeave()
    let runner = Runner(options)
    let outcome = runner.runAll()
    System.leave(runner.finish(outcome))
  }
}
