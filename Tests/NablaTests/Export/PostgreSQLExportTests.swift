import Foundation
import Nabla
import Testing

/// A PostgreSQL server of our own, for one run of `psql`.
enum PostgreSQL {
  /// Finds the server's programs, where Debian hides them too, and runs what the server's owner does
  /// as somebody else than root, whom it refuses.
  private static let head = """
    for folder in /usr/lib/postgresql/*/bin; do PATH="$PATH:$folder"; done
    as_owner() {
      if [ "$(id -u)" != 0 ]; then "$@"; return; fi
      setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
    }

    """

  static let isPresent =
    Tool.run([
      "sh", "-c",
      head + "psql --version && pg_ctl --version && as_owner initdb --version",
    ]) != nil

  /// Starts a server on a socket in a temporary folder, runs the files that it is given by `psql`
  /// one after the other, and stops it, come what may.
  private static let session = """
    cluster=$(mktemp -d /tmp/nabla-postgresql-XXXXXX) || exit 1
    finish() {
      as_owner pg_ctl -D "$cluster/data" -m immediate stop
      rm -rf "$cluster"
    }
    trap 'finish > /dev/null 2>&1' EXIT
    trap 'exit 1' HUP INT TERM
    here=$(pwd)
    if [ "$(id -u)" = 0 ]; then chown nobody "$cluster" || exit 1; fi
    cd "$cluster" || exit 1
    {
      as_owner initdb -D "$cluster/data" -U nabla -A trust -E UTF8 --locale=C --no-sync &&
        as_owner pg_ctl -D "$cluster/data" -l "$cluster/log" -w -t 300 \\
          -o "-k $cluster -c listen_addresses='' -c fsync=off -c max_connections=5" start
    } > /dev/null 2>&1 < /dev/null || exit 1
    cd "$here" || exit 1
    for file in "$@"; do
      psql -h "$cluster" -U nabla -d postgres -XAqt -F ' ' -v ON_ERROR_STOP=1 \\
        -v a=0.5 -v b=0.1 -v x=0.75 -v y=-2.5 -f "$file" || exit 1
    done

    """

  /// What `psql` prints for some files of a folder.
  static func run(_ files: [String], in folder: URL) -> String? {
    Tool.run(["sh", "-c", head + session, "sh"] + files, in: folder)
  }
}

@Suite(
  "Exports to PostgreSQL",
  .enabled(if: PostgreSQL.isPresent, "PostgreSQL's server or psql is not installed"))
struct PostgreSQLExportTests {
  private static let table = """
    CREATE TABLE tips(total_bill NUMERIC, tip DOUBLE PRECISION, sex TEXT, smoker TEXT, day TEXT,
      time TEXT, size INTEGER);
    \\copy tips FROM 'tips.csv' CSV HEADER
    INSERT INTO tips(sex) VALUES ('Male');

    """

  private static let expressions = [
    "expm1(x)*log1p(y^2) + exp(-1000x)", "softplus(x) + sigmoid(y) + log2(x)",
    "hypot(x, y) + cbrt(y)", "round(x) + mod(y, x) + max(x, y) - min(x, 2)",
    "if x < y then sin(x) else not (x > 1)", "(x > 0 and y > 0) + (x > 0 or y > 5) + abs(y)^x",
    "atan2(x, y) + tanh(x) + acosh(2 + x) + floor(y)*ceil(x) + sec(x)",
  ]

  @Test("losses, gradients, functions and a descent by moments are nabla's own, by one server")
  func server() throws {
    var queries = [Self.table]
    var expected: [[Double]] = [[]]
    for loss in Export.losses {
      let head = "load tips.csv\n" + loss + "\n"
      queries.append(try Export.text(head + "export postgresql grad L"))
      expected.append(try Export.values(head + "grad L at " + Export.point))
    }
    let head = "load tips.csv\n" + Export.losses[0] + "\n"
    let descent = "minimize L from (0, 0) alpha 0.003 steps 60"
    queries.append(try Export.text(head + "export postgresql " + descent))
    var transcript = Transcript()
    let minimum = try #require(transcript.answers(Array((head + descent).utf8)).last?.minimum)
    expected.append([60] + minimum.x + [minimum.fun])
    for expression in Self.expressions {
      queries.append(try Export.text("f(x, y) = \(expression)\nexport postgresql f"))
      expected.append([try Formula(expression).value(at: [0.75, -2.5])])
    }
    let names = queries.indices.map { "\($0).sql" }
    let files = Dictionary(uniqueKeysWithValues: zip(names, queries))
    let output = try Tool.withFolder(files.merging(["tips.csv": SQLExportTests.tips]) { $1 }) {
      PostgreSQL.run(names, in: $0)
    }
    try Export.check(Tool.numbers(try #require(output)), expected.flatMap { $0 }, within: 1e-11)
  }
}
