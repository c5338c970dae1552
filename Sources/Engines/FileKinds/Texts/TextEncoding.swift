/// How a text's bytes are to be read.
enum TextEncoding {
    case utf8, utf16LittleEndian, utf16BigEndian
    /// One byte a character, as in Windows-1252 and its siblings for other scripts.
    case singleByte
}
