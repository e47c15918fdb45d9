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
    // A business in another member state accounts for the tax; a consumer pays the supplier's.
    [InlineData("DE", "FR", null, "FR12345678901", null, "RC AE 0")]
    [InlineData("DE", "FR", null, null, null, "DE19 S 19")]
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
