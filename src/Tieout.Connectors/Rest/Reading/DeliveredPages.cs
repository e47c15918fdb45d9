using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Fingerprints of what a reading has delivered: of records while they are few, else of pages.</summary>
internal sealed class DeliveredPages
{
    private const char OfPages = '*';
    private const int KeptMax = 4_000;

    private readonly HashSet<string> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pages = new(StringComparer.Ordinal);

    public static DeliveredPages Parse(string? text)
    {
        var delivered = new DeliveredPages();
        var isOfPages = text is [OfPages, ..];
        var kept = (isOfPages ? text![1..] : text ?? string.Empty)
            .Chunk(Fingerprint.Length)
            .Select(x => new string(x));
        (isOfPages ? delivered._pages : delivered._records).UnionWith(kept);
        return delivered;
    }

    /// <summary>Remembers a page; answers what of it was not delivered before.</summary>
    public IReadOnlyList<Place> Add(
        IReadOnlyList<Place> records,
        IReadOnlyList<string> fingerprints,
        DeliveredPages before
    )
    {
        var page = Fingerprint.Of(fingerprints);
        _pages.Add(page);
        var isKnown = before._pages.Contains(page);
        var fresh = new List<Place>();
        foreach (var (record, fingerprint) in records.Zip(fingerprints))
        {
            if (_records.Add(fingerprint) && !isKnown && !before._records.Contains(fingerprint))
            {
                fresh.Add(record);
            }
        }

        return fresh;
    }

    /// <summary>In the middle of a reading: what it and the one before have delivered.</summary>
    public DeliveredPages With(DeliveredPages before)
    {
        var both = new DeliveredPages();
        both._records.UnionWith(_records.Concat(before._records));
        both._pages.UnionWith(_pages.Concat(before._pages));
        return both;
    }

    public string? Format()
    {
        var isOfPages = _records.Count > KeptMax;
        var text = string.Concat((isOfPages ? _pages : _records).Take(KeptMax));
        return text.Length == 0 ? null
            : isOfPages ? OfPages + text
            : text;
    }
}
