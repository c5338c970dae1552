import Glibc

/// Prints a line at once, also into a file or a pipe, for whoever follows the demo there.
func say(_ text: String) {
    print(text)
    fflush(nil)
}
