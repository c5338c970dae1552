import Basics
import Catalog

func orderRepresentation(_ order: Order) -> JSON {
    [
        "id": .key(order.id), "number": .string(order.number), "fk_host": .key(order.host),
        "fk_brand": .key(order.brand), "status": .string(order.status.rawValue),
        "createdDate": .moment(order.createdAt), "line": .array(order.lines.map(line)),
        "dispatch": .array(order.dispatches.map(dispatch)), "order_host": .related(order.host),
        "order_brand": .related(order.brand),
    ]
}

private func line(_ line: OrderLine) -> JSON {
    [
        "id": .key(line.id), "barcode": .string(line.barcode.text), "quantity": .integer(line.quantity),
        "dispatched": .integer(line.dispatched), "price": JSON(line.price),
    ]
}

private func dispatch(_ dispatch: OrderDispatch) -> JSON {
    [
        "carrier": .string(dispatch.carrier), "trackingNumber": .string(dispatch.trackingNumber),
        "dispatchDate": .day(dispatch.day),
        "line": .array(
            dispatch.lines.map { line in
                [
                    "id": .key(line.line), "barcode": .string(line.barcode.text), "quantity": .integer(line.quantity),
                ]
            }),
    ]
}
