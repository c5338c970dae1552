// Placeholder while the house is being built.
import Hummingbird
