using System.Numerics;
using Tieout.Domain.Deciding;

namespace Tieout.Sandbox.Firm;

/// <summary>How many entries of a month are of which kind: exact, and spread evenly.</summary>
/// <remarks>
/// A permutation of the month's entries is cut into one stretch for each kind, so that the kind of
/// an entry follows from its number without a table.
/// </remarks>
internal sealed class EntryQuotas
{
    // Of a thousand entries of the month; the months in which the kind occurs.
    private static readonly (
        EntryKind Kind,
        int PerMille,
        int FirstMonth,
        int LastMonth
    )[] Shares =
    [
        (EntryKind.LateApproval, 12, 0, 1),
        (EntryKind.NeverApproved, 4, 0, 2),
        (EntryKind.CorrectedBeforeBilling, 8, 0, 2),
        (EntryKind.CorrectedAfterBilling, 6, 0, 1),
        (EntryKind.OutOfOrder, 4, 0, 2),
        (EntryKind.DuplicateInFile, 6, 0, 2),
        (EntryKind.DuplicateLater, 5, 0, 1),
        (EntryKind.Rejected, 4, 0, 2),
        (EntryKind.Draft, 5, 0, 2),
        (EntryKind.NonBillable, 30, 0, 2),
        (EntryKind.Internal, 60, 0, 2),
        (EntryKind.LateProject, 6, 0, 2),
        (EntryKind.UnknownProject, 2, 0, 2),
        (EntryKind.MissingRate, 4, 0, 2),
        (EntryKind.LateRate, 8, 0, 2),
        (EntryKind.OutsideTerm, 3, 1, 2),
        (EntryKind.ProjectHold, 6, 0, 2),
        (EntryKind.CustomerHold, 6, 0, 2),
        (EntryKind.PendingAmendment, 10, 2, 2),
        (EntryKind.Withdrawn, 2, 0, 2),
        (EntryKind.WithdrawnAfterBilling, 1, 0, 1),
        (EntryKind.VersionConflict, 1, 0, 1),
    ];

    private readonly (EntryKind Kind, long End)[] _stretches;
    private readonly long _count;
    private readonly long _factor;
    private readonly long _shift;

    public EntryQuotas(Chance chance, int month, int count)
    {
        _count = count;
        _shift = chance.At(0).Below(count);
        _factor = Factor(chance, count);
        var end = 0L;
        var stretches = new List<(EntryKind, long)>();
        foreach (var (kind, perMille, first, last) in Shares)
        {
            if (first <= month && month <= last)
            {
                end += Math.Max(1, (long)count * perMille / 1000);
                stretches.Add((kind, end));
            }
        }
        Invariant.Require(end < count, "a month has more entries than kinds of dirt");
        _stretches = [.. stretches];
    }

    /// <summary>The kind of the month's entry with a number from zero.</summary>
    public EntryKind KindOf(long number)
    {
        var place = ((number * _factor) + _shift) % _count;
        foreach (var (kind, end) in _stretches)
        {
            if (place < end)
            {
                return kind;
            }
        }
        return EntryKind.Ordinary;
    }

    /// <summary>A step through the month that comes by every entry once.</summary>
    private static long Factor(Chance chance, int count)
    {
        for (var attempt = 1; ; attempt++)
        {
            var factor = (count / 3) + chance.At(attempt).Below(count / 3);
            if (BigInteger.GreatestCommonDivisor(factor, count).IsOne)
            {
                return factor;
            }
        }
    }
}
