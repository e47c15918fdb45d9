using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Finds records that left the recycle bin before they were seen in it.</summary>
/// <remarks>
/// Deleted records are read like changed ones as long as they lie in the bin. Of those that do not,
/// the vendor's log tells no more than the id, for fifteen days.
/// </remarks>
internal sealed class DeletionScan(
    SalesforceClient client,
    SalesforceAccess access,
    ISalesforceFeed feed
)
{
    private const int LogDays = 15;
    private const int IdsAtOnce = 200;

    /// <summary>The log is kept to the minute, and its days end a moment earlier than one thinks.</summary>
    private static readonly Duration LogMargin = Duration.FromMinutes(5);

    /// <summary>Tells what is gone for good, and how far that was looked for.</summary>
    /// <returns>The state after it, what was found, and what may have been missed.</returns>
    public async Task<(
        ScanState Next,
        FeedBatch Gone,
        IReadOnlyList<RejectedRecord> Warnings
    )> RunAsync(ScanState state, Instant serverTime, CancellationToken cancellationToken)
    {
        var gone = new FeedBatch(access.System, feed.Told);
        var now = serverTime.ToUnixTimeSeconds();
        var earliest = (serverTime - Duration.FromDays(LogDays) + LogMargin).ToUnixTimeSeconds();
        var since = Math.Max(state.Deleted, earliest);
        if (
            feed.Feed.Deletions is not Deletions.Told
            || now - since < NodaConstants.SecondsPerMinute
        )
        {
            return (state, gone, []);
        }

        var path =
            $"sobjects/{feed.Object}/deleted?start={Literal(since)}&end={Literal(now + NodaConstants.SecondsPerMinute)}";
        var answer = await client.GetAsync(
            $"the deletions of {feed.Object}",
            path,
            cancellationToken
        );
        var (deleted, covered) = Read(answer.Body);
        foreach (var chunk in deleted.Chunk(IdsAtOnce))
        {
            var binned = await BinnedAsync([.. chunk.Select(x => x.Id)], cancellationToken);
            foreach (var key in chunk.Where(x => !binned.Contains(x.Id)))
            {
                // It may have been told as deleted already, with all that the bin had of it.
                feed.MapPurged(key.Id, SalesforceRow.VersionOf(key.Stamp) + 1, gone);
            }
        }

        var warnings = state.Deleted < earliest ? new[] { Missed() } : [];
        return (state with { Deleted = covered }, gone, warnings);
    }

    private static string Literal(long seconds) =>
        Uri.EscapeDataString(SalesforceStamp.ToLiteral(seconds));

    private RejectedRecord Missed() =>
        new(
            new Origin(access.System, feed.Object),
            "salesforce.deletions-missed",
            Field: null,
            "The feed rested for more than 15 days: what was deleted and purged before that is not told by Salesforce any more."
        );

    private (IReadOnlyList<ChangeKey> Deleted, long Covered) Read(JsonElement body)
    {
        if (
            body.TryGetProperty("deletedRecords", out var records)
            && records.ValueKind is JsonValueKind.Array
            && body.TryGetProperty("latestDateCovered", out var covered)
        )
        {
            return (
                [.. records.EnumerateArray().Select(KeyOf)],
                SalesforceStamp.Parse(covered.GetString()!)
            );
        }

        throw new ConnectorException(
            ConnectorFault.Contract,
            $"The answer about deletions of {feed.Object} has another form."
        );
    }

    private static ChangeKey KeyOf(JsonElement deleted) =>
        new(
            SalesforceStamp.Parse(deleted.GetProperty("deletedDate").GetString()!),
            deleted.GetProperty("id").GetString()!
        );

    private async Task<HashSet<string>> BinnedAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        var list = string.Join(',', ids.Select(x => $"'{x}'"));
        var answer = await client.QueryAsync(
            feed.Object,
            $"SELECT Id FROM {feed.Object} WHERE Id IN ({list})",
            cancellationToken
        );
        return
        [
            .. answer
                .Body.GetProperty("records")
                .EnumerateArray()
                .Select(x => x.GetProperty("Id").GetString()!),
        ];
    }
}
