import Foundation
import NablaData
import Testing

/// Compressed files, made by another program than the one that reads them.
@Suite("Gzip", .enabled(if: Python.isInstalled, "there is no python3 to compress with"))
struct GzipTests {
  @Test("compressed files read like plain ones, in pieces of any length")
  func plainAndCompressed() throws {
    let plain = Array(try Data(contentsOf: Files.tips))
    let compressed = try #require(Self.compress(plain))
    let expected = try read(plain).table
    for length in Array(1...64) + [100_000] {
      let reading = try read(compressed, pieceLength: length)
      #expect(reading.table == expected)
      #expect(reading.dialect.isCompressed)
    }
  }

  @Test("a long file that shrinks a thousandfold, in several members, with zeros behind")
  func members() throws {
    let half = Array(String(repeating: "1,2\n", count: 300_000).utf8)
    let member = try #require(Self.compress(half))
    let table = try read(member + member + [0, 0, 0], pieceLength: 50).table
    #expect(table.rowCount == 600_000)
  }

  @Test("damaged data")
  func damaged() throws {
    let good = try #require(Self.compress(Array("a,b\n1,2\n".utf8)))
    var checksum = good
    checksum[good.count - 6] ^= 1
    #expect(outcome(checksum) == .failure(.gzip(.damaged)))
    #expect(outcome(Array(good.dropLast(3))) == .failure(.gzip(.truncated)))
    #expect(outcome([0x1F, 0x8B]) == .failure(.gzip(.truncated)))
    #expect(outcome(good + [7]) == .failure(.gzip(.trailingBytes)))
    #expect(outcome([0x1F, 0x8B, 1, 2, 3]) == .failure(.gzip(.damaged)))
  }

  private static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    Python.run(
      "import gzip, sys; sys.stdout.buffer.write(gzip.compress(sys.stdin.buffer.read()))",
      input: bytes)
  }
}
