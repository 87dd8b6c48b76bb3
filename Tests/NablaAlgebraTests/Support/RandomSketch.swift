import NablaAlgebra
import NablaTestSupport

extension SeededRandom {
  /// An expression in x, y and z that is defined wherever they are positive, about `size`
  /// operations large.
  mutating func sketch(size: Int) -> Sketch {
    if size <= 0 {
      return pick([.x, .y, .z, Sketch(integerLiteral: .random(in: -3...3, using: &self)), .pi])
    }
    let part = Int.random(in: 0..<size, using: &self)
    switch Int.random(in: 0..<9, using: &self) {
    case 0, 1: return sketch(size: part) + sketch(size: size - 1 - part)
    case 2: return sketch(size: part) - sketch(size: size - 1 - part)
    case 3, 4: return sketch(size: part) * sketch(size: size - 1 - part)
    case 5:
      return sketch(size: size - 1) ** Sketch(integerLiteral: .random(in: 1...3, using: &self))
    case 6: return sketch(size: size - 1) / (1 + sketch(size: 0) ** 2)
    case 7: return sin(sketch(size: size - 1))
    default: return .fraction(.random(in: -5...5, using: &self), 7) * sketch(size: size - 1)
    }
  }
}
