using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Journals;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Lines of documents and of the journal by what the ledger analyses them by.</summary>
public sealed class AnalysedLinesExamples
{
    private static readonly DimensionSetting Cloud = DimensionSetting.Parse("practice=CLOUD");
    private static readonly DimensionSetting Data = DimensionSetting.Parse("practice=DATA");
    private static readonly DimensionSetting Firm = DimensionSetting.Parse("practice=FIRM");

    [Fact]
    public void Time_of_one_role_is_a_line_for_each_value_and_a_charge_has_the_contracts()
    {
        var hub = Billed(Time() with { FeePercent = 10m });

        // 1 h and 2 h x 150.00, and 10 % of both.
        Assert.Equal(
            ["Time 150 [practice=CLOUD]", "Time 300 [practice=DATA]", "Fee 45 [practice=FIRM]"],
            Lines(hub)
        );
    }

    [Fact]
    public void Without_dimensions_nothing_is_split()
    {
        var hub = Started(Facts.Terms());
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2) with { Project = Facts.Support });
        hub.Bill(Facts.End);

        Assert.Equal(["Time 300 "], Lines(hub));
        Assert.Equal(
            "P-DELIVERY and 1 more: consultant",
            hub.State.Invoices.Values.Single().Invoice.Lines.Single().Description
        );
    }

    [Fact]
    public void Revenue_is_the_lines_less_their_part_of_the_documents_discount()
    {
        var hub = Billed(Time(), discountPercent: 10m);

        var invoice = hub.State.Invoices.Values.Single().Invoice;

        // 450.00 - 45.00: 10 % off each line.
        Assert.Equal(
            [("[practice=CLOUD]", 135m), ("[practice=DATA]", 270m)],
            RevenueAnalysis.Of(invoice).Select(x => (x.Dimensions!.ToString(), x.Net.Amount))
        );
        var entry = PostingRules
            .EntryFor(
                new PostingEvent.InvoiceIssued(
                    invoice.LegalEntity,
                    new InvoicedAmounts(invoice.Net, invoice.Tax)
                ),
                AccrualRelease.Clear
            )
            .AnalysedBy(invoice.LegalEntity, RevenueAnalysis.Of(invoice));
        Assert.True(entry.IsBalanced);
        Assert.Equal(
            [
                "AccountsReceivable 486 0 ",
                "Revenue 0 135 [practice=CLOUD]",
                "Revenue 0 270 [practice=DATA]",
                "TaxPayable 0 81 ",
            ],
            entry.Lines.Select(x =>
                FormattableString.Invariant(
                    $"{x.Account} {x.Debit.Amount:0.#} {x.Credit.Amount:0.#} {x.Dimensions}"
                )
            )
        );
    }

    [Fact]
    public void A_credit_memo_takes_back_what_it_was_analysed_by()
    {
        var hub = Billed(Time());
        hub.Take(Project(Facts.Delivery, 4, Firm));

        Assert.Null(hub.Run(new CreditInvoice(Reference(1), Facts.End)));

        Assert.Equal(
            ["Time -150 [practice=CLOUD]", "Time -300 [practice=DATA]"],
            Lines(hub).Skip(2)
        );
    }

    [Fact]
    public void Repriced_time_keeps_the_values_apart()
    {
        var hub = Billed(Time());
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [new RateLine("consultant", 160m, new RateMatch(Role: "consultant"))],
                Facts.Gbp
            )
        );

        Assert.Null(hub.Run(new RepriceWork(Facts.End, Facts.End)));

        Assert.Equal(["Time 10 [practice=CLOUD]", "Time 20 [practice=DATA]"], Lines(hub).Skip(2));
    }

    /// <summary>An hour of cloud and two of data, on one contract line.</summary>
    private static MemoryHub Billed(
        ContractLine.TimeAndMaterials line,
        decimal discountPercent = 0m
    )
    {
        var hub = Started(
            Facts.Terms() with
            {
                Lines = [line],
                DiscountPercent = discountPercent,
                Dimensions = [Firm],
            }
        );
        hub.Take(Project(Facts.Delivery, 3, Cloud));
        hub.Take(Project(Facts.Support, 3, Data));
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2, minutes: 120m) with { Project = Facts.Support });
        hub.Bill(Facts.End);
        return hub;
    }

    private static MemoryHub Started(ContractTerms terms)
    {
        var hub = new MemoryHub(Facts.Engagement);
        Facts.Master.ToList().ForEach(hub.Take);
        hub.Take(new Contract(Facts.Engagement, 2, terms));
        return hub;
    }

    private static ContractLine.TimeAndMaterials Time() =>
        new(ContractLineId.Parse("T&M"), LineScope.Everything);

    private static Project Project(ProjectCode code, long version, DimensionSetting setting) =>
        new(code, version, Facts.Engagement, code.Value, Dimensions: [setting]);

    private static InvoiceReference Reference(int number) =>
        InvoiceReferences.Of(Facts.Engagement, number);

    private static IEnumerable<string> Lines(MemoryHub hub) =>
        hub
            .State.Invoices.Values.SelectMany(x => x.Invoice.Lines)
            .Select(x =>
                FormattableString.Invariant($"{x.Kind} {x.Amount.Amount:0.##} {x.Dimensions}")
            );
}
