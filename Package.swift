// swift-tools-version: 6.1
import PackageDescription

// Without it the members that Foundation adds to strings leak in through dependencies, and with them
// the whole of Foundation into a static executable.
let strict: [SwiftSetting] = [.enableUpcomingFeature("MemberImportVisibility")]

// Each library target imports only what stands above it in this list; see Sources/ARCHITECTURE.md.
let package = Package(
  name: "nabla",
  products: [
    .library(name: "Nabla", targets: ["Nabla"]),
    .executable(name: "nabla", targets: ["NablaCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    // Libedit needs tinfo, bsd and md; a static executable has to be told so.
    .target(
      name: "CEditLine",
      linkerSettings: ["edit", "tinfo", "bsd", "md"].map { .linkedLibrary($0) }),
    .target(name: "CEigen"),
    .target(
      name: "CInterval", linkerSettings: ["mpfi", "mpfr", "gmp"].map { .linkedLibrary($0) }),
    .target(name: "CFastFloat"),
    .target(name: "CKernels"),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CBaseline"),
    .target(name: "NablaSyntax", swiftSettings: strict),
    .target(
      name: "NablaAlgebra",
      dependencies: [.product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .target(
      name: "NablaEvaluation", dependencies: ["CInterval", "CKernels", "NablaAlgebra"],
      swiftSettings: strict),
    .target(name: "NablaData", dependencies: ["CFastFloat", "CZlib"], swiftSettings: strict),
    .target(name: "NablaPlot", swiftSettings: strict),
    .target(
      name: "NablaOptimization",
      dependencies: ["CEigen", "NablaAlgebra", "NablaEvaluation"], swiftSettings: strict),
    .target(
      name: "Nabla",
      dependencies: [
        "NablaSyntax", "NablaAlgebra", "NablaEvaluation", "NablaData", "NablaOptimization",
        "NablaPlot",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "NablaCLI",
      dependencies: [
        "CEditLine", "Nabla",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "NablaBench",
      dependencies: [
        "CBaseline", "Nabla", "NablaSyntax", "NablaAlgebra", "NablaEvaluation",
        "NablaData", "NablaOptimization",
      ],
      swiftSettings: strict),
    .target(name: "NablaTestSupport", path: "Tests/NablaTestSupport"),
    .testTarget(name: "NablaSyntaxTests", dependencies: ["NablaSyntax", "NablaTestSupport"]),
    .testTarget(
      name: "NablaAlgebraTests",
      dependencies: [
        "NablaAlgebra", "NablaTestSupport", .product(name: "BigInt", package: "BigInt"),
      ]),
    .testTarget(
      name: "NablaEvaluationTests",
      dependencies: [
        "CInterval", "CKernels", "CKernelsPlain", "NablaEvaluation", "NablaAlgebra",
        "NablaTestSupport",
      ]),
    .target(name: "CKernelsPlain", dependencies: ["CKernels"], path: "Tests/CKernelsPlain"),
    .testTarget(
      name: "NablaDataTests", dependencies: ["CFastFloat", "NablaData", "NablaTestSupport"]),
    .testTarget(
      name: "NablaOptimizationTests",
      dependencies: [
        "NablaOptimization", "NablaEvaluation", "NablaAlgebra", "NablaTestSupport",
      ]),
    .testTarget(name: "NablaPlotTests", dependencies: ["NablaPlot"]),
    .testTarget(name: "NablaTests", dependencies: ["Nabla", "NablaTestSupport"]),
    .testTarget(name: "NablaCLITests", dependencies: ["NablaCLI"]),
  ],
  swiftLanguageModes: [.v6]
)
