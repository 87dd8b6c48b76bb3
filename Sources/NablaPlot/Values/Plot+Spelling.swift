extension Plot {
  /// The same picture with all its words spelled in another way.
  package func spelled(_ spelling: (String) -> String) -> Plot {
    var result = self
    result.title = spelling(title)
    for panel in panels.indices {
      result.panels[panel].horizontal.label = spelling(panels[panel].horizontal.label)
      result.panels[panel].vertical.label = spelling(panels[panel].vertical.label)
      for layer in panels[panel].layers.indices {
        result.panels[panel].layers[layer].name = spelling(panels[panel].layers[layer].name)
      }
    }
    return result
  }
}
