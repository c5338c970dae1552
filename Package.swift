// swift-tools-version: 6.2
import PackageDescription

// One line a target. The folders under Sources/ are the layers, lowest first; an arrow goes to a lower layer only
// (ARCHITECTURE.md lists the few arrows inside a layer), and bin/layers refuses anything else.
//
// GATEHOUSE_PART builds one part of the house without the rest, in seconds instead of minutes:
//   sheets    Zip and XLSX, which need nothing but ISA-L
//   engines   every engine, the drivers of the databases, and the business without the web
let part = Context.environment["GATEHOUSE_PART"] ?? "all"

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// MARK: Third-party products

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: [Target.Dependency] = [
    .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
]
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket: [Target.Dependency] = [
    .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOWebSocket", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
]

// MARK: The executable

/// Links Swift's own libraries into the release executable, which then starts sooner, needs 10 MB less memory, and no
/// Swift on the machine it runs on (docs/decisions/0012-one-file.md). Swift's compiler finds Foundation's by itself only
/// where everything is compiled for that, so they stand here.
let oneFile: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker",
            "pack-relative-relocs", "-lFoundation", "-lFoundationEssentials", "-lFoundationInternationalization",
            "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
        ], .when(platforms: [.linux], configuration: .release))
]

// MARK: Layers

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func layer(_ folder: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)", swiftSettings: swiftSettings)
}

func basics(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: swiftSettings)
}

func engine(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    layer("Engines", name, dependencies)
}

func driver(_ name: String, _ dependencies: [Target.Dependency]) -> Target { layer("Drivers", name, dependencies) }
func domain(_ name: String, _ dependencies: [Target.Dependency]) -> Target { layer("Domain", name, dependencies) }
func imports(_ name: String, _ dependencies: [Target.Dependency]) -> Target { layer("Imports", name, dependencies) }
func web(_ name: String, _ dependencies: [Target.Dependency]) -> Target { layer("Web", name, dependencies) }
func app(_ name: String, _ dependencies: [Target.Dependency]) -> Target { layer("App", name, dependencies) }

func tests(of name: String, in folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
        path: "Tests/\(folder)/\(name)Tests", swiftSettings: swiftSettings)
}

// MARK: The house

let sheets: [Target] = [
    system("CISAL", pkgConfig: "libisal", apt: "libisal-dev"),
    engine("Zip", ["CISAL"]),
    .systemLibrary(name: "CByteScan", path: "Sources/System/CByteScan"),
    .systemLibrary(name: "CMemoryFile", path: "Sources/System/CMemoryFile"),
    engine("XLSX", ["CByteScan", "CMemoryFile", "Zip"]),
    engine("DelimitedText", ["CByteScan", "XLSX", "Zip"]),
    engine("GatehouseSheets", ["DelimitedText", "XLSX", "Zip"]),
    tests(of: "GatehouseSheets", in: "Engines"),
    tests(of: "Zip", in: "Engines"),
    tests(of: "XLSX", in: "Engines", ["Zip"]),
    tests(of: "DelimitedText", in: "Engines", ["XLSX"]),
]

/// What Benchmarks/ runs beside its peers.
let benches: [Target] = [
    .executableTarget(
        name: "sheet-bench", dependencies: ["DelimitedText", "XLSX"], path: "Benchmarks/SheetBench",
        swiftSettings: swiftSettings)
]

let engines: [Target] = [
    basics("Basics", [crypto]),
    engine("ImportSchema", ["XLSX", "Basics"]),
    system("CMagic", pkgConfig: "libmagic", apt: "libmagic-dev"),
    engine("FileKinds", ["CMagic", "Zip"]),
    .systemLibrary(name: "CConfinement", path: "Sources/System/CConfinement"),
    engine("Images", ["CConfinement"]),
    system("CVips", pkgConfig: "gobject-2.0", apt: "libvips-dev"),
    .executableTarget(
        name: "gatehouse-images", dependencies: ["CConfinement", "CVips", "Images"],
        path: "Sources/App/gatehouse-images", swiftSettings: swiftSettings, linkerSettings: oneFile),
    engine("Scanning"),
    engine("OutboundHTTP"),
    system("CQRCode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    engine("QRCodes", ["CISAL", "CQRCode"]),
    engine("Messaging"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    driver("SMTP", ["CCurl", "Messaging"]),
    driver("Outbound", ["Messaging", "OutboundHTTP", asyncHTTPClient, nioHTTP1] + nio),
    engine("TimeZones", ["Basics"]),
    driver("ScannerClamd", ["Scanning"]),
    engine("JSONAPI", ["Basics"]),
    engine("Storage", ["Basics"]),
    .systemLibrary(name: "CDisk", path: "Sources/System/CDisk"),
    engine("Blobs", ["CDisk", "Basics", crypto]),
    engine("Jobs", ["Storage", "Basics", logging]),
    engine("Events", ["Storage", "Jobs", "Basics", logging]),
    .systemLibrary(name: "CSQLiteSettings", path: "Sources/System/CSQLiteSettings"),
    driver("StorageSQLite", ["CSQLiteSettings", "Storage", "Basics"] + grdb),
    system("CPQ", pkgConfig: "libpq", apt: "libpq-dev"),
    driver("StoragePostgres", ["CPQ", "Storage", "Basics"]),
    driver("BlobsS3", ["Blobs", "Basics", asyncHTTPClient, crypto, logging, nioHTTP1] + nio),
    .testTarget(
        name: "BasicsTests", dependencies: ["Basics"], path: "Tests/BasicsTests", swiftSettings: swiftSettings),
    .target(
        name: "TestDatabases", dependencies: ["Storage", "StorageSQLite", "StoragePostgres", "Basics"],
        path: "Tests/Engines/TestDatabases", swiftSettings: swiftSettings),
    tests(of: "Storage", in: "Engines", ["TestDatabases", "StorageSQLite", "StoragePostgres", "Basics"]),
    tests(of: "Blobs", in: "Engines", ["BlobsS3", "Basics", logging] + nio),
    tests(of: "Jobs", in: "Engines", ["TestDatabases", "Storage", "StorageSQLite", "Basics", logging]),
    tests(of: "Events", in: "Engines", ["TestDatabases", "Storage", "Jobs", "Basics", logging]),
    tests(of: "ImportSchema", in: "Engines", ["XLSX", "Zip", "Basics"]),
    tests(of: "FileKinds", in: "Engines", ["Zip"]),
    tests(of: "Images", in: "Engines", ["gatehouse-images"]),
    tests(of: "OutboundHTTP", in: "Engines"),
    tests(of: "Messaging", in: "Engines"),
    tests(of: "QRCodes", in: "Engines"),
    tests(of: "Scanning", in: "Engines", ["ScannerClamd"]),
    tests(of: "TimeZones", in: "Engines", ["Basics"]),
    tests(of: "JSONAPI", in: "Engines", ["Basics"]),
]

let business: [Target] = [
    domain("Identity", ["Storage", "Basics", crypto, cryptoExtras]),
    tests(of: "Identity", in: "Domain", ["TestDatabases", "Storage", "Basics"]),
    domain("Files", ["Identity", "Storage", "Blobs", "FileKinds", "Images", "Scanning", "Basics", crypto]),
    domain("Catalog", ["Identity", "Storage", "Basics"]),
    tests(
        of: "Catalog", in: "Domain",
        ["TestDatabases", "Identity", "Storage", "StorageSQLite", "StoragePostgres", "Basics"]),
    domain("Notifications", ["Identity", "Events", "Storage", "Basics"]),
    domain(
        "Access",
        [
            "Identity", "Events", "Jobs", "Messaging", "OutboundHTTP", "QRCodes", "Storage", "TimeZones", "Basics",
            crypto,
        ]),
    tests(
        of: "Access", in: "Domain",
        [
            "TestDatabases", "Events", "Jobs", "Messaging", "OutboundHTTP", "TimeZones", "Identity", "Storage",
            "Basics", logging,
        ]),
    imports(
        "ImportRuns", ["Identity", "ImportSchema", "XLSX", "Storage", "Blobs", "Jobs", "Events", "Basics", logging]),
    imports(
        "BrandFiles",
        [
            "ImportRuns", "Catalog", "Files", "FileKinds", "Notifications", "Identity", "ImportSchema", "DelimitedText",
            "XLSX", "OutboundHTTP", "Storage", "Blobs", "Jobs", "Basics",
        ]),
    imports(
        "ImportKinds",
        ["ImportRuns", "BrandFiles", "Access", "Catalog", "Identity", "ImportSchema", "XLSX", "Storage", "Basics"]),
    .testTarget(
        name: "BrandFilesTests",
        dependencies: [
            "BrandFiles", "ImportKinds", "Catalog", "Notifications", "Files", "FileKinds", "Images", "Identity",
            "ImportSchema", "XLSX", "Jobs", "Events", "Blobs", "TestDatabases", "Storage", "Basics", logging,
        ],
        path: "Tests/Imports/BrandFilesTests", swiftSettings: swiftSettings),
    .testTarget(
        name: "PlansTests",
        dependencies: [
            "TestDatabases", "ImportKinds", "ImportRuns", "BrandFiles", "Notifications", "OutboundHTTP", "Messaging",
            "Access",
            "Catalog", "Files", "FileKinds", "Images", "Identity",
            "Events", "Jobs", "Blobs", "Storage", "TimeZones",
            "StorageSQLite", "StoragePostgres", "Basics", logging,
        ],
        path: "Tests/Plans", swiftSettings: swiftSettings),
]

let house: [Target] = [
    web(
        "HTTPSupport",
        [
            "Files", "FileKinds", "Identity", "Blobs", "Basics", hummingbird, httpTypes, logging,
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
        ] + nio),
    web(
        "IntercomAdminAPI",
        ["HTTPSupport", "ImportRuns", "ImportKinds", "Access", "Identity", "Blobs", "Basics", hummingbird, httpTypes]
            + nio),
    web("CustomerDocumentAPI", ["HTTPSupport", "Files", "FileKinds", "Identity", "Basics", hummingbird, httpTypes]),
    web(
        "FilerAPI", ["HTTPSupport", "Files", "FileKinds", "Identity", "Blobs", "Basics", hummingbird, httpTypes] + nio),
    web(
        "BrandFileAPI",
        [
            "HTTPSupport", "BrandFiles", "Catalog", "Files", "Notifications", "Identity", "Blobs", "Basics",
            hummingbird,
            httpTypes,
        ] + nio),
    web("AccountsAPI", ["HTTPSupport", "Identity", "Basics", hummingbird, httpTypes] + nio),
    web(
        "AccessAPI",
        [
            "HTTPSupport", "JSONAPI", "Access", "Files", "FileKinds", "Identity", "Blobs", "Basics", hummingbird,
            httpTypes,
        ] + nio),
    web(
        "PanelAPI",
        [
            "HTTPSupport", "Access", "Identity", "Events", "Blobs", "FileKinds", "Basics", hummingbird, httpTypes,
            logging,
        ] + nio),
    web("UploadsAPI", ["HTTPSupport", "Files", "Identity", "Blobs", "Basics", hummingbird, httpTypes] + nio),
    web(
        "PushAPI",
        ["HTTPSupport", "Events", "Identity", "Basics", hummingbird, httpTypes, crypto, logging] + nio + nioWebSocket),
    app(
        "Assembly",
        [
            "IntercomAdminAPI", "PushAPI", "CustomerDocumentAPI", "FilerAPI", "UploadsAPI", "BrandFileAPI",
            "AccountsAPI", "AccessAPI", "PanelAPI", "HTTPSupport", "TimeZones", "Messaging", "SMTP",
            "ImportKinds", "ImportRuns", "BrandFiles", "Notifications", "Outbound", "OutboundHTTP", "Access", "Catalog",
            "Files", "Identity",
            "FileKinds", "Images", "Scanning", "ScannerClamd", "StorageSQLite", "StoragePostgres", "BlobsS3", "Storage",
            "Blobs", "Jobs", "Events", "Basics", hummingbird,
            configuration, lifecycle,
            logging, httpTypes, systemPackage, unixSignals, .product(name: "HummingbirdCore", package: "hummingbird"),
        ] + nio),
    .executableTarget(
        name: "gatehouse",
        dependencies: [
            "Assembly", "ImportKinds", "ImportRuns", "BrandFiles", "ImportSchema", "DelimitedText", "XLSX", "Access",
            "Catalog", "Files",
            "Identity",
            "Basics",
            argumentParser, lifecycle, unixSignals, logging,
        ],
        path: "Sources/App/gatehouse", swiftSettings: swiftSettings, linkerSettings: oneFile),
]

let enginePackages: [Package.Dependency] = [
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
]

let housePackages: [Package.Dependency] = [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

func chosen<Piece>(sheets: [Piece], engines: [Piece], all: [Piece]) -> [Piece] {
    switch part {
    case "sheets": sheets
    case "engines": engines
    default: all
    }
}

/// The engine for sheets, for packages of other people: who depends on it alone builds nothing of the house.
let sheetsLibrary: Product = .library(name: "GatehouseSheets", targets: ["GatehouseSheets"])

let package = Package(
    name: "gatehouse",
    products: chosen(
        sheets: [sheetsLibrary], engines: [sheetsLibrary],
        all: [
            sheetsLibrary, .executable(name: "gatehouse", targets: ["gatehouse"]),
            .executable(name: "gatehouse-images", targets: ["gatehouse-images"]),
        ]),
    dependencies: chosen(sheets: [], engines: enginePackages, all: enginePackages + housePackages),
    targets: chosen(
        sheets: sheets + benches, engines: sheets + engines + business, all: sheets + engines + business + house)
)
