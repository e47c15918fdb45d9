using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Changes of billed work that stay within the caps of the amended terms.</summary>
/// <remarks>
/// Rounded entry by entry, time may come to more than a cap that the line, rounded once, keeps: the
/// last that changed give it up, a minor unit each as long as that is enough.
/// </remarks>
internal sealed class KeptCaps
{
    private readonly ContractTimeline _after;
    private readonly LocalDate _last;
    private readonly ContractTerms _terms;
    private readonly BilledBefore _before;
    private readonly List<SliceChange> _changes;

    private KeptCaps(ContractTimeline after, EngagementState before, List<SliceChange> changes)
    {
        _after = after;
        // Caps for ever are those of the last day that is billed: later work may have been billed under a raised one.
        _last = changes
            .Select(x => x.ServiceDate)
            .Concat(
                before
                    .Work.Values.Where(x => x.Slices.Any(slice => slice.Stage is Stage.Invoiced))
                    .Select(x => x.Work.ServiceDate)
            )
            .Max();
        _terms = after.TermsAt(_last);
        _before = BilledBefore.Of(before, _terms.Currency);
        _changes = [.. changes];
    }

    /// <summary>The changes in their order, and the first cap that they cannot keep.</summary>
    public static (IReadOnlyList<SliceChange> Changes, AgreedCap? Passed) Of(
        ContractTimeline after,
        EngagementState before,
        List<SliceChange> changes
    )
    {
        if (changes.Count == 0)
        {
            return (changes, null);
        }

        var kept = new KeptCaps(after, before, changes);
        // An amendment that changes the currency is credited and billed again as a whole.
        var caps = changes.Exists(kept.IsForeign)
            ? []
            : changes.SelectMany(x => kept.CapsOn(x, x.NewLine)).Distinct().ToList();
        var passed = caps.FindAll(cap => !kept.Keep(cap));
        return (kept._changes, passed.FirstOrDefault());
    }

    private bool IsForeign(SliceChange change) =>
        change.OldAmount!.Value.Currency != _terms.Currency
        || change.NewAmount!.Value.Currency != _terms.Currency;

    private IReadOnlyList<AgreedCap> CapsOn(SliceChange change, ContractLineId? id)
    {
        var line = id is { } named ? _after.LineAt(_last, named) : null;
        return AgreedCap.On(_after, _terms, line, change.ServiceDate, _terms.Currency);
    }

    /// <summary>False where it is passed by more than what changed can give up.</summary>
    private bool Keep(AgreedCap cap)
    {
        if (cap.Cap.Amount is not { } limit)
        {
            return true;
        }

        var brought = _changes
            .Select((x, i) => (x, i))
            .Where(x => CapsOn(x.x, x.x.NewLine).Contains(cap));
        var moved = Money.Sum(
            _terms.Currency,
            [
                .. brought.Select(x => x.x.NewAmount!.Value),
                .. _changes
                    .Where(x => CapsOn(x, x.OldLine).Contains(cap))
                    .Select(x => -x.OldAmount!.Value),
            ]
        );
        // What was passed before is no matter of these changes.
        var over = Money.Min(moved, _before.UsedOf(cap).Amount + moved - limit);
        List<int> last =
        [
            .. brought
                .Where(x => x.x.NewRate is not null)
                .Where(x => x.x.NewAmount != x.x.OldAmount || x.x.NewLine != x.x.OldLine)
                .Select(x => x.i)
                .Reverse(),
        ];
        return GiveUp(cap, over, last).Amount <= 0m;
    }

    /// <summary>What a change brings under a cap: work that stood there before brings its rise only.</summary>
    private Money RiseOf(AgreedCap cap, SliceChange change)
    {
        var old = CapsOn(change, change.OldLine).Contains(cap)
            ? change.OldAmount!.Value
            : Money.Zero(_terms.Currency);
        return change.NewAmount!.Value - Money.Max(old, Money.Zero(_terms.Currency));
    }

    /// <summary>What is still too much afterwards.</summary>
    private Money GiveUp(AgreedCap cap, Money over, List<int> last)
    {
        var cent = new Money(_terms.Currency.MinorUnit, _terms.Currency);
        for (var isLess = last.Count > 0; isLess && over.Amount > 0m; )
        {
            isLess = false;
            var each = Money.Max(
                cent,
                new Money(
                    Math.Floor(over.Amount / last.Count / cent.Amount) * cent.Amount,
                    over.Currency
                )
            );
            foreach (var i in last)
            {
                var part = Money.Min(Money.Min(each, over), RiseOf(cap, _changes[i]));
                if (part.Amount > 0m)
                {
                    _changes[i] = _changes[i] with { NewAmount = _changes[i].NewAmount - part };
                    over -= part;
                    isLess = true;
                }
            }
        }

        return over;
    }
}
