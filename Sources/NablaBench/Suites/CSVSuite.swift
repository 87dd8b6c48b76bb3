import NablaData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads files of a million rows, each in a process of its own that does nothing else, beside
/// pandas' C reader in a process of Python.
enum CSVSuite {
  private static let rowCount = 1_000_000
  private static let folder = "/tmp"
  private static let smallTable = "x,y\n1,2\n"

  /// A kind of file.
  private struct Sample: Sendable {
    let name: String
    let columns: Int
    var rows = rowCount
    /// The cells of a column.
    let column: @Sendable (_ place: Int, inout SplitMix) -> Column
  }

  private static let samples = [
    Sample(name: "10 columns, 17 digits", columns: 10) { place, random in
      Column(name: "x\(place)", numbers: (0..<rowCount).map { _ in random.unit() })
    },
    Sample(name: "10 columns, 2 decimals", columns: 10) { place, random in
      Column(name: "x\(place)", numbers: (0..<rowCount).map { _ in random.price() })
    },
    Sample(name: "1 column, 2 decimals", columns: 1) { place, random in
      Column(name: "x\(place)", numbers: (0..<rowCount).map { _ in random.price() })
    },
    Sample(name: "10,000 columns, 500 rows", columns: 10_000, rows: 500) { place, random in
      Column(name: "x\(place)", numbers: (0..<500).map { _ in random.price() })
    },
    Sample(name: "3 numbers, 3 texts", columns: 6) { place, random in
      guard place > 2 else {
        return Column(name: "x\(place)", numbers: (0..<rowCount).map { _ in random.price() })
      }
      let days = ["Sun", "Sat", "Thur", "Fri"]
      return Column(
        name: "d\(place)", text: (0..<rowCount).map { _ in days[Int(random.next() % 4)] })
    },
  ]

  static func run() {
    let rows = samples.flatMap(measure)
    Table.print(
      [
        "file", "reader", "process ms", "read ms", "MB/s", "million rows/s", "more memory MB",
        "to the numbers",
      ], rows)
    print("  a process counts in time of day, reading in it in processor time")
    if rows.allSatisfy({ $0[1] == "nabla" }) {
      print("  skipped pandas: no python3 with pandas here")
    }
  }

  /// Reads a file as the process that is measured, and prints what it took; whether it could.
  static func read(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    do throws(TableError) {
      // The first table takes the program's own code and constants into memory as well.
      _ = try CSVReading.read(MemoryBytes(Array(smallTable.utf8)), name: "small")
      let before = memory("VmRSS:")
      let start = clock()
      let reading = try CSVReading.read(FileBytes(file), name: path)
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      print(seconds, memory("VmHWM:") - before, reading.table.rowCount)
      return true
    } catch {
      print(error.message)
      return false
    }
  }

  /// What pandas does to be measured alike; its C reader, which runs on one core.
  private static func script(_ path: String) -> String {
    """
    import io, pandas, time
    def memory(key):
        return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith(key))
    pandas.read_csv(io.StringIO("x,y\\n1,2\\n"), engine="c")
    before = memory("VmRSS:")
    start = time.process_time()
    data = pandas.read_csv("\(path)", engine="c")
    print(time.process_time() - start, memory("VmHWM:") - before, len(data))
    """
  }

  private static func measure(_ sample: Sample) -> [[String]] {
    let path = "\(folder)/nabla-bench-\(getpid()).csv"
    let output = path + ".out"
    defer {
      unlink(path)
      unlink(output)
    }
    guard let length = write(sample, to: path) else { return [] }
    let readers = [
      ("nabla", [CommandLine.arguments[0], argument, path]),
      ("pandas", ["python3", "-c", script(path)]),
    ].filter { ChildProcess.run($0.1, input: "/dev/null", output: output) == 0 }
    var figures = Array(repeating: [[Double]](), count: readers.count)
    let timings = Stopwatch.compare(
      rounds: 5, clock: .wall,
      readers.indices.map { index in
        {
          _ = ChildProcess.run(readers[index].1, input: "/dev/null", output: output)
          figures[index].append(numbers(in: output))
        }
      })
    return readers.indices.map { index in
      let sorted = figures[index].filter { $0.count == 3 }.sorted { $0[0] < $1[0] }
      guard !sorted.isEmpty else { return [sample.name, readers[index].0] }
      let (seconds, memory) = (sorted[sorted.count / 2][0], sorted[sorted.count / 2][1] * 1024)
      return [
        sample.name, readers[index].0, (timings[index].median / 1e6).text(0),
        (seconds * 1e3).text(0), (Double(length) / 1e6 / seconds).text(0),
        (Double(sample.rows) / 1e6 / seconds).text(2), (memory / 1e6).text(0),
        (memory / Double(sample.rows * sample.columns * 8)).text(2),
      ]
    }
  }

  /// The process's memory in kibibytes by one of the keys of `/proc/self/status`; 0 if unknown.
  private static func memory(_ key: String) -> Int {
    let words = text(of: "/proc/self/status").split(whereSeparator: \.isWhitespace)
    guard let place = words.firstIndex(of: key[...]), place + 1 < words.count else { return 0 }
    return Int(words[place + 1]) ?? 0
  }

  private static func numbers(in path: String) -> [Double] {
    text(of: path).split(whereSeparator: \.isWhitespace).compactMap { Double(String($0)) }
  }

  /// The beginning of a small file.
  private static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 13)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// The command line's word for `read`.
  static let argument = "--read-csv"

  /// Writes a file of random cells; how long it is, or nil.
  private static func write(_ sample: Sample, to path: String) -> Int? {
    var random = SplitMix(state: 1)
    let columns = (0..<sample.columns).map { sample.column($0, &random) }
    guard let table = NablaData.Table(name: sample.name, columns: columns),
      let file = fopen(path, "w")
    else { return nil }
    defer { fclose(file) }
    var writer = TableWriter(table)
    var length = 0
    while let piece = writer.next() {
      guard fwrite(piece, 1, piece.count, file) == piece.count else { return nil }
      length += piece.count
    }
    return length
  }
}

/// An open file in pieces.
private struct FileBytes: ByteSource {
  private let file: UnsafeMutablePointer<FILE>
  private let length: Int

  init(_ file: UnsafeMutablePointer<FILE>) {
    self.file = file
    var status = stat()
    length = fstat(fileno(file), &status) == 0 ? Int(status.st_size) : 0
  }

  var fraction: Double? { length > 0 ? Double(ftell(file)) / Double(length) : nil }

  mutating func next() -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 18) { room, count in
      count = fread(room.baseAddress, 1, room.count, file)
    }
    return bytes.isEmpty ? nil : bytes
  }
}
