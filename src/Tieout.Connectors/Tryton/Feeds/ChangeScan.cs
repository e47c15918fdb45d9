using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Reads the changes of one model in the order of their stamps, and misses none.</summary>
/// <remarks>
/// Tryton stamps a record with the start of the transaction, so a change may become visible behind
/// one with a later stamp. Each pass therefore begins at the server's clock less the overlap, as it
/// was when the pass before began, and leaves out what was delivered since.
/// <code>
///   stamps  ----|=====overlap=====|----> server's clock at the begin of the pass
///               Start of the next pass
/// </code>
/// A record that was never changed has no write_date; the two kinds are read apart and merged.
/// </remarks>
internal sealed class ChangeScan(TrytonRpc rpc, TrytonOptions options, ScanTarget target)
{
    private static readonly string[] Fields = ["create_date", "write_date"];

    public async Task<ScanPage> NextAsync(ScanState state, CancellationToken cancellationToken)
    {
        var written = await AskAsync("write_date", [], state, cancellationToken);
        object?[] neverWritten = ["write_date", "=", null];
        var created = await AskAsync("create_date", [neverWritten], state, cancellationToken);

        // Each list holds its smallest keys, so the smallest of both are complete.
        ChangeKey[] all =
        [
            .. written
                .Result.Concat(created.Result)
                .Select(row => row.Key)
                .OrderBy(key => key.Stamp)
                .ThenBy(key => key.Id),
        ];
        var taken = all.Take(options.PageSize).ToArray();
        var isLast =
            taken.Length == all.Length
            && written.Result.Length < options.PageSize
            && created.Result.Length < options.PageSize;
        var serverTime = written.ServerTime ?? (taken.Length > 0 ? taken[^1].Time : null);
        var start = state.Position is null ? StartOfNext(state, serverTime) : state.Start;
        var next = new ScanState(
            start,
            isLast || taken.Length == 0 ? null : taken[^1],
            [.. state.Seen.Concat(taken).Where(key => key.Stamp >= start)]
        );
        var fresh = taken.Where(key => !state.Seen.Contains(key)).ToArray();
        return new ScanPage(fresh, next, isLast, serverTime);
    }

    private long StartOfNext(ScanState state, Instant? serverTime) =>
        serverTime is { } now
            ? Math.Max(state.Start, ChangeKey.StampOf(now - Duration.FromTimeSpan(options.Overlap)))
            : state.Start;

    private Task<TrytonAnswer<ChangedRow[]>> AskAsync(
        string stampField,
        IReadOnlyList<object?> clauses,
        ScanState state,
        CancellationToken cancellationToken
    )
    {
        object?[] domain = [.. target.Domain, .. clauses, After(stampField, state)];
        object[] order = [new[] { stampField, "ASC" }, new[] { "id", "ASC" }];
        object?[] arguments = [domain, 0, options.PageSize, order, Fields];
        return rpc.AskAsync<ChangedRow[]>(
            TrytonCall.Read(target.Model, "search_read", arguments),
            cancellationToken
        );
    }

    private static object[] After(string field, ScanState state)
    {
        if (state.Position is not { } place)
        {
            return [field, ">=", ChangeKey.InstantOf(state.Start)];
        }

        object[] later = [new object[] { field, ">", place.Time }];
        object[] same =
        [
            new object[] { field, "=", place.Time },
            new object[] { "id", ">", place.Id },
        ];
        return ["OR", later, same];
    }
}
