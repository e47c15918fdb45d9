using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Journals;

namespace Tieout.Domain.Revenue;

/// <summary>What a contract's month end books, and takes back on the next day.</summary>
/// <param name="Date">Last day of the month, or first day of the next.</param>
/// <param name="IsReversal">Whether it takes the adjustment back; both are known from the beginning.</param>
/// <remarks>Source: domain rules §13: an auto-reversing accrual carries both dates at creation.</remarks>
public sealed record MonthEndEntry(
    EngagementId Engagement,
    YearMonth Month,
    LocalDate Date,
    bool IsReversal,
    JournalEntry Entry
)
{
    /// <summary>All adjustments, then all reversals; nothing of a contract without a position.</summary>
    public static IReadOnlyList<MonthEndEntry> Of(IReadOnlyList<EngagementRevenue> revenues) =>
        [.. Entries(revenues, isReversal: false), .. Entries(revenues, isReversal: true)];

    private static IEnumerable<MonthEndEntry> Entries(
        IReadOnlyList<EngagementRevenue> revenues,
        bool isReversal
    ) =>
        from revenue in revenues
        from contract in revenue.Contracts
        where !contract.Position.Net.IsZero
        let last = revenue.Month.ToDateInterval().End
        select new MonthEndEntry(
            revenue.Engagement,
            revenue.Month,
            isReversal ? last.PlusDays(1) : last,
            isReversal,
            PostingRules
                .EntryFor(PostingOf(contract, isReversal), AccrualRelease.Clear)
                .Analysed(AccountRole.Revenue, contract.Dimensions)
        );

    private static PostingEvent PostingOf(ContractRevenue contract, bool isReversal)
    {
        var ended = new PostingEvent.MonthEnded(
            contract.LegalEntity,
            contract.Unbilled,
            contract.ContractAsset,
            contract.ContractLiability
        );
        return isReversal ? new PostingEvent.MonthReopened(ended) : ended;
    }
}
