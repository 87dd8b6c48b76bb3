import CKernels

/// Work on several threads.
package enum Parallel {
  /// How many processors this process may run on.
  package static var processorCount: Int { ckernels_processor_count() }

  /// Calls `body` with a worker and an item, once for each of `count` items, on as many threads as
  /// there are workers; returns when all is done.
  package static func forEach(
    _ count: Int, workers: Int, _ body: (_ worker: Int, _ item: Int) -> Void
  ) {
    withoutActuallyEscaping(body) { body in
      var body = body
      withUnsafeMutablePointer(to: &body) { pointer in
        ckernels_for_each(
          count, workers,
          { context, worker, item in
            context?.assumingMemoryBound(to: ((Int, Int) -> Void).self).pointee(worker, item)
          }, pointer)
      }
    }
  }
}
