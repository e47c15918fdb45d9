using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files;

/// <summary>Counts what was read of a drop, and keeps where its rejected rows stand.</summary>
internal sealed class Tally
{
    private const int ListedMax = 10_000;
    private readonly List<RejectedRow> _rejected = [];
    private readonly List<RejectedRow> _warnings = [];
    private readonly Dictionary<string, List<ByteRange>> _ranges = new(StringComparer.Ordinal);

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>By file, the parts to be corrected, in their order.</summary>
    public IReadOnlyDictionary<string, List<ByteRange>> Ranges => _ranges;

    public void Accept(int rows) => Accepted += rows;

    public void Warn(RejectedRow warning) => _warnings.Add(warning);

    /// <summary>Adds a row that was not taken; without a reason of its own it shares another's.</summary>
    public void Reject(SourceFile file, ByteRange range, RejectedRow? reason)
    {
        Rejected++;
        if (reason is not null && _rejected.Count < ListedMax)
        {
            _rejected.Add(reason);
        }

        if (!_ranges.TryGetValue(file.Name, out var ranges))
        {
            _ranges[file.Name] = ranges = [];
        }

        if (ranges.Count > 0 && ranges[^1].End == range.Start)
        {
            ranges[^1] = ranges[^1] with { End = range.End };
        }
        else
        {
            ranges.Add(range);
        }
    }

    public DropReport Report(IReadOnlyList<string> files) =>
        new(files, Accepted + Rejected, Accepted, Rejected, _rejected, _warnings);
}
