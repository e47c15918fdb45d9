using System.Globalization;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>The customers of the firm, by number; each buys from one legal entity.</summary>
/// <remarks>Every fifth belongs to the one before it, and every second of those is billed there.</remarks>
internal sealed class FirmCustomers(Chance chance, int count)
{
    /// <summary>On credit hold for the whole quarter.</summary>
    public const int OnHold = 7;

    /// <summary>Moves to another address with the second wave.</summary>
    public const int Moving = 1;

    /// <summary>Stands for the firm itself: internal work is booked under it.</summary>
    public static CustomerCode Own { get; } = CustomerCode.Parse("C-0000");

    public int Count => count;

    public static CustomerCode CodeOf(int customer) =>
        CustomerCode.Parse(string.Create(CultureInfo.InvariantCulture, $"C-{1001 + customer}"));

    public static EntityPlan EntityOf(int customer) =>
        FirmEntities.All[TopOf(customer) % FirmEntities.All.Count];

    public IEnumerable<Customer> FactsOf(int wave)
    {
        if (wave == 2)
        {
            yield return Fact(Moving) with
            {
                Version = 2,
                Street = "1 New Wharf",
            };
        }
        if (wave != 1)
        {
            yield break;
        }
        yield return new Customer(Own, 1, "Northbridge (internal)", "GB");
        for (var customer = 0; customer < count; customer++)
        {
            yield return Fact(customer);
        }
    }

    private static bool IsChild(int customer) => customer % 5 == 4;

    private static int TopOf(int customer) => IsChild(customer) ? customer - 1 : customer;

    private Customer Fact(int customer)
    {
        var draw = chance.At(customer);
        var entity = EntityOf(customer);
        var house = FirmNames.Houses[TopOf(customer) % FirmNames.Houses.Count];
        var round = TopOf(customer) / FirmNames.Houses.Count;
        var trade = draw.For(DrawOf.Name).Pick(FirmNames.Trades);
        var family = round == 0 ? house : $"{house} {round + 1}";
        return new Customer(
            CodeOf(customer),
            Version: 1,
            IsChild(customer)
                ? $"{family} {trade} Services {entity.CompanySuffix}"
                : $"{family} {trade} {entity.CompanySuffix}",
            entity.Entity.Country,
            IsChild(customer) ? CodeOf(customer - 1) : null,
            BillsToSelf: !IsChild(customer) || customer % 10 == 9,
            TaxId: entity.TaxIdForm
                + (100_000_000 + (customer * 7919)).ToString(CultureInfo.InvariantCulture),
            Street: (1 + draw.For(DrawOf.City).At(1).Below(99)).ToString(
                CultureInfo.InvariantCulture
            )
                + " "
                + draw.For(DrawOf.City).At(2).Pick(FirmNames.Streets),
            City: draw.For(DrawOf.City).Pick(entity.Cities),
            PostalCode: (10_000 + draw.For(DrawOf.City).At(3).Below(89_999)).ToString(
                CultureInfo.InvariantCulture
            ),
            IsOnHold: customer == OnHold
        );
    }
}
