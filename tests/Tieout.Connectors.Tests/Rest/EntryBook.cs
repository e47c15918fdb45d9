using System.Globalization;
using System.Text.Json;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Time entries of a test system, listed in the ways in which systems list.</summary>
internal sealed class EntryBook
{
    private readonly List<Entry> _entries = [];
    private long _stamp = 1_000;

    /// <summary>Called before each list is made; systems do not stand still while they are read.</summary>
    public Action<TestRequest> Meanwhile { get; set; } = _ => { };

    public void Add(string id, bool sharesStamp = false, string? day = null)
    {
        _stamp += sharesStamp ? 0 : 60;
        _entries.Add(new Entry(id, _stamp, day ?? "2026-03-02", 60));
    }

    public void AddBroken(string id)
    {
        _stamp += 60;
        _entries.Add(new Entry(id, _stamp, "someday", 60));
    }

    /// <summary>Becomes readable after the last one, with an instant before it.</summary>
    public void AddLate(string id) => _entries.Add(new Entry(id, _stamp - 30, "2026-03-02", 60));

    /// <summary>Adds one without its day, or in another state.</summary>
    public void AddOdd(string id, bool hasDay = true, string state = "done")
    {
        _stamp += 60;
        _entries.Add(new Entry(id, _stamp, hasDay ? "2026-03-02" : null, 60, state));
    }

    public void Edit(string id)
    {
        _stamp += 60;
        var at = _entries.FindIndex(x => x.Id == id);
        _entries[at] = _entries[at] with { Stamp = _stamp, Minutes = 90 };
    }

    /// <summary>Gives one a day that is one.</summary>
    public void Mend(string id)
    {
        _stamp += 60;
        var at = _entries.FindIndex(x => x.Id == id);
        _entries[at] = _entries[at] with { Stamp = _stamp, Day = "2026-03-02" };
    }

    public void Delete(string id) => _entries.RemoveAll(x => x.Id == id);

    public bool Has(string id) => _entries.Exists(x => x.Id == id);

    /// <summary>Filtered by since, in the order of the stamp, cut by offset and limit.</summary>
    public TestAnswer List(TestRequest request)
    {
        Meanwhile(request);
        var since = long.Parse(request.Of("since") ?? "0", CultureInfo.InvariantCulture);
        var offset = int.Parse(request.Of("offset") ?? "0", CultureInfo.InvariantCulture);
        var limit = int.Parse(request.Of("limit") ?? "1000", CultureInfo.InvariantCulture);
        var found = _entries
            .Where(x => x.Stamp >= since)
            .Where(x => InWindow(x, request.Of("from"), request.Of("to")))
            .OrderBy(x => request.Of("sort") is "id" ? 0 : x.Stamp)
            .ThenBy(x => x.Id, StringComparer.Ordinal)
            .ToList();
        var page = found.Skip(offset).Take(limit).Select(x => x.ToJson());
        return new TestAnswer(
            JsonSerializer.Serialize(new { entries = page, total = found.Count })
        );
    }

    private static bool InWindow(Entry entry, string? from, string? to) =>
        (from is null || string.CompareOrdinal(entry.Day, from) >= 0)
        && (to is null || string.CompareOrdinal(entry.Day, to) <= 0);

    private sealed record Entry(
        string Id,
        long Stamp,
        string? Day,
        int Minutes,
        string State = "done"
    )
    {
        public object ToJson() =>
            new
            {
                id = Id,
                changed = Stamp,
                project = new { code = "P-1" },
                user = "R-7",
                day = Day,
                minutes = Minutes,
                state = State,
            };
    }
}
