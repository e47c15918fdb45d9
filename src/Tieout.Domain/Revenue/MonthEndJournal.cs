using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Revenue;

/// <summary>The adjustments of a month end that the ledger of a legal entity is told.</summary>
/// <param name="Currency">Functional currency of the ledger.</param>
/// <param name="Lines">Add up to zero for each contract; none where there is nothing to say.</param>
public sealed record MonthEndJournal(
    LegalEntityCode LegalEntity,
    YearMonth Month,
    CurrencyCode Currency,
    IReadOnlyList<MonthEndJournalLine> Lines
)
{
    /// <summary>A foreign advance is carried at the rates of its documents, which the position does not know.</summary>
    public const string ForeignAdvance = "FOREIGN_CONTRACT_LIABILITY";

    /// <summary>
    /// One for each legal entity that may be told of the month. Amounts of contracts in another currency
    /// are converted at the rate of the month's last day.
    /// </summary>
    /// <param name="entries">Of one month; what takes them back follows from what is posted.</param>
    /// <param name="entities">Those that are told something, if only that nothing is left.</param>
    /// <param name="reference">Knows legal entities and rates.</param>
    /// <returns>Also what is in no journal.</returns>
    /// <remarks>
    /// Receivables and assets at the closing rate: IAS 21.23 (a). An advance is not monetary
    /// (IAS 21.16, IFRIC 22) and is left out where it is foreign. Source: domain rules §11, §13.
    /// </remarks>
    public static (IReadOnlyList<MonthEndJournal> Journals, IReadOnlyList<MonthEndGap> Gaps) Of(
        IReadOnlyList<MonthEndEntry> entries,
        IEnumerable<LegalEntityCode> entities,
        YearMonth month,
        ReferenceBook reference
    )
    {
        var adjustments = entries
            .Where(x => !x.IsReversal && x.Entry.Lines.Count > 0)
            .ToLookup(x => x.Entry.Lines[0].LegalEntity);
        var journals = new List<MonthEndJournal>();
        var gaps = new List<MonthEndGap>();
        foreach (
            var entity in entities
                .Concat(adjustments.Select(x => x.Key))
                .Distinct()
                .OrderBy(x => x.Value, StringComparer.Ordinal)
        )
        {
            var mine = adjustments[entity].ToList();
            var left = mine.Select(x => GapOf(entity, x, reference)).OfType<MonthEndGap>().ToList();
            gaps.AddRange(left);
            if (!left.Exists(x => x.KeepsEntityOut))
            {
                var currency = reference.LegalEntities[entity].Currency;
                var told = mine.Where(x => !left.Exists(y => y.Engagement == x.Engagement));
                var lines = told.SelectMany(x => Converted(x, currency, reference));
                journals.Add(new MonthEndJournal(entity, month, currency, [.. lines]));
            }
        }

        return (journals, gaps);
    }

    private static MonthEndGap? GapOf(
        LegalEntityCode entity,
        MonthEndEntry entry,
        ReferenceBook reference
    )
    {
        if (reference.LegalEntities.GetValueOrDefault(entity) is not { } known)
        {
            return Gap("ENTITY_UNKNOWN", $"legal entity {entity} is not known, nor its currency");
        }

        var (from, to) = (entry.Entry.Lines[0].Debit.Currency, known.Currency);
        if (from == to)
        {
            return null;
        }

        if (entry.Entry.Lines.Any(x => x.Account is AccountRole.ContractLiability))
        {
            return Gap(
                ForeignAdvance,
                $"{from} were billed in advance, which {to} carries at the rates of the documents; "
                    + "book it by hand"
            ) with
            {
                KeepsEntityOut = false,
            };
        }

        var day = entry.Month.ToDateInterval().End;
        return reference.ExchangeRateAt(from, to, day) is null
            ? Gap(
                ReasonCode.FxRateMissing.Value,
                $"there is no rate of {from} to {to} on {day:uuuu-MM-dd}"
            )
            : null;

        MonthEndGap Gap(string reason, string message) =>
            new(entity, entry.Engagement, reason, message, KeepsEntityOut: true);
    }

    private static IEnumerable<MonthEndJournalLine> Converted(
        MonthEndEntry entry,
        CurrencyCode to,
        ReferenceBook reference
    )
    {
        var from = entry.Entry.Lines[0].Debit.Currency;
        var rate = reference.ExchangeRateAt(from, to, entry.Month.ToDateInterval().End)!.Value;
        var converted = CurrencyConversion.Tied(
            to,
            rate,
            [.. entry.Entry.Lines.Select(x => (x.Debit - x.Credit).Amount)]
        );
        return entry
            .Entry.Lines.Zip(converted.Parts)
            .Select(x => new MonthEndJournalLine(
                entry.Engagement,
                x.First.Account,
                x.Second,
                x.First.Dimensions
            ))
            .Where(x => !x.Amount.IsZero);
    }
}
