using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>Counts entries by what their plans say has become of them.</summary>
internal sealed class FirmCount(int wave)
{
    private readonly Dictionary<ApprovalStatus, TimeTally> _byStatus = [];
    private readonly Dictionary<EntryKind, TimeTally> _byKind = [];
    private long _rows;
    private long _entries;
    private TimeTally _live;
    private TimeTally _unroutable;

    public void Add(EntryPlan entry)
    {
        var wavesLater = wave - 1 - entry.Month;
        foreach (var step in EntryHistories.Of(entry.Kind))
        {
            _rows += step.WavesLater <= wavesLater ? 1 : 0;
        }
        _entries++;
        var newest = EntryHistories.NewestBy(entry.Kind, wavesLater);
        if (newest is null or { IsDeleted: true })
        {
            return;
        }
        var one = new TimeTally(1, entry.SecondsAt(newest));
        _live += one;
        Count(_byStatus, newest.Status, one);
        Count(_byKind, entry.Kind, one);
        if (IsUnroutable(entry.Kind))
        {
            _unroutable += one;
        }
    }

    public FirmTally Total() => new(wave, _rows, _entries, _live, _unroutable, _byStatus, _byKind);

    private bool IsUnroutable(EntryKind kind) =>
        kind is EntryKind.UnknownProject
        || (kind is EntryKind.LateProject && wave < FirmCalendar.Months);

    private static void Count<T>(Dictionary<T, TimeTally> tallies, T key, TimeTally one)
        where T : notnull => tallies[key] = tallies.GetValueOrDefault(key) + one;
}
