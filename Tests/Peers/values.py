"""What a cell holds, in words that can be compared."""
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula


def content(cell):
    """The value in words; formulas that fill a range are objects to openpyxl."""
    if isinstance(cell.value, (ArrayFormula, DataTableFormula)):
        return f"{dict(cell.value)} {getattr(cell.value, 'text', '')}"
    return str(cell.value)
