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
    private static readonly YearMonth March = new(2026, 3);

    private static readonly ReferenceBook Reference = ReferenceBook
        .Empty.Evolve(new LegalEntity(Uk, 1, "Firm Ltd", "GB", Gbp))
        .Evolve(new ExchangeRate(Eur, Gbp, new LocalDate(2026, 3, 31), 1, 0.8567m));

    [Fact]
    public void Contracts_of_an_entity_are_one_journal_in_its_own_currency_and_its_mirror()
    {
        var (journals, missing) = MonthEndJournal.Of(
            [
                Entry("K-1", Gbp, 1_200m, isReversal: false),
                Entry("K-2", Eur, 100.01m, isReversal: false),
                Entry("K-1", Gbp, 1_200m, isReversal: true),
                Entry("K-2", Eur, 100.01m, isReversal: true),
            ],
            Reference
        );

        // 100.01 x 0.8567 = 85.678567.
        Assert.Empty(missing);
        Assert.Equal(
            ["2026-03-31 1285.68", "2026-04-01 1285.68"],
            journals.Select(x => $"{x.Date:uuuu-MM-dd} {x.Total.Amount}")
        );
        Assert.Equal([1_200m, -1_200m, 85.68m, -85.68m], journals[0].Lines.Select(Amount));
        Assert.Equal(
            journals[0].Lines.Select(x => x with { Amount = -x.Amount }).ToHashSet(),
            journals[1].Lines.ToHashSet()
        );
    }

    [Fact]
    public void Only_what_was_not_posted_is_left_and_what_is_gone_is_taken_back()
    {
        var before = Journal(Entry("K-1", Gbp, 1_200m), Entry("K-2", Gbp, 300m));
        var first = Journal(Entry("K-1", Gbp, 1_000m), Entry("K-2", Gbp, 300m));
        var now = Journal(Entry("K-1", Gbp, 1_250m), Entry("K-3", Gbp, 10m));
        var second = before.Less([first]);

        Assert.Equal([200m, -200m], second.Lines.Select(Amount));
        Assert.Empty(before.Less([first, second]).Lines);
        Assert.Equal(
            ["K-1 50", "K-1 -50", "K-2 -300", "K-2 300", "K-3 10", "K-3 -10"],
            now.Less([first, second]).Lines.Select(x => $"{x.Engagement} {x.Amount.Amount:0.##}")
        );
    }

    [Fact]
    public void A_rate_that_is_missing_is_named()
    {
        var (journals, missing) = MonthEndJournal.Of(
            [Entry("K-9", CurrencyCode.Parse("USD"), 5m)],
            Reference
        );

        Assert.Empty(journals);
        Assert.Equal(
            new RateMissing(
                Uk,
                EngagementId.Parse("K-9"),
                CurrencyCode.Parse("USD"),
                Gbp,
                new LocalDate(2026, 3, 31)
            ),
            Assert.Single(missing)
        );
    }

    private static decimal Amount(MonthEndJournalLine line) => line.Amount.Amount;

    private static MonthEndJournal Journal(params MonthEndEntry[] entries) =>
        Assert.Single(MonthEndJournal.Of(entries, Reference).Journals);

    private static MonthEndEntry Entry(
        string contract,
        CurrencyCode currency,
        decimal unbilled,
        bool isReversal = false
    )
    {
        var zero = Money.Zero(currency);
        var ended = new PostingEvent.MonthEnded(Uk, new Money(unbilled, currency), zero, zero);
        return new MonthEndEntry(
            EngagementId.Parse(contract),
            March,
            isReversal ? new LocalDate(2026, 4, 1) : new LocalDate(2026, 3, 31),
            isReversal,
            PostingRules.EntryFor(
                isReversal ? new PostingEvent.MonthReopened(ended) : ended,
                AccrualRelease.Clear
            )
        );
    }
}
