using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Grouping;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Tests.ProjectSetup;

public sealed class ProjectSetupTests
{
    [Fact]
    public void The_gate_opens_only_when_every_need_is_met_at_the_current_version()
    {
        Gen.Int[0, 3]
            .Array[14]
            .Sample(states =>
            {
                var statuses = ProvisioningNeed
                    .All.Zip(states)
                    .ToDictionary(x => x.First, x => Status(x.Second));
                var gate = ProvisioningGate.Check(need => statuses[need], _ => "3", isSigned: true);

                Assert.Equal(states.All(state => state == 0), gate.AllowsBillableTime);
                Assert.Equal(states.Count(state => state != 0), gate.Unmet.Count);
            });
    }

    [Fact]
    public void A_stale_copy_is_for_integration_and_a_missing_signature_for_sales()
    {
        var gate = ProvisioningGate.Check(
            need => need.Subject is "rate_card" ? Status(3) : Status(0),
            _ => "3",
            isSigned: false
        );

        Assert.Equal(
            [
                new UnmetNeed("rate_card@HUB", ReasonOwner.Integration, "stale"),
                new UnmetNeed("contract_signature", ReasonOwner.SalesOps, "unsigned"),
            ],
            gate.Unmet
        );
    }

    [Theory]
    [InlineData(null, null, PartyMatch.NameAndPostalCode)]
    [InlineData("DE", "DE", PartyMatch.NameAndPostalCode)]
    [InlineData("DE", null, PartyMatch.NameOnly)]
    [InlineData(null, "US", PartyMatch.NameOnly)]
    public void Two_records_without_a_country_are_compared_by_postal_code(
        string? country,
        string? otherCountry,
        PartyMatch expected
    ) =>
        Assert.Equal(
            expected,
            PartyMatching.Compare(
                new PartyEvidence("Coco", TaxId: null, country, "10 001"),
                new PartyEvidence("Coco AG", TaxId: null, otherCountry, "10001")
            )
        );

    [Fact]
    public void Customers_are_never_merged_on_names_alone()
    {
        Gen.Select(
                Gen.OneOf(Gen.Const("Acme, Inc."), Gen.Const("ACME"), Gen.Const("Zeta Ltd")),
                Gen.Bool
            )
            .Array[2]
            .Sample(parties =>
            {
                var (one, other) = (Party(parties[0]), Party(parties[1]));
                var match = PartyMatching.Compare(one, other);

                Assert.Equal(match, PartyMatching.Compare(other, one));
                Assert.Equal(parties[0].Item2 && parties[1].Item2, match is PartyMatch.SameTaxId);
            });
    }

    [Fact]
    public void Fields_that_must_agree_and_do_not_make_the_record_unusable()
    {
        var golden = GoldenParty.Merge(
            [
                Source("s1", "CRM", ("name", "Acme"), ("currency", "EUR"), ("mail", "")),
                Source("e1", "ERP", ("name", "Acme GmbH"), ("currency", "USD"), ("mail", "a@x")),
            ],
            [
                KeyValuePair.Create("name", (SurvivorshipRule)new SurvivorshipRule.MostComplete()),
                KeyValuePair.Create("mail", (SurvivorshipRule)new SurvivorshipRule.MustAgree()),
                KeyValuePair.Create("currency", (SurvivorshipRule)new SurvivorshipRule.MustAgree()),
            ]
        );

        Assert.Equal("Acme GmbH", golden.Fields["name"]);
        Assert.Equal("e1", golden.Provenance["mail"]);
        Assert.Equal(["currency"], golden.Conflicts);
        Assert.False(golden.IsUsable);
    }

    [Fact]
    public void Invoices_of_a_group_add_up_to_its_drafts_and_a_circle_has_no_payer()
    {
        CustomerCode Code(string code) => CustomerCode.Parse(code);
        var hierarchy = new PayerHierarchy(
            new Dictionary<CustomerCode, CustomerCode>
            {
                [Code("A")] = Code("G"),
                [Code("X")] = Code("Y"),
                [Code("Y")] = Code("X"),
            }
        );
        Assert.Null(hierarchy.PayerOf(Code("X")));
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[1, 1000])
            .Array[1, 8]
            .Sample(drafts =>
            {
                var groups = InvoiceGroup.Of(
                    drafts.Select(
                        (d, i) =>
                            new InvoiceDraft(
                                $"d{i}",
                                Code(d.Item1 == 0 ? "A" : "G"),
                                new Money(d.Item3, CurrencyCode.Parse(d.Item2 == 0 ? "EUR" : "USD"))
                            )
                    ),
                    hierarchy
                );

                Assert.All(groups, group => Assert.Equal(Code("G"), group.Key.Payer));
                Assert.Equal(drafts.Select(d => d.Item2).Distinct().Count(), groups.Count);
                Assert.Equal(drafts.Sum(d => d.Item3), groups.Sum(group => group.Net.Amount));
            });
    }

    private static ProvisioningStatus? Status(int state) =>
        state switch
        {
            0 => new ProvisioningStatus("ok", "3"),
            1 => null,
            2 => new ProvisioningStatus("pending"),
            _ => new ProvisioningStatus("ok", "2"),
        };

    private static PartyEvidence Party((string Name, bool HasTaxId) x) =>
        new(x.Name, x.HasTaxId ? "DE 811.234.567" : null, "DE", "10 115");

    private static SourceParty Source(
        string id,
        string source,
        params (string Name, string? Value)[] fields
    ) =>
        new(
            id,
            source,
            new LocalDate(2025, 1, 1),
            fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal)
        );
}
