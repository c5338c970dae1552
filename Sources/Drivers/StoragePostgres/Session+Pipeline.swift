import CPQ
import Storage

extension Session {
    /// Sends prepared statements together, after a BEGIN where one is given, and reads all their answers: one round trip.
    ///
    /// The first failure is thrown; what stands behind it was not done.
    func pipelined(_ begin: String?, _ statements: [(name: String, parameters: Parameters)]) throws -> [QueryResult] {
        guard PQenterPipelineMode(handle) == 1 else { throw ServerError(lost: message(of: handle)) }
        defer { _ = PQexitPipelineMode(handle) }
        var sent: Int32 = 1
        if let begin { sent &= PQsendQueryParams(handle, begin, 0, nil, nil, nil, nil, 0) }
        for (name, parameters) in statements {
            sent &= parameters.withPointers { count, values, lengths, formats in
                PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
            }
        }
        guard sent == 1, PQpipelineSync(handle) == 1 else { throw ServerError(lost: message(of: handle)) }
        let answers = (0..<statements.count + (begin == nil ? 0 : 1)).map { _ in nextAnswer() }
        while let answer = PQgetResult(handle) {
            let isEnd = PQresultStatus(answer) == PGRES_PIPELINE_SYNC
            PQclear(answer)
            if isEnd { break }
        }
        return try answers.map { try $0.get() }
    }

    /// The answer to the next statement of a pipeline; its end is read too.
    private func nextAnswer() -> Result<QueryResult, any Error> {
        let answer = Result { try QueryResult(PQgetResult(handle), of: handle) }
        while let more = PQgetResult(handle) { PQclear(more) }
        return answer
    }
}
