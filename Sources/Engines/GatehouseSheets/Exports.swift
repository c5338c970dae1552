// One import for those who use the engine as a library: reading, writing and marking workbooks, and delimited text.
@_exported public import DelimitedText
@_exported public import XLSX
@_exported public import Zip
