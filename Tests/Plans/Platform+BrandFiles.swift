/// Brand files of many brands, those of the large brand one in ten thousand; 18,000 have ended long ago, and the others wait.
extension Platform {
    static func brandFiles(at now: Int64) -> [String] {
        let second: Int64 = 1_000_000
        let day = 86_400 * second
        let digits = "CAST(1000000 + i AS TEXT) || '\(String(repeating: "0", count: 57))'"
        return [
            insert(
                rows,
                """
                brand_file (brand_id, company_id, organization_id, user_id, kind, name, media_type, size, source, host_id,
                    warehouse_id, status, note, marked, problem_count, created_at, finished_at)
                """,
                """
                i, i, 1 + i % 2000, i, 'stock', 'x.csv', 'text/csv', 10, \(digits), i, i,
                    CASE WHEN i <= 18000 THEN 'rejected' ELSE 'queued' END, '', \(digits), 0, \(now),
                    CASE WHEN i <= 18000 THEN \(now - 100 * day) + i * \(second) END
                """),
            insert(
                rows, "fetched_image (organization_id, digest, size, created_at)", "1 + i % 2000, \(digits), 10, \(now)"
            ),
            """
            UPDATE file_quota SET used = used + 1000000, files = files + 100000
            """,
            insert(
                rows, "notification (user_id, organization_id, type, is_error, message, data, created_at, read_at)",
                """
                i, 1 + i % 2000, 'brand_file_processed', FALSE, 'Done.', '{}', \(now) - i * \(second),
                    CASE WHEN i % 2 = 0 THEN \(now) END
                """),
        ]
    }
}
