import ArgumentParser
import Nabla

@main
struct NablaCLI: ParsableCommand {
  func run() throws {}
}
