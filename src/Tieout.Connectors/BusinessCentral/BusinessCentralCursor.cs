using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>How far the feed has come in one company.</summary>
/// <param name="At">The last change that was read.</param>
/// <param name="Seen">
/// What was told of the time that is looked at again, by id, with the stamp of its change.
/// </param>
internal sealed record BusinessCentralCursor(
    DateTimeOffset At,
    IReadOnlyDictionary<string, DateTimeOffset> Seen
)
{
    /// <summary>Of all companies together; more are told again, which does no harm.</summary>
    private const int SeenMax = 600;

    private static readonly BusinessCentralCursor Start = new(
        DateTimeOffset.MinValue,
        new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal)
    );

    public static Dictionary<string, BusinessCentralCursor> Read(Cursor cursor)
    {
        try
        {
            return cursor == Cursor.Start
                ? new Dictionary<string, BusinessCentralCursor>(StringComparer.Ordinal)
                : JsonSerializer.Deserialize<Dictionary<string, BusinessCentralCursor>>(
                    cursor.Value,
                    BusinessCentralJson.Options
                )!;
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "The cursor was not made by this connector; start the feed again.",
                inner: e
            );
        }
    }

    public static Cursor Write(Dictionary<string, BusinessCentralCursor> cursors)
    {
        var kept = cursors.ToDictionary(
            x => x.Key,
            x => x.Value with { Seen = Newest(x.Value.Seen, SeenMax / cursors.Count) },
            StringComparer.Ordinal
        );
        return new(JsonSerializer.Serialize(kept, BusinessCentralJson.Options));
    }

    public static BusinessCentralCursor Of(
        Dictionary<string, BusinessCentralCursor> cursors,
        string company
    ) => cursors.GetValueOrDefault(company, Start);

    public bool Knows(BusinessCentralDocument document) =>
        Seen.TryGetValue(Key(document), out var stamp) && stamp == document.LastModifiedDateTime;

    /// <summary>The place after some documents.</summary>
    /// <param name="overlap">How much of the past is looked at again.</param>
    public BusinessCentralCursor After(
        IReadOnlyList<BusinessCentralDocument> documents,
        TimeSpan overlap
    )
    {
        var at = documents.Select(x => x.LastModifiedDateTime).Append(At).Max();
        var since = at == DateTimeOffset.MinValue ? at : at - overlap;
        var seen = new Dictionary<string, DateTimeOffset>(Seen, StringComparer.Ordinal);
        foreach (var document in documents)
        {
            seen[Key(document)] = document.LastModifiedDateTime;
        }

        return new BusinessCentralCursor(
            at,
            seen.Where(x => x.Value >= since)
                .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal)
        );
    }

    private static Dictionary<string, DateTimeOffset> Newest(
        IReadOnlyDictionary<string, DateTimeOffset> seen,
        int count
    ) =>
        seen.OrderByDescending(x => x.Value)
            .ThenBy(x => x.Key, StringComparer.Ordinal)
            .Take(count)
            .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);

    private static string Key(BusinessCentralDocument document) => document.Id.ToString("N");
}
