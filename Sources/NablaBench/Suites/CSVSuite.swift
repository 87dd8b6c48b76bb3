import NablaData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum CSVSuite {
  static func run() {
    for f in ["long", "short", "tipslike"] {
      let path = "/tmp/\(f).csv"
      var rows = 0
      let t = Stopwatch.compare(
        rounds: 3,
        [
          {
            guard let file = fopen(path, "r") else { return }
            defer { fclose(file) }
            var st = stat()
            fstat(fileno(file), &st)
            do {
              let r = try CSVReading.read(
                FileBytes(file: file, byteCount: Int(st.st_size)), name: "x")
              rows = r.table.rowCount
            } catch { print(error) }
          }
        ])
      print(f, rows, t[0].median / 1e9)
    }
  }
}
struct FileBytes: ByteSource {
  let file: UnsafeMutablePointer<FILE>
  let byteCount: Int?
  mutating func next() -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 18) { room, count in
      count = fread(room.baseAddress, 1, room.count, file)
    }
    return bytes.isEmpty ? nil : bytes
  }
}
