using Tieout.Connect;

namespace Tieout.Runtime.Intake;

/// <summary>What one feed has rejected and nothing has settled yet.</summary>
/// <remarks>The last page that speaks of a record is right about it. Memory: O(open).</remarks>
internal sealed class OpenRejections
{
    // By subject: whether only a place is known of it.
    private readonly Dictionary<string, bool> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceRecord> _copies = new(StringComparer.Ordinal);

    /// <summary>Records of which another system is the owner.</summary>
    public IReadOnlyList<SourceRecord> Copies =>
        [.. _copies.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => x.Value)];

    /// <summary>Whether one about this is open.</summary>
    public bool Has(string subject) => _open.ContainsKey(subject);

    /// <summary>Goes on with what a page has changed.</summary>
    public void Apply(PageTaken page)
    {
        foreach (var subject in page.Settled ?? [])
        {
            _open.Remove(subject);
            if (page.Dismissed is null)
            {
                // A copy that is dismissed is not told any more, and still heard.
                _copies.Remove(subject);
            }
        }

        foreach (var rejected in page.Rejected)
        {
            _open[rejected.Subject] = rejected.Identity is null;
        }

        foreach (var copy in page.Copies ?? [])
        {
            _copies[copy.Fact.Identity] = copy;
        }
    }

    /// <summary>Which of them a page settles.</summary>
    /// <param name="page">As it was read.</param>
    /// <param name="refused">What the rules refused of it.</param>
    public IReadOnlyList<string>? SettledBy(Page page, IReadOnlyList<RejectedRecord> refused)
    {
        if (_open.Count == 0)
        {
            return null;
        }

        var settled = page
            .Records.SelectMany(x => new[] { x.Fact.Identity, x.Origin.Place })
            .Concat(page.Rejected.Select(x => x.Subject))
            .Concat(refused.Select(x => x.Subject))
            .Where(_open.ContainsKey)
            .Concat(page.Begun.SelectMany(Unnamed))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return settled.Count == 0 ? null : settled;
    }

    /// <summary>Of a file that is read anew: it as a whole, and its lines of which only the place is known.</summary>
    private IEnumerable<string> Unnamed(string file) =>
        _open
            .Where(x =>
                x.Value
                && (
                    x.Key.Equals(file, StringComparison.Ordinal)
                    || x.Key.StartsWith($"{file}:", StringComparison.Ordinal)
                )
            )
            .Select(x => x.Key);
}
