using System.Collections.Immutable;
using System.Globalization;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>How far one model's changes have been read.</summary>
/// <param name="Start">
/// Where the next pass begins, in microseconds, included: before it, every transaction has ended.
/// </param>
/// <param name="Position">The last record of a pass that is under way; none between passes.</param>
/// <param name="Seen">What was delivered from <paramref name="Start"/> on.</param>
internal sealed record ScanState(long Start, ChangeKey? Position, ImmutableHashSet<ChangeKey> Seen)
{
    public static ScanState Begin { get; } = new(0, Position: null, []);

    /// <summary><c>start;stamp.id;stamp:runs;stamp:runs</c>, later stamps relative to start.</summary>
    /// <remarks>
    /// What does not fit is forgotten, oldest first, and delivered once more by the next pass.
    /// </remarks>
    public string Format(int lengthMax)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{Start};{Position?.Stamp}.{Position?.Id}"
        );
        var groups = new List<string>();
        var left = lengthMax - head.Length;
        foreach (var group in Seen.GroupBy(key => key.Stamp).OrderByDescending(group => group.Key))
        {
            var stamp = (group.Key - Start).ToString(CultureInfo.InvariantCulture);
            left -= stamp.Length + 2;
            if (left <= 0)
            {
                break;
            }

            var runs = IdRuns.Format(group.Select(key => key.Id), left);
            left -= runs.Length;
            groups.Add($";{stamp}:{runs}");
        }

        return head + string.Concat(groups);
    }

    /// <summary>Reads what <see cref="Format"/> wrote; the start for an empty text.</summary>
    public static ScanState Parse(string text)
    {
        if (text.Length == 0)
        {
            return Begin;
        }

        var parts = text.Split(';');
        var start = Long(parts[0]);
        var place = parts[1].Split('.');
        var seen = parts
            .Skip(2)
            .Select(part => part.Split(':'))
            .SelectMany(part =>
                IdRuns.Parse(part[1]).Select(id => new ChangeKey(start + Long(part[0]), id))
            );
        return new ScanState(
            start,
            place[0].Length == 0 ? null : new ChangeKey(Long(place[0]), (int)Long(place[1])),
            [.. seen]
        );
    }

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
