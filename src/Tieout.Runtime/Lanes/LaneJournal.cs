using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>A journal that a lane has sent to its target.</summary>
/// <param name="Reference">The target keeps it with the journal.</param>
/// <param name="Date">The day it counts in the ledger.</param>
/// <param name="IsReversal">Whether it takes adjustments back.</param>
/// <param name="By">Who had it posted.</param>
/// <param name="DanglingSince">When an attempt began whose outcome nobody knows; none when it is known.</param>
/// <param name="Number">The target's own; none while it is not known to be posted.</param>
public sealed record LaneJournal(
    string Reference,
    LegalEntityCode LegalEntity,
    YearMonth Month,
    LocalDate Date,
    bool IsReversal,
    CurrencyCode Currency,
    IReadOnlyList<JournalEntryLine> Lines,
    string By,
    Instant? DanglingSince = null,
    string? Number = null
)
{
    /// <summary>Sum of the debits, which is that of the credits.</summary>
    public Money Total =>
        Money.Sum(Currency, Lines.Where(x => x.Amount.Amount > 0m).Select(x => x.Amount));

    /// <summary>Lines by contract, account and dimensions, those that come to nothing left out.</summary>
    /// <param name="plus">What is to be there.</param>
    /// <param name="less">What is there.</param>
    internal static IReadOnlyList<JournalEntryLine> Difference(
        CurrencyCode currency,
        IEnumerable<JournalEntryLine> plus,
        IEnumerable<JournalEntryLine> less
    ) =>
        [
            .. plus.Concat(less.Select(x => x with { Amount = -x.Amount }))
                .GroupBy(x => (x.Engagement, x.Account, x.Dimensions))
                .Select(group => new JournalEntryLine(
                    group.Key.Engagement,
                    group.Key.Account,
                    Money.Sum(currency, group.Select(x => x.Amount)),
                    group.Key.Dimensions
                ))
                .Where(x => !x.Amount.IsZero)
                .OrderBy(x => x.Engagement.Value, StringComparer.Ordinal),
        ];
}
