"""Puts a password on a workbook, as Excel does: encrypt.py FROM TO."""
import sys

from msoffcrypto.format.ooxml import OOXMLFile

with open(sys.argv[1], "rb") as plain, open(sys.argv[2], "wb") as locked:
    OOXMLFile(plain).encrypt("a password", locked)
