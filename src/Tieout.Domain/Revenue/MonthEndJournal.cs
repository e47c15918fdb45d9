using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Revenue;

/// <summary>What the ledger of a legal entity is told of a month end, or of taking it back.</summary>
/// <param name="Date">Last day of the month, or first day of the next.</param>
/// <param name="IsReversal">Whether it takes the adjustment back.</param>
/// <param name="Currency">Functional currency of the ledger.</param>
/// <param name="Lines">Add up to zero for each contract.</param>
public sealed record MonthEndJournal(
    LegalEntityCode LegalEntity,
    YearMonth Month,
    LocalDate Date,
    bool IsReversal,
    CurrencyCode Currency,
    IReadOnlyList<MonthEndJournalLine> Lines
)
{
    /// <summary>Sum of the debits, which is that of the credits.</summary>
    public Money Total =>
        Money.Sum(Currency, Lines.Where(x => x.Amount.Amount > 0m).Select(x => x.Amount));

    /// <summary>
    /// One for each legal entity and day, adjustments first. Amounts of contracts in another currency
    /// are converted at the rate of the month's last day, those that are taken back at the same one.
    /// </summary>
    /// <param name="entries">Of one month.</param>
    /// <param name="reference">Knows legal entities and rates.</param>
    /// <returns>Also the contracts that are left out, since a rate is missing.</returns>
    /// <remarks>Source: IAS 21.23 (closing rate); domain rules §11, §13.</remarks>
    public static (IReadOnlyList<MonthEndJournal> Journals, IReadOnlyList<RateMissing> Missing) Of(
        IReadOnlyList<MonthEndEntry> entries,
        ReferenceBook reference
    )
    {
        var missing = new List<RateMissing>();
        var journals = entries
            .Where(x => x.Entry.Lines.Count > 0)
            .GroupBy(x => (x.IsReversal, x.Entry.Lines[0].LegalEntity, x.Month, x.Date))
            .OrderBy(x => x.Key.IsReversal)
            .ThenBy(x => x.Key.LegalEntity.Value, StringComparer.Ordinal)
            .Select(group =>
            {
                var (isReversal, entity, month, date) = group.Key;
                var currency = CurrencyOf(entity, group.First());
                var lines = group.SelectMany(entry => Lines(entry, currency));
                return new MonthEndJournal(entity, month, date, isReversal, currency, [.. lines]);
            })
            .Where(x => x.Lines.Count > 0)
            .ToList();
        return (journals, [.. missing.Distinct()]);

        IEnumerable<MonthEndJournalLine> Lines(MonthEndEntry entry, CurrencyCode to)
        {
            var from = entry.Entry.Lines[0].Debit.Currency;
            var day = entry.Month.ToDateInterval().End;
            // What is taken back mirrors the adjustment to the last cent.
            var sign = entry.IsReversal ? -1m : 1m;
            if (reference.ExchangeRateAt(from, to, day) is not { } rate)
            {
                missing.Add(
                    new RateMissing(
                        entry.Entry.Lines[0].LegalEntity,
                        entry.Engagement,
                        from,
                        to,
                        day
                    )
                );
                return [];
            }

            var converted = CurrencyConversion.Tied(
                to,
                rate,
                [.. entry.Entry.Lines.Select(x => (x.Debit - x.Credit).Amount * sign)]
            );
            return entry
                .Entry.Lines.Zip(converted.Parts)
                .Select(x => new MonthEndJournalLine(
                    entry.Engagement,
                    x.First.Account,
                    x.Second * sign,
                    x.First.Dimensions
                ))
                .Where(x => !x.Amount.IsZero);
        }

        CurrencyCode CurrencyOf(LegalEntityCode entity, MonthEndEntry entry) =>
            reference.LegalEntities.GetValueOrDefault(entity)?.Currency
            ?? entry.Entry.Lines[0].Debit.Currency;
    }

    /// <summary>The journals of a month in which an entity has nothing to say, to take back what it said before.</summary>
    public static IReadOnlyList<MonthEndJournal> Empty(
        LegalEntityCode entity,
        CurrencyCode currency,
        YearMonth month
    )
    {
        var last = month.ToDateInterval().End;
        return
        [
            new MonthEndJournal(entity, month, last, IsReversal: false, currency, []),
            new MonthEndJournal(entity, month, last.PlusDays(1), IsReversal: true, currency, []),
        ];
    }

    /// <summary>Without what was posted before; a contract that is the same has no lines left.</summary>
    public MonthEndJournal Less(IEnumerable<MonthEndJournal> posted)
    {
        var before = posted.SelectMany(x => x.Lines).Select(x => x with { Amount = -x.Amount });
        return this with
        {
            Lines =
            [
                .. Lines
                    .Concat(before)
                    .GroupBy(x => (x.Engagement, x.Account, x.Dimensions))
                    .Select(group => new MonthEndJournalLine(
                        group.Key.Engagement,
                        group.Key.Account,
                        Money.Sum(Currency, group.Select(x => x.Amount)),
                        group.Key.Dimensions
                    ))
                    .Where(x => !x.Amount.IsZero)
                    .OrderBy(x => x.Engagement.Value, StringComparer.Ordinal),
            ],
        };
    }
}
