using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What a controller is told of an amount.</summary>
public sealed class DocumentReasonsTests
{
    [Fact]
    public void A_line_says_its_terms_its_rounding_its_cap_and_its_tax()
    {
        var hub = Hub(
            Facts.Terms() with
            {
                Lines =
                [
                    new ContractLine.TimeAndMaterials(
                        ContractLineId.Parse("T&M"),
                        LineScope.Everything,
                        Cap: new SpendingCap(new Money(1_000m, Facts.Gbp)),
                        DiscountPercent: 10m
                    ),
                ],
                DiscountPercent = 5m,
            }
        );
        // 100 minutes at 150.00: 250.00; one minute at 210.50 is 3.508333...: 3.51.
        hub.Take(Facts.Time(1, minutes: 100));
        hub.Take(Facts.Time(2, minutes: 1, role: "architect"));

        var told = Told(hub);

        string[] expected =
        [
            "1 terms: contract line T&M, in force on 2026-07-06 (contract ENG-1 v2)",
            "1 rounding: 1.666666666667 x 150 = 250.00 GBP, exactly",
            "2 rounding: 0.016666666667 x 210.5 = 3.51 GBP, 0.0016666666",
            "3 discount: 10 % of 253.51 GBP of time on line T&M",
            " cap: line T&M has a cap of 1000.00 GBP: 0.00 GBP used before, 253.51 GBP here, 746.49 GBP left",
            " document-discount: 5 % off 228.16 GBP, before tax",
            " tax: category S: 20 % of 216.75 GBP on 2026-09-30, exactly (tax rule S20 v1, of all dates)",
        ];
        Assert.All(
            expected,
            x => Assert.Contains(told, y => y.StartsWith(x, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void An_expense_says_its_exchange_rate_its_day_and_its_mark_up()
    {
        var hub = Hub(
            Facts.Terms() with
            {
                Lines =
                [
                    new ContractLine.Reimbursables(
                        ContractLineId.Parse("EXP"),
                        LineScope.Everything,
                        MarkupPercent: 10m
                    ),
                ],
            }
        );
        var euro = CurrencyCode.Parse("EUR");
        hub.Take(new ExchangeRate(euro, Facts.Gbp, new LocalDate(2026, 7, 3), 1, 0.85m));
        hub.Take(
            new Expense(
                WorkId.Parse("expense/chronos/1"),
                1,
                Facts.Delivery,
                ResourceCode.Parse("R-1"),
                new LocalDate(2026, 7, 6),
                new Money(100m, euro),
                Money.Zero(euro),
                ApprovalStatus.Approved
            )
        );

        var told = Told(hub);

        Assert.Contains("1 mark-up: 10 % on cost (contract ENG-1 v2)", told);
        Assert.Contains(
            "1 exchange-rate: expense/chronos/1: 100.00 EUR at 0.85 (EUR/GBP of 2026-07-03)",
            told
        );
    }

    [Fact]
    public void A_document_in_another_currency_than_the_terms_of_its_last_day_is_explained()
    {
        var hub = Hub(Facts.Terms());
        hub.Take(Facts.Time(1));
        Assert.Null(hub.Run(new DraftInvoice(Facts.End, Facts.End)));
        var invoice = Assert.Single(hub.State.Invoices).Value.Invoice;
        var euro = CurrencyCode.Parse("EUR");
        hub.Take(
            new Contract(
                Facts.Engagement,
                3,
                Facts.Terms() with
                {
                    Currency = euro,
                    Lines =
                    [
                        new ContractLine.TimeAndMaterials(
                            ContractLineId.Parse("T&M"),
                            LineScope.Everything,
                            Cap: new SpendingCap(new Money(1_000m, euro))
                        ),
                    ],
                }
            )
        );

        var told = DocumentReasons.Of(hub.State, hub.Reference, invoice);

        Assert.Contains(told, x => x.Rule is "tax");
        Assert.DoesNotContain(told, x => x.Rule is "cap");
    }

    private static MemoryHub Hub(ContractTerms terms)
    {
        var hub = new MemoryHub(Facts.Engagement);
        Facts.Master.ToList().ForEach(hub.Take);
        hub.Take(new Contract(Facts.Engagement, 2, terms));
        return hub;
    }

    private static List<string> Told(MemoryHub hub)
    {
        var before = hub.State;
        Assert.Null(hub.Run(new DraftInvoice(Facts.End, Facts.End)));
        var invoice = Assert.Single(hub.State.Invoices).Value.Invoice;
        return
        [
            .. DocumentReasons
                .Of(before, hub.Reference, invoice)
                .Select(x => $"{x.Line} {x.Rule}: {x.Says} ({x.Source})"),
        ];
    }
}
