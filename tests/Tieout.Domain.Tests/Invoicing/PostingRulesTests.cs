using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Journals;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class PostingRulesTests
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");
    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("E1");

    private static readonly Gen<Money> Amounts = Gen.Int[-100_000, 1_000_000]
        .Select(cents => new Money(cents / 100m, Eur));

    private static readonly Gen<InvoicedAmounts> Invoiced = Amounts
        .Array[7]
        .Select(a => new InvoicedAmounts(a[0], a[1], a[2], a[3], a[4], a[5], a[6]));

    [Fact]
    public void An_invoice_of_accrued_time_clears_the_unbilled_receivable()
    {
        // net 1,000 of which 800 accrued, tax 200: AR 1,200 = unbilled 800 + revenue 200 + tax 200
        var amounts = new InvoicedAmounts(Of(1000m), Of(200m)) with
        {
            Accrued = Of(800m),
        };
        var entry = PostingRules.EntryFor(
            new PostingEvent.InvoiceIssued(Entity, amounts),
            AccrualRelease.Clear
        );

        Assert.Equal(
            [
                (AccountRole.AccountsReceivable, 1200m, 0m),
                (AccountRole.UnbilledReceivable, 0m, 800m),
                (AccountRole.Revenue, 0m, 200m),
                (AccountRole.TaxPayable, 0m, 200m),
            ],
            entry.Lines.Select(line => (line.Account, line.Debit.Amount, line.Credit.Amount))
        );
    }

    [Fact]
    public void Every_invoice_balances_and_its_credit_note_takes_it_back_account_by_account()
    {
        Gen.Select(Invoiced, Gen.Enum<AccrualRelease>())
            .Sample(
                (amounts, release) =>
                {
                    var invoice = PostingRules.EntryFor(
                        new PostingEvent.InvoiceIssued(Entity, amounts),
                        release
                    );
                    var credit = PostingRules.EntryFor(
                        new PostingEvent.CreditNoteIssued(Entity, amounts),
                        release
                    );

                    Assert.True(invoice.IsBalanced);
                    Assert.All(
                        Enum.GetValues<AccountRole>(),
                        account =>
                            Assert.Equal(
                                Money.Zero(Eur),
                                invoice.BalanceOf(Entity, account, Eur)
                                    + credit.BalanceOf(Entity, account, Eur)
                            )
                    );
                }
            );
    }

    [Fact]
    public void Revenue_uses_up_the_liability_before_it_becomes_an_asset()
    {
        Gen.Select(Amounts, Amounts.Where(balance => balance.Amount >= 0m))
            .Sample(
                (amount, balance) =>
                {
                    var entry = PostingRules.EntryFor(
                        new PostingEvent.RevenueRecognised(Entity, amount, balance),
                        AccrualRelease.Clear
                    );
                    var liability = entry.BalanceOf(Entity, AccountRole.ContractLiability, Eur);
                    var asset = entry.BalanceOf(Entity, AccountRole.ContractAsset, Eur);

                    Assert.Equal(amount, liability + asset);
                    Assert.True(liability <= balance);
                    Assert.True(asset.IsZero || liability == balance);
                }
            );
    }

    [Fact]
    public void Every_kind_of_event_has_postings_without_lines_of_zero()
    {
        PostingEvent[] events =
        [
            new PostingEvent.TimeApproved(Entity, Of(40m), Of(100m), AccruesRevenue: true),
            new PostingEvent.InvoiceIssued(Entity, new InvoicedAmounts(Of(100m), Of(19m))),
            new PostingEvent.CreditNoteIssued(Entity, new InvoicedAmounts(Of(100m), Of(19m))),
            new PostingEvent.RetentionReleased(Entity, Of(5m)),
            new PostingEvent.PaymentReceived(Entity, Of(100m), Of(0m), Of(2m)),
            new PostingEvent.DepositReceived(Entity, Of(50m)),
            new PostingEvent.RevenueRecognised(Entity, Of(90m), Of(60m)),
            new PostingEvent.UnbilledWrittenOff(Entity, Of(10m)),
            Ended(unbilled: 10m, asset: 5m, liability: 0m),
            new PostingEvent.MonthReopened(Ended(unbilled: 0m, asset: 0m, liability: 7m)),
            new PostingEvent.IntercompanyTimeApproved(
                Entity,
                new Money(88m, CurrencyCode.Parse("GBP")),
                LegalEntityCode.Parse("E2"),
                Of(120m),
                Of(200m)
            ),
        ];

        var kinds = typeof(PostingEvent).GetNestedTypes();

        Assert.Equal(kinds.Length, events.Select(posting => posting.GetType()).Distinct().Count());
        Assert.All(
            events,
            posting =>
                Assert.All(
                    PostingRules.EntryFor(posting, AccrualRelease.Reverse).Lines,
                    line => Assert.NotEqual(line.Debit.IsZero, line.Credit.IsZero)
                )
        );
    }

    [Fact]
    public void A_month_end_books_an_asset_as_revenue_and_takes_revenue_back_for_a_liability()
    {
        var asset = EntryFor(Ended(unbilled: 150m, asset: 480m, liability: 0m));
        var liability = EntryFor(Ended(unbilled: 0m, asset: 0m, liability: 240m));

        Assert.Equal(
            [
                (AccountRole.UnbilledReceivable, 150m, 0m),
                (AccountRole.ContractAsset, 480m, 0m),
                (AccountRole.Revenue, 0m, 630m),
            ],
            asset
        );
        Assert.Equal(
            [(AccountRole.Revenue, 240m, 0m), (AccountRole.ContractLiability, 0m, 240m)],
            liability
        );
    }

    [Fact]
    public void The_first_day_of_the_next_month_takes_a_month_end_back_line_by_line()
    {
        var ended = Ended(unbilled: 150m, asset: 480m, liability: 0m);

        Assert.Equal(
            EntryFor(ended).Select(x => (x.Account, x.Credit, x.Debit)),
            EntryFor(new PostingEvent.MonthReopened(ended))
        );
    }

    [Fact]
    public void A_month_end_with_an_asset_and_a_liability_is_a_bug() =>
        Assert.Throws<InvariantException>(() =>
            EntryFor(Ended(unbilled: 1m, asset: 0m, liability: 1m))
        );

    private static IEnumerable<(AccountRole Account, decimal Debit, decimal Credit)> EntryFor(
        PostingEvent posting
    ) =>
        PostingRules
            .EntryFor(posting, AccrualRelease.Clear)
            .Lines.Select(line => (line.Account, line.Debit.Amount, line.Credit.Amount));

    private static PostingEvent.MonthEnded Ended(
        decimal unbilled,
        decimal asset,
        decimal liability
    ) => new(Entity, Of(unbilled), Of(asset), Of(liability));

    private static Money Of(decimal amount) => new(amount, Eur);
}
