@main
struct NablaBench {
  static func main() {}
}
