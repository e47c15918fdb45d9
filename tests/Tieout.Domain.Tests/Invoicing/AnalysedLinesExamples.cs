using Tieout.Domain.Amounts;
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
    public void Time_of_one_role_is_a_line_for_each_value_and_what_goes_on_top_follows_it()
    {
        var hub = Billed(Time() with { FeePercent = 10m });

        // 1 h and 2 h x 150.00, and 10 % of each.
        Assert.Equal(
            [
                "Time 150 [practice=CLOUD]",
                "Time 300 [practice=DATA]",
                "Fee 15 [practice=CLOUD]",
                "Fee 30 [practice=DATA]",
            ],
            Lines(hub)
        );
    }

    [Fact]
    public void What_is_charged_for_no_project_has_the_contracts_values()
    {
        var hub = Billed(Time(), commitment: 500m);

        Assert.Equal("TrueUp 50 [practice=FIRM]", Lines(hub).Last());
    }

    [Fact]
    public void A_charge_without_a_value_that_its_company_asks_for_stops_its_document()
    {
        var hub = Started(
            Facts.Terms() with
            {
                Commitment = new MinimumCommitment(new Money(500m, Facts.Gbp)),
            }
        );
        hub.Take(Project(Facts.Delivery, 3, Cloud));
        hub.Take(
            new LegalEntity(
                LegalEntityCode.Parse("UK"),
                2,
                "UK",
                "GB",
                Facts.Gbp,
                RequiredDimensions: [DimensionCode.Parse("practice")]
            )
        );
        hub.Take(Facts.Time(1));
        var run = new DraftInvoice(Facts.End, Facts.End, IsFinal: true);

        var refused = hub.Run(run);
        Assert.Equal("DIMENSION_INVALID", refused?.Reason);
        Assert.Contains("UK asks for practice", refused!.Message, StringComparison.Ordinal);
        Assert.Empty(hub.State.Invoices);

        hub.Take(
            new Contract(
                Facts.Engagement,
                3,
                Facts.Terms() with
                {
                    Commitment = new MinimumCommitment(new Money(500m, Facts.Gbp)),
                    Dimensions = [Firm],
                }
            )
        );
        Assert.Null(hub.Run(run));
        Assert.Equal(["Time 150 [practice=CLOUD]", "TrueUp 350 [practice=FIRM]"], Lines(hub));
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
    public void A_discount_is_shared_over_the_lines_to_the_cent()
    {
        // 33.33 % of 450.00 is 149.99 (149.985), of which 49.995 and 99.99 (4 : 8 of 12 parts).
        var hub = Billed(Time(), discountPercent: 33.33m);
        var invoice = hub.State.Invoices.Values.Single().Invoice;

        Assert.Equal([50m, 99.99m], LineDiscounts.Of(invoice).Select(x => x.Amount));
        Assert.Equal(300.01m, invoice.Net.Amount);
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
    public void A_credit_of_what_costs_nothing_by_now_has_no_discount_to_share()
    {
        var hub = Billed(Time(), discountPercent: 10m);
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [new RateLine("consultant", 0m, new RateMatch(Role: "consultant"))],
                Facts.Gbp
            )
        );
        Assert.Null(hub.Run(new RepriceWork(Facts.End, Facts.End)));
        Assert.Null(hub.Run(new ApproveInvoice(Reference(2), "test")));

        Assert.Null(hub.Run(new CreditInvoice(Reference(1), Facts.End)));

        var credit = hub.State.Invoices.Values.Last().Invoice;
        Assert.Equal(
            (0m, 0m),
            (credit.Net.Amount, RevenueAnalysis.Of(credit).Sum(x => x.Net.Amount))
        );
    }

    [Fact]
    public void Repriced_time_has_the_values_that_it_was_billed_with()
    {
        var hub = Billed(Time());
        hub.Take(Project(Facts.Support, 4, Firm));
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
        decimal discountPercent = 0m,
        decimal? commitment = null
    )
    {
        var hub = Started(
            Facts.Terms() with
            {
                Lines = [line],
                DiscountPercent = discountPercent,
                Dimensions = [Firm],
                Commitment = commitment is { } amount
                    ? new MinimumCommitment(new Money(amount, Facts.Gbp), CommitmentSpan.Period)
                    : null,
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
        hub.State.Invoices.Values.SelectMany(x => x.Invoice.Lines).Select(Line);

    private static string Line(InvoiceLine line) =>
        FormattableString.Invariant($"{line.Kind} {line.Amount.Amount:0.##} {line.Dimensions}");
}
