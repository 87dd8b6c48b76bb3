import NablaPlot

/// A picture that is to be written to a file.
public struct PlotFile: Sendable, Equatable {
  /// The file's name.
  public var path: String
  /// A script that makes gnuplot write the picture to its standard output, with all data in it.
  ///
  /// It holds no name of a file, and names of functions and columns as quoted text only.
  public var script: String
  /// Whether the script itself is what the file is to hold.
  public var isScript: Bool
  /// A file's name beside it for the script alone.
  public var scriptPath: String {
    path.dropLast(format.rawValue.count) + GnuplotFormat.script.rawValue
  }

  private let format: GnuplotFormat
  private let title: String

  init(path: String, format: GnuplotFormat, plot: Plot) {
    self.path = path
    self.format = format
    isScript = format == .script
    script = GnuplotScript.text(for: plot, as: format)
    title = plot.caption
  }

  /// What the file is to hold, given what gnuplot wrote.
  public func contents(from picture: [UInt8]) -> [UInt8] {
    format.contents(from: picture, title: title)
  }
}
