using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>How far the feed has come in one company.</summary>
/// <param name="At">The last change that was read.</param>
/// <param name="Seen">
/// What was told of the time that is looked at again, by id, with the stamp of its change.
/// </param>
/// <param name="Told">
/// Of invoices that something was settled on while they stay open, by id; of others that are open
/// nothing was. None when not even that is known: all that are open are told again.
/// </param>
internal sealed record BusinessCentralCursor(
    DateTimeOffset At,
    IReadOnlyDictionary<string, DateTimeOffset> Seen,
    IReadOnlyDictionary<string, BusinessCentralTold>? Told = null
)
{
    /// <summary>Of all companies together; with more of them, all that are open are told each time.</summary>
    private const int ToldMax = 300;

    /// <summary>Of all companies together; more are told again, which does no harm.</summary>
    private const int SeenMax = 600;

    private static readonly BusinessCentralCursor Start = new(
        DateTimeOffset.MinValue,
        new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal),
        new Dictionary<string, BusinessCentralTold>(StringComparer.Ordinal)
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
            x =>
                x.Value with
                {
                    Seen = Newest(x.Value.Seen, SeenMax / cursors.Count),
                    Told = x.Value.Told?.Count > ToldMax / cursors.Count ? null : x.Value.Told,
                },
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

    public BusinessCentralTold? ToldOf(BusinessCentralDocument document) =>
        Told?.GetValueOrDefault(Key(document));

    /// <summary>Whether something else was settled on an open invoice than was told.</summary>
    public bool IsNews(BusinessCentralDocument invoice) =>
        ToldOf(invoice) is { } told ? told.Settled != invoice.Settled : invoice.Settled != 0m;

    /// <summary>From here on it is known what was told.</summary>
    public BusinessCentralCursor Remembering() => this with { Told = Told ?? Start.Told };

    /// <summary>Without what was told before an instant of invoices that are not open any more.</summary>
    public BusinessCentralCursor Without(IReadOnlySet<Guid> open, long before) =>
        this with
        {
            Told = Told
                ?.Where(x =>
                    x.Value.Version >= before || open.Contains(Guid.ParseExact(x.Key, "N"))
                )
                .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal),
        };

    /// <summary>The place after an invoice was told.</summary>
    /// <param name="told">None when only its status counts from now on, which stamps it.</param>
    public BusinessCentralCursor With(BusinessCentralDocument document, BusinessCentralTold? told)
    {
        if (Told is null)
        {
            return this;
        }

        var all = new Dictionary<string, BusinessCentralTold>(Told, StringComparer.Ordinal);
        _ = told is null ? all.Remove(Key(document)) : (all[Key(document)] = told) is not null;
        return this with { Told = all };
    }

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

        return this with
        {
            At = at,
            Seen = seen.Where(x => x.Value >= since)
                .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal),
        };
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
