using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>Derives the ledger entries that lead from one set of slices to another.</summary>
/// <remarks>
/// A slice that changes its value and its stage at once is first valued anew where it stands and
/// then moved whole, so that both sides of every move are equal. O(slices of one piece of work).
/// </remarks>
internal static class Moves
{
    public static void Between(WorkItem? before, WorkItem after, List<Move> moves)
    {
        var work = after.Work.Id;
        var oldSlices = before?.Slices ?? [];
        for (var i = 0; i < oldSlices.Count; i++)
        {
            var old = oldSlices[i];
            if (Find(after.Slices, old.Number) is { } now)
            {
                Change(work, old, now, moves);
            }
            else
            {
                moves.Add(new Move(work, old.Number, old.Stage, null, old.Effort, old.Amount));
            }
        }

        for (var i = 0; i < after.Slices.Count; i++)
        {
            var now = after.Slices[i];
            if (Find(oldSlices, now.Number) is null)
            {
                moves.Add(new Move(work, now.Number, null, now.Stage, now.Effort, now.Amount));
            }
        }
    }

    private static void Change(WorkId work, Slice old, Slice now, List<Move> moves)
    {
        if (
            old.Amount is { } before
            && now.Amount is { } after
            && before.Currency == after.Currency
        )
        {
            Revalue(work, old, now.Effort - old.Effort, after - before, moves);
        }
        else
        {
            Revalue(work, old, -old.Effort, -old.Amount, moves);
            Revalue(work, old, now.Effort, now.Amount, moves);
        }

        if (old.Stage != now.Stage)
        {
            moves.Add(new Move(work, now.Number, old.Stage, now.Stage, now.Effort, now.Amount));
        }
    }

    private static void Revalue(
        WorkId work,
        Slice old,
        Effort effort,
        Money? amount,
        List<Move> moves
    )
    {
        if (!effort.IsZero || amount is { IsZero: false })
        {
            moves.Add(new Move(work, old.Number, null, old.Stage, effort, amount));
        }
    }

    private static Slice? Find(IReadOnlyList<Slice> slices, int number)
    {
        for (var i = 0; i < slices.Count; i++)
        {
            if (slices[i].Number == number)
            {
                return slices[i];
            }
        }

        return null;
    }
}
