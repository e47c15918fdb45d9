using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>Price lists of the entities, and cards of customers, contracts and quotes above them.</summary>
internal sealed class FirmRates(
    Chance chance,
    FirmEngagements engagements,
    FirmCalendar calendar,
    int customers
)
{
    public IEnumerable<RateCard> FactsOf(int wave) =>
        wave switch
        {
            1 => [.. FirmEntities.All.Select(List), .. OfCustomers(), .. OfContracts()],
            2 => engagements.All.Where(x => x.IsAmended).Select(OfQuote),
            _ => engagements.All.Where(x => x.Use is EngagementUse.LateRate).Select(Late),
        };

    /// <summary>Every priced role; three per cent more from the quarter's last month.</summary>
    private RateCard List(EntityPlan entity) =>
        Card(
            $"RC-{entity.Entity.Code}",
            RateLevel.Entity,
            entity.Entity.Code.Value,
            entity.Entity.Currency,
            [
                .. FirmRoles.Priced.Select(
                    (x, i) => Line($"A{i}", x.Role, Listed(entity, x.Price), null)
                ),
                .. FirmRoles.Priced.Select(
                    (x, i) =>
                        Line($"B{i}", x.Role, Listed(entity, x.Price * 1.03m), calendar.StartOf(2))
                ),
            ]
        );

    private IEnumerable<RateCard> OfCustomers() =>
        Enumerable
            .Range(0, customers)
            .Where(customer => customer % 4 == 1)
            .Select(customer =>
            {
                var code = FirmCustomers.CodeOf(customer);
                var entity = FirmCustomers.EntityOf(customer);
                return Card(
                    $"RC-{code}",
                    RateLevel.Customer,
                    code.Value,
                    entity.Entity.Currency,
                    [
                        .. FirmRoles
                            .Priced.Take(3)
                            .Select(
                                (x, i) =>
                                    Line($"A{i}", x.Role, Listed(entity, x.Price * 0.925m), null)
                            ),
                    ]
                );
            });

    private IEnumerable<RateCard> OfContracts() =>
        engagements
            .All.Where(x => x.IsPlain && x.Number % 3 == 0)
            .Select(plan =>
                Card(
                    $"RC-{plan.Id}",
                    RateLevel.Contract,
                    plan.Id.Value,
                    plan.Currency,
                    [
                        .. FirmRoles.Priced.Take(5).Select((x, i) => Agreed(plan, x, i, null)),
                        .. FirmRoles
                            .Priced.Take(plan.Number % 6 == 0 ? 2 : 0)
                            .Select(
                                (x, i) => Agreed(plan, x, i + 5, calendar.StartOf(1).PlusDays(14))
                            ),
                    ]
                )
            );

    private RateCard OfQuote(EngagementPlan plan)
    {
        var quote = FirmContracts.QuoteOf(plan);
        return Card(
            $"RC-{quote}",
            RateLevel.Quote,
            quote,
            plan.Currency,
            [.. FirmRoles.Priced.Take(4).Select((x, i) => Agreed(plan, x, i + 20, null))]
        );
    }

    private static RateCard Late(EngagementPlan plan) =>
        Card(
            $"RC-{plan.Id}-late",
            RateLevel.Contract,
            plan.Id.Value,
            plan.Currency,
            [Line("A0", FirmRoles.PricedLate, 221.60m, null)]
        );

    /// <summary>Up to a tenth below the list, to the cent.</summary>
    private RateLine Agreed(
        EngagementPlan plan,
        (string Role, decimal Price) role,
        int line,
        LocalDate? from
    )
    {
        var percent = 90m + (0.5m * chance.At(plan.Number).For(DrawOf.Price).At(line).Below(21));
        var price = Listed(plan.Entity, role.Price * percent / 100m);
        return Line($"A{line}", role.Role, price, from);
    }

    private static decimal Listed(EntityPlan entity, decimal price) =>
        (price * entity.PriceFactor / 100m).RoundTo(2);

    private static RateLine Line(string id, string role, decimal price, LocalDate? from) =>
        new(id, price, new RateMatch(Role: role), from);

    private static RateCard Card(
        string id,
        RateLevel level,
        string reference,
        CurrencyCode currency,
        ValueList<RateLine> lines
    ) => new(RateCardId.Parse(id), 1, level, reference, lines, currency);
}
