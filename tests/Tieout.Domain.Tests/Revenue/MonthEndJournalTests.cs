using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Journals;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Revenue;

namespace Tieout.Domain.Tests.Revenue;

public sealed class MonthEndJournalTests
{
    private static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");
    private static readonly CurrencyCode Gbp = CurrencyCode.Parse("GBP");
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");
    private static readonly YearMonth March = new(2026, 3);

    private static readonly ReferenceBook Reference = ReferenceBook
        .Empty.Evolve(new LegalEntity(Uk, 1, "Firm Ltd", "GB", Gbp))
        .Evolve(new ExchangeRate(Eur, Gbp, new LocalDate(2026, 3, 31), 1, 0.8567m));

    [Fact]
    public void Contracts_of_an_entity_are_one_journal_in_its_own_currency()
    {
        var (journals, gaps) = Of(Entry("K-1", Gbp, 1_200m), Entry("K-2", Eur, 100.01m));

        // 100.01 x 0.8567 = 85.678567.
        Assert.Empty(gaps);
        var journal = Assert.Single(journals);
        Assert.Equal(
            [1_200m, -1_200m, 85.68m, -85.68m],
            journal.Lines.Select(x => x.Amount.Amount)
        );
    }

    [Fact]
    public void An_entity_without_anything_has_a_journal_without_lines()
    {
        var journal = Assert.Single(Of().Journals);

        Assert.Equal((Uk, Gbp), (journal.LegalEntity, journal.Currency));
        Assert.Empty(journal.Lines);
    }

    [Fact]
    public void A_rate_that_is_missing_keeps_the_whole_entity_out()
    {
        var (journals, gaps) = Of(Entry("K-1", Gbp, 5m), Entry("K-9", Usd, 5m));

        Assert.Empty(journals);
        var gap = Assert.Single(gaps);
        Assert.Equal(("K-9", "FX_RATE_MISSING"), (gap.Engagement.Value, gap.Reason));
        Assert.Contains("USD to GBP on 2026-03-31", gap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_that_is_not_known_has_no_currency_to_post_in()
    {
        var (journals, gaps) = MonthEndJournal.Of(
            [Entry("K-1", Gbp, 5m)],
            [],
            March,
            ReferenceBook.Empty
        );

        Assert.Empty(journals);
        Assert.Equal("ENTITY_UNKNOWN", Assert.Single(gaps).Reason);
    }

    [Fact]
    public void A_foreign_advance_is_left_out_by_itself()
    {
        var (journals, gaps) = Of(
            Entry("K-1", Gbp, 5m),
            Entry("K-2", Eur, unbilled: 0m, liability: 100m)
        );

        Assert.Equal(["K-1", "K-1"], journals[0].Lines.Select(x => x.Engagement.Value));
        Assert.Equal((Uk, false), (gaps[0].LegalEntity, gaps[0].KeepsEntityOut));
    }

    private static (IReadOnlyList<MonthEndJournal> Journals, IReadOnlyList<MonthEndGap> Gaps) Of(
        params MonthEndEntry[] entries
    ) => MonthEndJournal.Of(entries, [Uk], March, Reference);

    private static MonthEndEntry Entry(
        string contract,
        CurrencyCode currency,
        decimal unbilled,
        decimal liability = 0m
    )
    {
        var ended = new PostingEvent.MonthEnded(
            Uk,
            new Money(unbilled, currency),
            Money.Zero(currency),
            new Money(liability, currency)
        );
        return new MonthEndEntry(
            EngagementId.Parse(contract),
            March,
            new LocalDate(2026, 3, 31),
            IsReversal: false,
            PostingRules.EntryFor(ended, AccrualRelease.Clear)
        );
    }
}
