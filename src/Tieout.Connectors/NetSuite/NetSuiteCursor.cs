using System.Text.Json;
using NodaTime.Text;
using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>How far the feed has come.</summary>
/// <param name="At">The last stamp that was read, in the time zone in which NetSuite tells it.</param>
/// <param name="Seen">What was told of the time that is looked at again: stamps by id.</param>
/// <param name="Open">
/// What was told of invoices that are open, by id. None when there are too many to remember: all of
/// them are told each time.
/// </param>
internal sealed record NetSuiteCursor(
    string At,
    IReadOnlyDictionary<string, string> Seen,
    IReadOnlyDictionary<string, NetSuiteWatched>? Open
)
{
    private const int SeenMax = 600;
    private const int OpenMax = 300;

    private static readonly LocalDateTimePattern Pattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private static readonly NetSuiteCursor Start = new(
        string.Empty,
        new Dictionary<string, string>(StringComparer.Ordinal),
        new Dictionary<string, NetSuiteWatched>(StringComparer.Ordinal)
    );

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="ConnectorException">It is another connector's.</exception>
    public static NetSuiteCursor Read(Cursor cursor)
    {
        if (cursor == Cursor.Start)
        {
            return Start;
        }

        try
        {
            var read = JsonSerializer.Deserialize<NetSuiteCursor>(
                cursor.Value,
                NetSuiteJson.Options
            );
            return read is not null && (read.At.Length == 0 || Pattern.Parse(read.At).Success)
                ? read
                : throw new JsonException();
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

    public Cursor Write() =>
        new(
            JsonSerializer.Serialize(
                this with
                {
                    Seen = Seen.OrderByDescending(x => x.Value, StringComparer.Ordinal)
                        .ThenBy(x => x.Key, StringComparer.Ordinal)
                        .Take(SeenMax)
                        .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal),
                    Open = Kept(Open),
                },
                NetSuiteJson.Options
            )
        );

    /// <summary>From when on changes are looked for; none for all.</summary>
    public string? Since(TimeSpan overlap) => At.Length == 0 ? null : Before(At, overlap);

    public bool Knows(NetSuiteRow invoice) =>
        Seen.TryGetValue(invoice.Text("id"), out var stamp)
        && string.Equals(stamp, invoice.Text("stamp"), StringComparison.Ordinal);

    /// <summary>Whether something else was settled than was told.</summary>
    public bool IsNews(NetSuiteReceivable invoice) =>
        !invoice.IsOpen ? Open?.ContainsKey(invoice.Id) is true || !Knows(invoice.Row)
        : Open?.GetValueOrDefault(invoice.Id) is { } told ? told.Settled != invoice.Settled
        : invoice.Settled != 0m;

    /// <summary>The place after some invoices were told.</summary>
    /// <param name="overlap">How much of the past is looked at again.</param>
    public NetSuiteCursor After(IReadOnlyList<NetSuiteRow> invoices, TimeSpan overlap)
    {
        var at = invoices.Select(x => x.Text("stamp")).Append(At).Max(StringComparer.Ordinal)!;
        var since = Before(at, overlap);
        var seen = new Dictionary<string, string>(Seen, StringComparer.Ordinal);
        foreach (var invoice in invoices)
        {
            seen[invoice.Text("id")] = invoice.Text("stamp");
        }

        return this with
        {
            At = at,
            Seen = seen.Where(x => string.CompareOrdinal(x.Value, since) >= 0)
                .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Remembers what was told of invoices; none for those that are not open any more.</summary>
    public NetSuiteCursor With(IEnumerable<KeyValuePair<string, NetSuiteWatched?>> told)
    {
        if (Open is null)
        {
            return this;
        }

        var open = new Dictionary<string, NetSuiteWatched>(Open, StringComparer.Ordinal);
        foreach (var (id, watched) in told)
        {
            _ = watched is null ? open.Remove(id) : (open[id] = watched) is not null;
        }

        return this with
        {
            Open = open,
        };
    }

    /// <summary>From here on it is known what was told.</summary>
    public NetSuiteCursor Remembering() => this with { Open = Open ?? Start.Open };

    private static IReadOnlyDictionary<string, NetSuiteWatched>? Kept(
        IReadOnlyDictionary<string, NetSuiteWatched>? open
    )
    {
        if (open is null || open.Count <= OpenMax)
        {
            return open;
        }

        // Those that nothing was settled on are told by being open; their deletion is not seen.
        var settled = open.Where(x => x.Value.Settled != 0m)
            .ToDictionary(x => x.Key, x => x.Value, StringComparer.Ordinal);
        return settled.Count <= OpenMax ? settled : null;
    }

    private static string Before(string stamp, TimeSpan overlap) =>
        Pattern.Parse(stamp) is { Success: true, Value: var at }
            ? Pattern.Format(at.PlusSeconds(-(long)overlap.TotalSeconds))
            : stamp;
}
