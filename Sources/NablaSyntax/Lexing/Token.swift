/// What a token is.
enum TokenKind: UInt8, Sendable {
  /// The end of the statement.
  case end
  case number
  /// A run of letters, digits and underscores that begins with a letter.
  case word
  /// A text in double quotes, in which two of them stand for one.
  case text
  /// Raised digits, perhaps with a raised minus sign.
  case superscript
  case plus
  case minus
  case times
  case divide
  case at
  case caret
  case bang
  case prime
  case root
  case partial
  case nabla
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equal
  case notEqual
  case assign
  case tilde
  case comma
  case bar
  case leftParenthesis
  case rightParenthesis
  case leftBracket
  case rightBracket
  case question
  case and
  case or
  case not
  case `if`
  case then
  case `else`
  /// A character that means nothing here.
  case stray
}

/// A piece of the source text.
struct Token: Sendable {
  var kind: TokenKind
  var lower: Int
  var upper: Int
  /// Whether white space, a newline or a comment stands in front.
  var isSpaced: Bool

  var span: Span { Span(lower, upper) }
}
