/// A code that opens doors of one building; nobody else there has the same.
public enum Pin {}
