/// A flat, an office, a shop: a place in a building that a panel can ring.
public enum Unit {}
