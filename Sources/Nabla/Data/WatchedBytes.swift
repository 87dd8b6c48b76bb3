import NablaData

/// The bytes of a table on their way to the reader: tells how far they are, and stops when asked.
struct WatchedBytes: ByteSource {
  private let source: TableBytes
  private let path: String
  private let monitor: Monitor
  private var done = 0

  init(_ source: TableBytes, path: String, monitor: Monitor) {
    self.source = source
    self.path = path
    self.monitor = monitor
  }

  mutating func next() throws(TableError) -> [UInt8]? {
    guard !monitor.isInterrupted() else { throw .source("interrupted") }
    do throws(TableBytes.Failure) {
      let piece = try source.next()
      done += piece?.count ?? 0
      monitor.report(progress)
      return piece
    } catch {
      throw .source(error.message, hint: error.hint)
    }
  }

  private var progress: Monitor.Progress {
    let megabytes = { (count: Int) in String(count / 1_000_000) }
    guard let count = source.count, count > 0 else {
      return Monitor.Progress(text: "\(path): \(megabytes(done)) MB read")
    }
    return Monitor.Progress(
      text: "\(path): \(megabytes(done)) of \(megabytes(count)) MB read",
      fraction: min(1, Double(done) / Double(count)))
  }
}
