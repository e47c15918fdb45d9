using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Reads the changes of one object in the order of their stamps, and misses none.</summary>
/// <remarks>
/// A transaction stamps before it commits, so a record may become visible behind one with a later
/// stamp. Each pass therefore begins at the server's clock less the overlap, as it was when the pass
/// before began, and leaves out what was delivered since. What was changed in the last seconds waits
/// for the next pass: stamps are whole seconds, and two changes in one would look like one.
/// <code>
///   stamps  ----|=====overlap=====|..settle..|--> server's clock at the begin of the pass
///               Start of the next pass
/// </code>
/// Pages go on from stamp and id and not by the vendor's cursor, which nobody finds again later.
/// </remarks>
internal sealed class ChangeScan(
    SalesforceClient client,
    SalesforceAccess access,
    ISalesforceFeed feed
)
{
    /// <summary>What is asked for of every record.</summary>
    public static readonly IReadOnlyList<string> Always = ["Id", "IsDeleted", "SystemModstamp"];

    private const long SettleSeconds = 2;

    public async Task<ScanPage> NextAsync(ScanState state, CancellationToken cancellationToken)
    {
        var answer = await client.QueryAsync(feed.Object, Soql(state), cancellationToken);
        var now = answer.ServerTime.ToUnixTimeSeconds();
        var rows = RowsOf(answer.Body, feed.Object);
        var settledBefore = now - SettleSeconds;
        var settled = rows.TakeWhile(x => x.Key.Stamp < settledBefore).ToList();
        var isLast = settled.Count < rows.Count || !IsMore(answer.Body, rows.Count);
        var start = state.Position is null
            ? Math.Max(state.Start, now - (long)access.Overlap.TotalSeconds)
            : state.Start;
        var next = state with
        {
            Start = start,
            Position = isLast ? null : settled[^1].Key,
            Seen = [.. state.Seen.Concat(settled.Select(x => x.Key)).Where(x => x.Stamp >= start)],
        };
        var fresh = settled.Where(x => !state.Seen.Contains(x.Key)).ToList();
        return new ScanPage(fresh, next, isLast, answer.ServerTime, settledBefore);
    }

    /// <summary>What is asked for of every record, and these fields.</summary>
    public static string FieldsOf(IEnumerable<string> fields) =>
        string.Join(", ", Always.Concat(fields).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>The records of an answer.</summary>
    /// <exception cref="ConnectorException">It has none, not even an empty list.</exception>
    public static List<SalesforceRow> RowsOf(JsonElement answer, string kind) =>
        answer.TryGetProperty("records", out var records)
        && records.ValueKind is JsonValueKind.Array
            ? [.. records.EnumerateArray().Select(x => new SalesforceRow(x))]
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"The answer to the query of {kind} has no records."
            );

    /// <summary>Whether there is more than stands in the answer.</summary>
    public static bool IsCut(JsonElement answer) =>
        answer.TryGetProperty("done", out var done) && done.ValueKind is JsonValueKind.False;

    /// <summary>A page may be shorter than asked for where records are wide: then done says so.</summary>
    private bool IsMore(JsonElement answer, int count) =>
        count > 0 && (count >= access.PageSize || IsCut(answer));

    private string Soql(ScanState state)
    {
        var where = state switch
        {
            { Position: { } at } =>
                $" WHERE SystemModstamp >= {SalesforceStamp.ToLiteral(at.Stamp)} AND (SystemModstamp > {SalesforceStamp.ToLiteral(at.Stamp)} OR Id > '{at.Id}')",
            { Start: > 0 } => $" WHERE SystemModstamp >= {SalesforceStamp.ToLiteral(state.Start)}",
            _ => string.Empty,
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {FieldsOf(feed.Fields)} FROM {feed.Object}{where} ORDER BY SystemModstamp, Id LIMIT {access.PageSize}"
        );
    }
}
