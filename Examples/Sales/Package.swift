// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Sales",
    dependencies: [.package(name: "gatehouse", path: "../..")],
    targets: [
        .executableTarget(name: "sales", dependencies: [.product(name: "GatehouseSheets", package: "gatehouse")])
    ]
)
