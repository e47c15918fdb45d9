using CsCheck;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Routing;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class RoutingTableTests
{
    private static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");
    private static readonly Instant Now = Instant.FromUtc(2025, 7, 5, 10, 0);

    private static readonly RoutingRule Legacy = new("r1", Uk, "legacy", new(2020, 1, 1));
    private static readonly RoutingRule Cloud = new("r2", Uk, "cloud", new(2025, 7, 1));

    [Fact]
    public void The_documents_own_date_decides_and_not_the_day_it_is_sent()
    {
        var table = Table(Legacy, Cloud);

        Assert.Equal(new Route.ByRule("legacy", "r1"), table.RouteFor(Dated(2025, 6, 30), Now));
        Assert.Equal(new Route.ByRule("cloud", "r2"), table.RouteFor(Dated(2025, 7, 1), Now));
    }

    [Fact]
    public void A_posted_document_is_never_sent_again_even_by_a_route_that_changed()
    {
        var table = Table(Cloud) with
        {
            Posted = new Dictionary<string, string>(StringComparer.Ordinal) { ["K"] = "legacy" },
            Freezes = [new Freeze(Uk, Now, Now)],
        };

        Assert.Equal(new Route.AlreadyPosted("legacy"), table.RouteFor(Dated(2025, 7, 5), Now));
        Assert.Equal(
            new Route.Held(ReasonCode.FrozenForCutover),
            table.RouteFor(Dated(2025, 7, 5) with { Key = "L" }, Now)
        );
    }

    [Fact]
    public void The_order_of_rules_never_decides_and_contradictions_hold_the_document()
    {
        RoutingRule[] rules =
        [
            Legacy,
            Cloud,
            Cloud with
            {
                Id = "r3",
                Target = "other",
            },
            Legacy with
            {
                Id = "r4",
                BusinessUnit = "pilot",
                Target = "cloud",
            },
        ];
        Gen.Shuffle(rules)
            .Sample(shuffled =>
            {
                var table = Table(shuffled);
                var pilot = Dated(2025, 7, 5) with { BusinessUnit = "pilot" };

                Assert.Equal(new Route.ByRule("cloud", "r4"), table.RouteFor(pilot, Now));
                Assert.Equal(
                    new Route.Held(ReasonCode.RouteUndetermined),
                    table.RouteFor(Dated(2025, 7, 5), Now)
                );
            });
    }

    private static RoutingTable Table(params RoutingRule[] rules) =>
        new(rules, [], new Dictionary<string, string>(StringComparer.Ordinal));

    private static RoutedDocument Dated(int year, int month, int day) =>
        new("K", Uk, new LocalDate(year, month, day));
}
