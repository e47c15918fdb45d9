using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Usage;

/// <summary>What a quantity costs where the price depends on the quantity.</summary>
/// <remarks>
/// Source: domain rules §8.7; graduated is Kill Bill's all-tiers and Zuplo's graduated, volume is top
/// tier, package is Lago's. Tiers ascend; the last one has no end. Amounts are unrounded.
/// </remarks>
public abstract record UsagePrice
{
    private UsagePrice() { }

    /// <summary>The exact amount for a quantity of zero or more.</summary>
    public abstract decimal AmountFor(decimal quantity);

    /// <summary>Each unit at the price of its own tier.</summary>
    /// <param name="FlatWhenZero">The first tier's flat is charged without any use.</param>
    public sealed record Graduated(ValueList<PriceTier> Tiers, bool FlatWhenZero = false)
        : UsagePrice
    {
        public override decimal AmountFor(decimal quantity)
        {
            var amount = quantity == 0m && FlatWhenZero ? Tiers[0].Flat : 0m;
            var floor = 0m;
            for (var i = 0; i < Tiers.Count && quantity > floor; i++)
            {
                var ceiling = i == Tiers.Count - 1 ? quantity : Tiers[i].UpTo ?? quantity;
                var units = Math.Min(quantity, ceiling) - floor;
                amount += (units * Tiers[i].UnitPrice) + Tiers[i].Flat;
                floor = ceiling;
            }

            return amount;
        }
    }

    /// <summary>The whole quantity at the price of the tier that holds it.</summary>
    /// <inheritdoc cref="Graduated" path="/param"/>
    public sealed record Volume(ValueList<PriceTier> Tiers, bool FlatWhenZero = false) : UsagePrice
    {
        public override decimal AmountFor(decimal quantity)
        {
            if (quantity == 0m)
            {
                return FlatWhenZero ? Tiers[0].Flat : 0m;
            }

            var tier = Tiers.FirstOrDefault(t => t.UpTo is null || quantity <= t.UpTo) ?? Tiers[^1];
            return (quantity * tier.UnitPrice) + tier.Flat;
        }
    }

    /// <summary>Whole packages, after some free units.</summary>
    /// <param name="Size">Units of one package; more than zero.</param>
    public sealed record Package(decimal Size, decimal Price, decimal Free = 0m) : UsagePrice
    {
        public override decimal AmountFor(decimal quantity) =>
            decimal.Ceiling(Math.Max(0m, quantity - Free) / Size) * Price;
    }
}
