package import Basics
package import BrandFiles
package import Catalog
package import ImportSchema
package import Storage

/// `image,<BRAND>`: where in the web the images of products and variants are.
package struct ImageLists: BrandFileKind {
    package static let name = "image"
    package static let arguments: [BrandFileArgument] = []
    package static let senders: Set<BrandFileSender> = [.company]
    /// The images of an owner are replaced as a whole, so all rows of a file belong together.
    package static let batch = 1_048_576

    package let emptyRow = Row()
    package let example = ["5055950016804", "", "https://example.com/shirt.jpg", "1"]

    package init() {}

    package struct Row: Sendable {
        var barcode: Barcode?
        var code: String?
        var url = ""
        var sequence: Int64?
    }

    enum Column: Int {
        case barcode, code, url, sequence
    }

    package func columns(_ cells: CellReading) -> [ImportColumn<Row>] {
        [
            .barcode(needsValue: false, cells) { $0.barcode = $1 },
            .text("Code", aliases: ["Product Code"], most: 20, cells) { $0.code = $1 },
            .webAddress("ImageURL", aliases: ["URL", "Image"], needsValue: true) { $0.url = $1 },
            .whole("Sequence") { $0.sequence = $1 },
        ]
    }

    package func makeRules() -> ImageRules { ImageRules() }

    package func makeChange(
        of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction
    ) throws -> Change {
        Change(brand: brand, file: file.id, now: now, tx: tx)
    }

    /// Each row says whose image it is, and says it once.
    package struct ImageRules: RowRules {
        /// A row may have 2,000 bytes of address, and all of a file are applied at once.
        private static let most = 50_000

        private var seen: [String: Int32] = [:]

        package mutating func take(
            _ placed: PlacedRow<Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport
        ) {
            let row = placed.row
            if placed.place == ImageRules.most + 1 {
                report.add(
                    layout.problem(
                        row: placed.number, column: Column.url.rawValue, value: row.url, "image.too-many",
                        "A file names at most \(ImageRules.most) images. Send the rest in another."))
            }
            guard row.barcode != nil || row.code != nil else {
                if !faults.contains(Column.barcode.rawValue), !faults.contains(Column.code.rawValue) {
                    report.add(
                        layout.problem(
                            row: placed.number, column: Column.barcode.rawValue, value: "", "image.no-owner",
                            "Write the barcode of a variant, or the Code of a product."))
                }
                return
            }
            guard !row.url.isEmpty, placed.place <= ImageRules.most else { return }
            let key = "\(row.barcode?.text ?? "") \(row.barcode == nil ? row.code ?? "" : "") \(row.url)"
            if let first = seen[key] {
                report.add(
                    layout.problem(
                        row: placed.number, column: Column.url.rawValue, value: row.url, "image.duplicate",
                        "This image stands in row \(first) already. Leave it in one row."))
            } else {
                seen[key] = Int32(truncatingIfNeeded: placed.number)
            }
        }
    }

    /// Ties the addresses to variants, or where there is no barcode to products.
    package struct Change: RowChange {
        let brand: Brand
        let file: ID<BrandFile>
        let now: Instant
        let tx: any Transaction

        package mutating func apply(_ rows: [PlacedRow<Row>], _ report: inout ChangeReport) throws {
            let variants = try VariantTable.find(rows.compactMap(\.row.barcode), brand: brand, in: tx)
            let codes = rows.compactMap { $0.row.barcode == nil ? $0.row.code : nil }
            let products = try ProductTable.ids(of: codes, brand: brand, in: tx)
            var images: [ImageRow] = []
            var missing: Set<String> = []
            for placed in rows {
                let row = placed.row
                let sequence = row.sequence ?? Int64(placed.place)
                if let barcode = row.barcode {
                    if let known = variants[barcode] {
                        images.append(
                            ImageRow(
                                product: known.product, variant: known.variant, url: row.url, sequence: sequence))
                    } else if missing.insert(barcode.text).inserted {
                        report.addMissing(barcode.text, .variants)
                    }
                } else if let code = row.code {
                    if let product = products[code] {
                        images.append(ImageRow(product: product, variant: nil, url: row.url, sequence: sequence))
                    } else if missing.insert("code " + code).inserted {
                        report.addMissing(code, .products)
                    }
                }
            }
            let waiting = try ImageTable.replace(images, of: brand, now: now, in: tx)
            if waiting > 0 { try ImageFetching.enqueue(brand.id, for: file, in: tx) }
        }

        package mutating func finish(_ report: inout ChangeReport) {}
    }
}
