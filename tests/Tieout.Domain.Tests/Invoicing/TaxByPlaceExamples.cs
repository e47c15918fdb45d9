using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Contracts that name no tax code are taxed by where the parties are.</summary>
public sealed class TaxByPlaceExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    [Theory]
    // Within the country, at its standard rate.
    [InlineData("DE", "DE", null, "DE123456789", null, "DE19 S 19")]
    [InlineData("DE", "DE", null, null, null, "DE19 S 19")]
    // A business in another member state accounts for the tax.
    [InlineData("DE", "FR", null, "FR12345678901", null, "RC AE 0")]
    // Outside the union.
    [InlineData("DE", "US", "TX", "12-3456789", null, "OUT O 0")]
    [InlineData("GB", "DE", null, "DE123456789", null, "OUT O 0")]
    // US: nexus in TX and NY; only Texas taxes data processing, nobody general services.
    [InlineData("US", "US", "TX", "12-3456789", "data-processing", "TX-DP S 6.25")]
    [InlineData("US", "US", "TX", "12-3456789", null, "UNTAXED NT 0")]
    [InlineData("US", "US", "NY", "12-3456789", "data-processing", "UNTAXED NT 0")]
    [InlineData("US", "US", "OR", "12-3456789", "data-processing", "UNTAXED NT 0")]
    public void Tax_follows_the_place_of_supply(
        string supplier,
        string customer,
        string? region,
        string? taxId,
        string? service,
        string expected
    )
    {
        var hub = Firm(supplier, customer, region, taxId, service);
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));

        hub.Bill(July);

        var line = Assert.Single(
            Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice.Lines
        );
        Assert.Equal(
            expected,
            FormattableString.Invariant($"{line.TaxCode} {line.TaxCategory} {line.TaxRate:0.##}")
        );
    }

    [Theory]
    [InlineData("DE", "FR", "FR-nonsense", "TAX_ID_INVALID")]
    [InlineData("DE", "FR", null, "TAX_ID_INVALID")]
    // Which state, and which province, nobody has said.
    [InlineData("US", "US", "12-3456789", "TAX_CODE_MISSING")]
    [InlineData("CA", "CA", null, "TAX_CODE_MISSING")]
    // Nobody has said which rate Austria has.
    [InlineData("AT", "AT", null, "TAX_CODE_MISSING")]
    public void What_cannot_be_determined_waits(
        string supplier,
        string customer,
        string? taxId,
        string reason
    )
    {
        var hub = Firm(supplier, customer, region: null, taxId, service: null);

        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));

        Assert.Equal(
            [ReasonCode.Parse(reason)],
            Assert.Single(Assert.Single(hub.State.Work.Values).Slices).Reasons
        );
    }

    [Fact]
    public void Of_two_rules_that_fit_alike_none_is_guessed_and_one_for_the_service_decides()
    {
        var hub = Firm("DE", "DE", region: null, taxId: null, "training");
        var reduced = new TaxRule(TaxCode.Parse("DE07"), 1, TaxCategory.S, 7m, Place: "DE");
        hub.Take(reduced);
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));
        Assert.Equal(
            [ReasonCode.TaxCodeMissing],
            Assert.Single(hub.State.Work.Values).Slices[0].Reasons
        );

        hub.Take(reduced with { Version = 2, Services = ["training"] });
        hub.Bill(July);

        var line = Assert.Single(
            Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice.Lines
        );
        Assert.Equal("DE07", line.TaxCode.Value);
    }

    [Fact]
    public void A_fee_that_no_work_stands_for_is_asked_as_well()
    {
        var hub = Firm("DE", "FR", region: null, "FR-nonsense", service: null);
        var fee = new ContractLine.Retainer(
            ContractLineId.Parse("RET"),
            LineScope.Everything,
            new Money(3_000m, Facts.Gbp)
        );
        hub.Take(
            new Contract(Facts.Engagement, 9, Facts.Terms() with { TaxCode = null, Lines = [fee] })
        );

        var refused = hub.Run(new DraftInvoice(July, July));

        Assert.Equal("TAX_ID_INVALID", refused?.Reason);
        Assert.Equal(new Money(3_000m, Facts.Gbp), refused?.Unbilled);
    }

    [Fact]
    public void A_certificate_has_to_hold_on_the_day_of_the_document()
    {
        var hub = Firm("US", "US", "TX", "12-3456789", "data-processing");
        hub.Take(
            Buyer("US", "TX", "12-3456789", version: 3) with
            {
                ExemptionNumber = "X-1",
                ExemptionValidTo = July,
            }
        );
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));

        var refused = hub.Run(new DraftInvoice(July, July.PlusDays(5)));

        Assert.Equal("EXEMPTION_EXPIRED", refused?.Reason);
    }

    [Fact]
    public void Work_of_other_services_has_a_line_of_its_own()
    {
        var hub = Firm("US", "US", "TX", "12-3456789", service: null);
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                new LocalDate(2026, 7, 16),
                IsSigned: true,
                Facts.Terms() with
                {
                    TaxCode = null,
                    TaxService = "data-processing",
                }
            )
        );
        hub.Take(Facts.Time(1, minutes: 60, date: new LocalDate(2026, 7, 10)));
        hub.Take(Facts.Time(2, minutes: 60, date: new LocalDate(2026, 7, 20)));

        hub.Bill(July);

        Assert.Equal(
            ["UNTAXED", "TX-DP"],
            hub.Documents(InvoiceStatus.Approved)
                .SelectMany(x => x.Invoice.Lines)
                .Select(x => x.TaxCode.Value)
        );
    }

    [Fact]
    public void Work_that_is_repriced_keeps_the_tax_that_it_was_billed_with()
    {
        var hub = Firm("DE", "FR", region: null, "FR12345678901", service: null);
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));
        hub.Bill(July);
        hub.Take(Buyer("DE", region: null, "DE123456789", version: 3));
        var card = Facts.Master.OfType<RateCard>().First();
        hub.Take(
            card with
            {
                Version = 2,
                Lines = [.. card.Lines.Select(line => line with { Rate = line.Rate + 10m })],
            }
        );

        Assert.Null(hub.Run(new RepriceWork(July, July)));

        // 10 h at 10.00 more.
        var draft = Assert.Single(hub.Documents(InvoiceStatus.Draft)).Invoice;
        Assert.Equal(
            (new Money(100m, Facts.Gbp), new Money(0m, Facts.Gbp), "RC"),
            (draft.Net, draft.Tax, Assert.Single(draft.Lines).TaxCode.Value)
        );
    }

    [Fact]
    public void A_supplier_from_abroad_with_nexus_collects_sales_tax()
    {
        var hub = Firm("DE", "US", "TX", "12-3456789", "data-processing");
        hub.Take(
            Facts.Master.OfType<LegalEntity>().First() with
            {
                Version = 3,
                Country = "DE",
                TaxRegistrations = ["DE", "US-TX"],
            }
        );
        hub.Take(Facts.Time(1, minutes: 60, date: new LocalDate(2026, 7, 10)));

        hub.Bill(July);

        var line = Assert.Single(
            Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice.Lines
        );
        Assert.Equal("TX-DP", line.TaxCode.Value);
    }

    [Fact]
    public void A_certificate_of_exemption_counts_to_its_last_day()
    {
        var hub = Firm("US", "US", "TX", "12-3456789", "data-processing");
        hub.Take(
            Buyer("US", "TX", "12-3456789", version: 3) with
            {
                ExemptionNumber = "X-1",
                ExemptionValidTo = new LocalDate(2026, 7, 10),
            }
        );
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 11)));

        Assert.Equal(
            [ReasonCode.ExemptionExpired],
            Assert.Single(hub.State.Work.Values).Slices[0].Reasons
        );
    }

    private static MemoryHub Firm(
        string supplier,
        string customer,
        string? region,
        string? taxId,
        string? service
    )
    {
        var hub = CorrectedFirm.With(Facts.Terms() with { TaxCode = null, TaxService = service });
        hub.Take(
            Facts.Master.OfType<LegalEntity>().First() with
            {
                Version = 2,
                Country = supplier,
                TaxRegistrations = supplier is "US" ? ["US-TX", "US-NY"] : [supplier],
            }
        );
        hub.Take(Buyer(customer, region, taxId, version: 2));
        hub.Take(Rule("DE19", TaxCategory.S, 19m, "DE"));
        hub.Take(Rule("RC", TaxCategory.AE, 0m) with { Note = "Reverse charge" });
        hub.Take(Rule("OUT", TaxCategory.O, 0m));
        hub.Take(Rule("UNTAXED", TaxCategory.NT, 0m));
        hub.Take(Rule("EXEMPT", TaxCategory.E, 0m));
        hub.Take(
            Rule("TX-DP", TaxCategory.S, 6.25m, "US-TX") with
            {
                Services = ["data-processing"],
            }
        );
        return hub;
    }

    private static Customer Buyer(string country, string? region, string? taxId, long version) =>
        Facts.Master.OfType<Customer>().First() with
        {
            Version = version,
            Country = country,
            Region = region,
            TaxId = taxId,
        };

    private static TaxRule Rule(
        string code,
        TaxCategory category,
        decimal rate,
        string? place = null
    ) => new(TaxCode.Parse(code), 1, category, rate, Place: place);
}
