/// A user's tie to a unit.
public enum Tenant {}
