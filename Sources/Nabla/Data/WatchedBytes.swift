import NablaData

/// The bytes of a table on their way to the reader: tells how far they are, and stops when asked.
struct WatchedBytes: ByteSource {
  private static let megabyte = 1_000_000

  private let source: TableBytes
  private let path: String
  private let monitor: Monitor
  private var done = 0
  /// A terminal would be read on behind its end.
  private var isAtEnd = false

  init(_ source: TableBytes, path: String, monitor: Monitor) {
    self.source = source
    self.path = path == "-" ? "standard input" : path
    self.monitor = monitor
  }

  mutating func next() throws(TableError) -> [UInt8]? {
    guard !monitor.isInterrupted() else { throw .source("interrupted") }
    guard !isAtEnd else { return nil }
    do throws(TableBytes.Failure) {
      let piece = try source.next()
      isAtEnd = piece == nil
      done += piece?.count ?? 0
      if done >= Self.megabyte { monitor.report(progress) }
      return piece
    } catch {
      throw .source(error.message, hint: error.hint)
    }
  }

  var fraction: Double? {
    source.count.flatMap { $0 > 0 ? min(1, Double(done) / Double($0)) : nil }
  }

  private var progress: Monitor.Progress {
    let megabytes = { (count: Int) in String(count / Self.megabyte) }
    let all = source.count.map { " of \(megabytes($0))" } ?? ""
    return Monitor.Progress(
      text: "\(path): \(megabytes(done))\(all) MB read", fraction: fraction)
  }
}
