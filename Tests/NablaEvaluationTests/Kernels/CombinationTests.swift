import CKernels
import CKernelsPlain
import NablaTestSupport
import Testing

@Suite("Combinations of rows")
struct CombinationTests {
  private static let scalars = [0.75, -1.5, 1e-3]

  /// A sum of terms over some rows; the last chunk is what is added to.
  private func sum(_ chunks: [[Double]], _ terms: [ckernels_term], isPlain: Bool) -> [Double] {
    var result = chunks[0].map { _ in Double.nan }
    let count = result.count
    let flat = chunks.flatMap { $0 }
    flat.withUnsafeBufferPointer { flat in
      let places = chunks.indices.map { chunk in flat.baseAddress.map { $0 + count * chunk } }
      let start = places[chunks.count - 1]
      let combine = isPlain ? ckernels_plain_combine : ckernels_combine
      combine(&result, start, places, Self.scalars, terms, terms.count, count)
    }
    return result
  }

  /// The same term by term.
  private func expected(_ chunks: [[Double]], _ terms: [ckernels_term]) -> [Double] {
    var sums = chunks[chunks.count - 1]
    for term in terms {
      let factor: Double = term.scalar < 0 ? 1 : Self.scalars[Int(term.scalar)]
      for row in sums.indices {
        let value: Double = term.chunk < 0 ? factor : factor * chunks[Int(term.chunk)][row]
        sums[row] = term.is_negative ? sums[row] - value : sums[row] + value
      }
    }
    return sums
  }

  private func check(_ count: Int, _ terms: [ckernels_term]) {
    var random = SeededRandom(seed: UInt64(count))
    let chunks: [[Double]] = (0..<4).map { _ in
      (0..<count).map { _ in Double.random(in: -50...50, using: &random) }
    }
    let expected = expected(chunks, terms)
    for isPlain in [false, true] {
      #expect(sum(chunks, terms, isPlain: isPlain) == expected, "\(count), \(terms.count) terms")
    }
  }

  @Test("have the bits of one operation after the other, in chunks of every length")
  func lengths() {
    let terms = [
      ckernels_term(chunk: 0, scalar: 0, is_negative: true),
      ckernels_term(chunk: -1, scalar: 1, is_negative: true),
      ckernels_term(chunk: 1, scalar: -1, is_negative: false),
      ckernels_term(chunk: 2, scalar: -1, is_negative: true),
      ckernels_term(chunk: 2, scalar: 2, is_negative: false),
    ]
    for count in 0...40 { check(count, terms) }
    for length in 0..<terms.count { check(37, Array(terms.prefix(length + 1))) }
  }

  @Test("take any number of terms", arguments: [63, 64, 65, 129, 1000])
  func manyTerms(_ count: Int) {
    let terms: [ckernels_term] = (0..<Int32(count)).map { number in
      ckernels_term(chunk: number % 3, scalar: number / 2 % 3, is_negative: number % 2 == 0)
    }
    check(35, terms)
  }
}
