/// The history of the tables that `CountedList` keeps.
public enum ListMigrations {
    public static let all = [
        Migration(
            id: "2026-11-22-counted-list",
            sql: """
                CREATE TABLE list_block (
                    list TEXT NOT NULL,
                    owner BIGINT NOT NULL,
                    level BIGINT NOT NULL,
                    block BIGINT NOT NULL,
                    number BIGINT NOT NULL,
                    PRIMARY KEY (list, owner, level, block)
                );
                CREATE TABLE list_change (
                    id {identity},
                    list TEXT NOT NULL,
                    owner BIGINT NOT NULL,
                    item BIGINT NOT NULL,
                    number BIGINT NOT NULL
                );
                CREATE INDEX list_change_owner ON list_change (list, owner, item);
                """)
    ]
}
