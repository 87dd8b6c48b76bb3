#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What Python has for it.
enum PythonPeer: String, CaseIterable {
  case numpy = "NumPy"
  case jax = "JAX"

  var usesThreads: Bool { self == .jax }

  /// Nanoseconds a row, the least of some rounds; `nil` where it does not run.
  func measure(_ loss: RowLoss, threads: Int) -> Double? {
    let output = "/tmp/nabla-bench-\(getpid()).out"
    defer { unlink(output) }
    let arguments = ["python3", "-c", script(loss, threads: threads)]
    guard ChildProcess.run(arguments, input: "/dev/null", output: output) == 0,
      let file = fopen(output, "r")
    else { return nil }
    defer { fclose(file) }
    var nanoseconds = 0.0
    return withUnsafeMutablePointer(to: &nanoseconds) {
      withVaList([$0]) { vfscanf(file, "%lf", $0) }
    } == 1 ? nanoseconds : nil
  }

  private func script(_ loss: RowLoss, threads: Int) -> String {
    """
    import os, time
    if \(threads) == 1: os.sched_setaffinity(0, {0})
    import numpy
    n = \(RowsSuite.rowCount)
    i = numpy.arange(n)
    x = i*7919 % n/n*10
    y = i*104729 % n/n
    \(loss == .logistic ? "y = numpy.where(y < 0.5, 0.0, 1.0)" : "")
    p = numpy.array(\(loss.point))
    \(definition(loss))
    clock = time.process_time if \(threads) == 1 else time.perf_counter
    f(p)
    best = 1e9
    for _ in range(15):
        start = clock()
        f(p)
        best = min(best, clock() - start)
    print(best*1e9/n)
    """
  }

  private func definition(_ loss: RowLoss) -> String {
    switch self {
    case .numpy:
      """
      m = numpy
      def f(p):
      \(loss.numpyStatements)
      """
    case .jax:
      """
      import jax
      import jax.numpy as m
      jax.config.update("jax_enable_x64", True)
      x, y, p = m.array(x), m.array(y), m.array(p)
      def loss(p, x, y): return \(loss.formula)
      compiled = jax.jit(jax.value_and_grad(loss))
      def f(p): return jax.block_until_ready(compiled(p, x, y))
      """
    }
  }
}
