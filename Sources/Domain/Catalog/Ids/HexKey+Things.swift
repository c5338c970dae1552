public import Identity

// The kinds of things, by number. Whoever adds one takes a number that was never used.

extension Company: HexKeyed { public static var hexSalt: UInt64 { 1 } }
extension Brand: HexKeyed { public static var hexSalt: UInt64 { 2 } }
extension Host: HexKeyed { public static var hexSalt: UInt64 { 3 } }
extension Warehouse: HexKeyed { public static var hexSalt: UInt64 { 4 } }
extension Product: HexKeyed { public static var hexSalt: UInt64 { 5 } }
extension Variant: HexKeyed { public static var hexSalt: UInt64 { 6 } }
extension StockLevel: HexKeyed { public static var hexSalt: UInt64 { 7 } }
extension Price: HexKeyed { public static var hexSalt: UInt64 { 8 } }
extension ProductImage: HexKeyed { public static var hexSalt: UInt64 { 9 } }
extension Order: HexKeyed { public static var hexSalt: UInt64 { 10 } }
extension OrderLine: HexKeyed { public static var hexSalt: UInt64 { 11 } }
extension User: HexKeyed { public static var hexSalt: UInt64 { 12 } }
extension OrderDispatch: HexKeyed { public static var hexSalt: UInt64 { 13 } }
