import CZlib

/// Decompresses gzip data piece by piece: one or more members, perhaps with zeros behind.
final class Inflater {
  private enum State {
    /// In front of a member's first byte.
    case between
    case inside
    /// After the last member, where only padding is allowed.
    case behind
  }

  /// Enough that the calls do not count, little enough to stay in the cache.
  private static let roomLength = 1 << 17

  private let handle: OpaquePointer
  private var state = State.between
  private var hasMember = false
  /// Whether the last step filled its room, so that more may wait inside without further input.
  private var hasMore = false

  init() throws(TableError) {
    guard let handle = czlib_open() else { throw .gzip(.outOfMemory) }
    self.handle = handle
  }

  deinit { czlib_close(handle) }

  /// Decompresses `input` from `place` on until it is used up or a good deal of output is there.
  func inflate(_ input: [UInt8], from place: inout Int) throws(TableError) -> [UInt8] {
    var output: [UInt8] = []
    while output.isEmpty, hasMore || place < input.count {
      switch state {
      case .between where hasMember && input[place] != 0x1F: state = .behind
      case .between, .inside:
        state = .inside
        output = try step(input, &place)
      case .behind:
        guard input[place] == 0 else { throw .gzip(.trailingBytes) }
        place += 1
      }
    }
    return output
  }

  /// Fails if the data end within a member.
  func finish() throws(TableError) {
    if case .inside = state { throw .gzip(.truncated) }
  }

  private func step(_ input: [UInt8], _ place: inout Int) throws(TableError) -> [UInt8] {
    var used = input.count - place
    var made = 0
    var status = CZLIB_MORE
    let output = [UInt8](unsafeUninitializedCapacity: Self.roomLength) { room, count in
      made = room.count
      status = input.withUnsafeBufferPointer { bytes in
        czlib_inflate(handle, bytes.baseAddress.map { $0 + place }, &used, room.baseAddress, &made)
      }
      count = made
    }
    place += used
    hasMore = status == CZLIB_MORE && made == Self.roomLength
    switch status {
    case CZLIB_MORE: return output
    case CZLIB_END:
      state = .between
      hasMember = true
      return output
    case CZLIB_OUT_OF_MEMORY: throw .gzip(.outOfMemory)
    default: throw .gzip(.damaged)
    }
  }
}
