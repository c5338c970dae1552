"""Product files: columns, barcodes, and what they make of the catalogue."""

import pytest

from Support.trade import PRODUCT, ean, product, products
from Support.marks import notes, red_cells
from Support.workbooks import by_xlsxwriter, csv_text, opened, sheet


def send(trade, *rows):
    return trade.sender.process(f"product,{trade.brand}", products(*rows))


def refused(trade, *rows):
    """What the note says, and the addresses of the marked cells."""
    entry = trade.sender.reject(f"product,{trade.brand}", products(*rows))
    page = opened(trade.sender.errors(entry)).worksheets[0]
    assert trade.sender.list("product") == []
    return entry["detail"]["error"], {cell for cell in red_cells(page)}


def test_products_and_variants_are_created_and_updated(trade):
    rows = [
        product(1, Code="SHIRT", Title="Shirt", Description="A shirt\nof linen", Sequence=7, Size="M", SellPrice="39.905"),
        product(2, Code="SHIRT", Title="Shirt", Description="A shirt\nof linen", Size="L"),
        product(3),
    ]
    send(trade, *rows)
    shown = {row["code"]: row for row in trade.sender.list("product")}
    assert set(shown) == {"SHIRT", "P3"}
    assert (shown["SHIRT"]["title"], shown["SHIRT"]["description"]) == ("Shirt", "A shirt\nof linen")
    variants = {row["code"]: row for row in trade.sender.list("variant")}
    assert {code: row["barcode"] for code, row in variants.items()} == {"V1": ean(1), "V2": ean(2), "V3": ean(3)}
    assert (variants["V1"]["size"], variants["V2"]["size"]) == ("M", "L")
    assert (variants["V1"]["sequence"], variants["V2"]["sequence"], variants["V3"]["sequence"]) == (7, 2, 3)
    assert (variants["V1"]["rrp"], variants["V1"]["sellPrice"]) == (49.9, 39.905)
    assert variants["V1"]["fk_product"] == variants["V2"]["fk_product"] == shown["SHIRT"]["id"]
    send(trade, product(3, Title="New title", Size="XL", RRP="55"))
    assert trade.sender.list("variant", code="V3")[0]["size"] == "XL"
    assert {row["code"]: row["title"] for row in trade.sender.list("product")} == {"SHIRT": "Shirt", "P3": "New title"}
    assert {row["id"] for row in trade.sender.list("variant")} == {row["id"] for row in variants.values()}


@pytest.mark.parametrize("column", [name for name in PRODUCT if name not in ("Sequence", "SellPrice")])
def test_a_required_value_is_missed(trade, column):
    error, cells = refused(trade, product(1), product(2, **{column: None}))
    assert cells == {f"{chr(65 + PRODUCT.index(column))}3"}
    assert f"Row 3, {column}:" in error


def test_a_required_column_is_missed(trade):
    rows = [[value for name, value in zip(PRODUCT, row) if name != "Barcode"] for row in (PRODUCT, product(1))]
    entry = trade.sender.reject(f"product,{trade.brand}", sheet(rows))
    assert "Barcode" in entry["detail"]["error"]


@pytest.mark.parametrize("column, longest", [
    ("Code", 20), ("Title", 100), ("Description", 10_000), ("Category", 40), ("Colour", 30), ("Size", 20), ("VariantCode", 20)])
def test_texts_have_their_lengths(trade, column, longest):
    place = chr(65 + PRODUCT.index(column))
    assert refused(trade, product(1, **{column: "é" * (longest + 1)}))[1] == {place + "2"}
    send(trade, product(1, **{column: "é" * longest}))


@pytest.mark.parametrize("barcode", [
    "505595001681", "50559500168041", "5055950016805", "ABC", "5.05595E+12", "5,05595E+12", "12345", True, 5055950000000.0])
def test_a_wrong_barcode_rejects_the_file(trade, barcode):
    error, cells = refused(trade, product(1), product(2, Barcode=barcode))
    assert cells == {"I3"}


def test_scientific_notation_is_told_with_advice(trade):
    assert "scientific notation" in refused(trade, product(1, Barcode="5.05595E+12"))[0]


@pytest.mark.parametrize("barcode, expected", [
    ("5055950016804", "5055950016804"), (5055950016804, "5055950016804"), (" 5055950016804 ", "5055950016804"),
    ("036000291452", "0036000291452"), ("0036000291452", "0036000291452"), (36000291452, None), (123601057072, "0123601057072"),
])
def test_a_barcode_is_the_same_as_text_or_number(trade, barcode, expected):
    if expected is None:
        assert "leading zeros" in refused(trade, product(1, Barcode=barcode))[0]
    else:
        send(trade, product(1, Barcode=barcode))
        assert [row["barcode"] for row in trade.sender.list("variant")] == [expected]


def test_a_number_is_read_through_a_format_that_pads_with_zeros(trade):
    def arrange(book, page):
        padded = book.add_format({"num_format": "0000000000000"})
        page.write_number(1, 8, 36000291452, padded)
        page.write_number(1, 7, 42, book.add_format({"num_format": "00000"}))

    row = product(1)
    row[7] = row[8] = None
    trade.sender.process(f"product,{trade.brand}", by_xlsxwriter([PRODUCT, row], arrange))
    variant = trade.sender.list("variant")[0]
    assert (variant["barcode"], variant["code"]) == ("0036000291452", "00042")


def test_duplicates_inside_the_file_are_marked(trade):
    rows = (product(1), product(2, Barcode=ean(1)), product(3, VariantCode="V1"))
    assert refused(trade, *rows)[1] == {"I3", "H4"}


def test_rows_of_one_product_must_agree_on_it(trade):
    rows = (product(1, Code="X", Title="One", Category="A"), product(2, Code="X", Title="Two", Category="A"))
    assert refused(trade, *rows)[1] == {"B3"} | ({"C3"} if rows[0][2] != rows[1][2] else set())


def test_what_contradicts_the_company_is_marked(trade):
    other = trade.new_brand()
    trade.sender.process(f"product,{other}", products(1))
    send(trade, product(2))
    cases = [
        (product(3, Code="P1", Title="Product 1"), {"A2"}),
        (product(1, Code="P9", VariantCode="V9"), {"I2"}),
        (product(2, VariantCode="V9"), {"I2"}),
        (product(4, VariantCode="V2"), {"H2"}),
    ]
    for row, cells in cases:
        entry = trade.sender.reject(f"product,{trade.brand}", products(row))
        assert red_cells(opened(trade.sender.errors(entry)).worksheets[0]) == cells
    assert len(trade.sender.list("variant")) == 2


def test_another_company_may_have_the_same_codes(server, installation, trade):
    send(trade, product(1))
    send(type(trade)(server, installation), product(1))


@pytest.mark.parametrize("amount", ["-1", "1.2.3", "1,000.00", "€5", "12a", True, "0.0000000001"])
def test_a_wrong_amount_is_marked(trade, amount):
    assert refused(trade, product(1, RRP=amount))[1] == {"J2"}


@pytest.mark.parametrize("amount, expected", [
    ("0", "0.00"), ("12.5", "12.50"), (12.5, "12.50"), ("12,5", "12.50"), (0.1 + 0.2, "0.30"), ("0.125", "0.125"),
    ("123456789012.123456", "123456789012.123456"), (19.99, "19.99"), (1e3, "1000.00"), (5, "5.00")])
def test_amounts_are_exact(trade, amount, expected):
    send(trade, product(1, RRP=amount))
    text = trade.sender.client.get("/api/variant").text
    assert f'"rrp":{expected}' in text.replace(" ", ""), text


def test_a_sell_price_above_the_rrp_is_told(trade):
    entry = send(trade, product(1, RRP="10", SellPrice="10.01"), product(2, SellPrice="49.90"))
    assert entry["detail"]["error"] == "Warning - Sell Price Above RRP: 1 row(s)."


def test_unknown_columns_are_told_and_left_alone(trade):
    rows = [PRODUCT + ["Weight"], product(1) + [3]]
    entry = trade.sender.process(f"product,{trade.brand}", sheet(rows))
    assert entry["detail"]["error"].startswith("Warning - ") and '"Weight"' in entry["detail"]["error"]


def test_headers_match_in_any_order_and_spelling(trade):
    rows = [[name.upper().replace("VARIANTCODE", "variant code") for name in reversed(PRODUCT)], product(1)[::-1]]
    trade.sender.process(f"product,{trade.brand}", sheet(rows))
    assert trade.sender.list("variant")[0]["code"] == "V1"


@pytest.mark.parametrize("encode", [
    lambda text: text.encode(), lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode("utf-16"),
    lambda text: b"\xfe\xff" + text.encode("utf-16-be"), lambda text: text.encode("windows-1252"),
    lambda text: text.replace(",", ";").encode(), lambda text: text.replace(",", "\t").encode(),
], ids=["utf-8", "bom", "utf-16", "utf-16 big", "windows-1252", "semicolons", "tabs"])
def test_text_is_read_in_each_encoding_and_with_each_delimiter(trade, encode):
    text = csv_text([PRODUCT, product(1, Title="Hemdchen für Größe “M”", Colour="Bleu pâle")]).decode()
    entry = trade.sender.process(f"product,{trade.brand}", encode(text), "list.csv")
    assert trade.sender.list("product")[0]["title"] == "Hemdchen für Größe “M”"
    assert trade.sender.list("variant")[0]["colour"] == "Bleu pâle"
    assert entry["detail"]["fileMime"] in ("text/csv", "text/tab-separated-values")


def test_a_decimal_comma_is_read_where_the_delimiter_is_another(trade):
    rows = [PRODUCT, product(1, RRP="1234,50")]
    semicolons = "\r\n".join(";".join("" if value is None else str(value) for value in row) for row in rows)
    trade.sender.process(f"product,{trade.brand}", semicolons.encode(), "a.csv")
    assert trade.sender.list("variant")[0]["rrp"] == 1234.5
    trade.sender.reject(f"product,{trade.brand}", csv_text(rows), "b.csv")


def test_the_marked_copy_of_a_text_is_a_workbook_with_the_same_rows(trade):
    text = csv_text([PRODUCT, product(1), [], product(2, Barcode="x", Title="Größe")])
    entry = trade.sender.reject(f"product,{trade.brand}", text, "list.csv")
    page = opened(trade.sender.errors(entry)).worksheets[0]
    assert red_cells(page) == {"I4"} and set(notes(page)) == {"I4"}
    assert [cell.value for cell in page[2]][8] == ean(1) and page["B4"].value == "Größe"


def test_a_damaged_workbook_is_rejected_with_its_reason(trade):
    content = bytearray(products(*range(1, 3000)))
    middle = len(content) // 2
    content[middle:middle + 40] = bytes(40)
    answer = trade.sender.post(f"product,{trade.brand}", bytes(content))
    if answer.status_code == 201:
        entry = trade.sender.wait(answer.json()["response"]["file"][0])
        assert entry["status"] == "rejected" and entry["detail"]["error"].startswith("Error - ")
    else:
        assert answer.status_code == 415
    assert trade.sender.list("variant") == []
