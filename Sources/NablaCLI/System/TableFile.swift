import CEditLine
import Nabla

/// A file that is read as a table, piece by piece, and watched for changes meanwhile.
struct TableFile {
  /// Enough that the calls do not count, little beside any table worth counting.
  private static let pieceLength = 1 << 18

  private let descriptor: Descriptor
  private let isOwned: Bool
  private let before: FileStatus?

  /// Opens a file, or takes standard input for `-`; a folder is an error already here.
  init(_ path: String) throws(SystemError) {
    isOwned = path != "-"
    descriptor = isOwned ? try Descriptor(script: FileSystem.expand(path)) : .standardInput
    before = descriptor.status()
  }

  /// Closes it, unless it is standard input.
  func shut() { if isOwned { descriptor.shut() } }

  /// Its bytes up to the end; it is an error if it changes until then, as the pieces would be of
  /// different files.
  var bytes: TableBytes {
    TableBytes(count: before?.length) { () throws(TableBytes.Failure) in
      let piece = try next()
      guard piece != nil || !hasChanged else { throw Self.change }
      return piece
    }
  }

  /// Whether it is another file than when it was opened, as far as its length and time tell.
  var hasChanged: Bool {
    guard let before, before.isRegular, let now = descriptor.status() else { return false }
    return now.length != before.length || !now.wasWritten(with: before)
  }

  /// The error of a file that changes.
  static let change = TableBytes.Failure(
    "it changed while it was read", hint: "load it again when nothing writes to it, or a copy")

  private func next() throws(TableBytes.Failure) -> [UInt8]? {
    while true {
      do throws(SystemError) {
        var piece = [UInt8](repeating: 0, count: Self.pieceLength)
        let count = try descriptor.fill(&piece)
        piece.removeLast(piece.count - count)
        return count == 0 ? nil : piece
      } catch  where error.isInterruption {
        guard !ceditline_interrupts_raised() else { throw TableBytes.Failure("interrupted") }
      } catch {
        throw TableBytes.Failure(error.message)
      }
    }
  }
}
