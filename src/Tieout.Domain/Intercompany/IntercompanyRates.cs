using System.Collections.Immutable;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Intercompany;

/// <summary>Transfer prices and cost rates at one version of the reference data. Immutable.</summary>
/// <remarks>
/// What says more about the work wins; of the same, the latest that has begun and not ended, as for
/// tax rules and rates. Each start is one fact, so there is never more than one answer.
/// </remarks>
public sealed class IntercompanyRates
{
    private readonly ImmutableDictionary<
        (LegalEntityCode Lender, LegalEntityCode Borrower, string? Role),
        ImmutableSortedDictionary<LocalDate, TransferPrice>
    > _prices;

    private readonly ImmutableDictionary<
        (LegalEntityCode LegalEntity, ResourceCode? Resource, string? Role),
        ImmutableSortedDictionary<LocalDate, CostRate>
    > _costs;

    private IntercompanyRates(
        ImmutableDictionary<
            (LegalEntityCode, LegalEntityCode, string?),
            ImmutableSortedDictionary<LocalDate, TransferPrice>
        > prices,
        ImmutableDictionary<
            (LegalEntityCode, ResourceCode?, string?),
            ImmutableSortedDictionary<LocalDate, CostRate>
        > costs
    )
    {
        _prices = prices;
        _costs = costs;
    }

    /// <summary>No company lends people.</summary>
    public static IntercompanyRates Empty { get; } =
        new(
            ImmutableDictionary<
                (LegalEntityCode, LegalEntityCode, string?),
                ImmutableSortedDictionary<LocalDate, TransferPrice>
            >.Empty,
            ImmutableDictionary<
                (LegalEntityCode, ResourceCode?, string?),
                ImmutableSortedDictionary<LocalDate, CostRate>
            >.Empty
        );

    /// <summary>With this price in place of the one of the same start.</summary>
    public IntercompanyRates With(TransferPrice price)
    {
        var key = (price.Lender, price.Borrower, price.Role);
        var known = _prices.GetValueOrDefault(key);
        known ??= ImmutableSortedDictionary<LocalDate, TransferPrice>.Empty;
        var start = price.From ?? LocalDate.MinIsoValue;
        return new IntercompanyRates(_prices.SetItem(key, known.SetItem(start, price)), _costs);
    }

    /// <summary>With this rate in place of the one of the same start.</summary>
    public IntercompanyRates With(CostRate rate)
    {
        var key = (rate.LegalEntity, rate.Resource, rate.Role);
        var known = _costs.GetValueOrDefault(key);
        known ??= ImmutableSortedDictionary<LocalDate, CostRate>.Empty;
        var start = rate.From ?? LocalDate.MinIsoValue;
        return new IntercompanyRates(_prices, _costs.SetItem(key, known.SetItem(start, rate)));
    }

    /// <summary>The price of a role, else the price of every role; none where nothing was agreed.</summary>
    public TransferPrice? TransferPriceAt(
        LegalEntityCode lender,
        LegalEntityCode borrower,
        string? role,
        LocalDate day
    )
    {
        return Of(role) ?? Of(null);

        TransferPrice? Of(string? some) =>
            LatestAt(day, _prices.GetValueOrDefault((lender, borrower, some)), x => x.To);
    }

    /// <summary>A person's rate in the role, else the person's, else the role's, else everybody's.</summary>
    public CostRate? CostRateAt(
        LegalEntityCode entity,
        ResourceCode resource,
        string? role,
        LocalDate day
    )
    {
        return Of(resource, role) ?? Of(resource, null) ?? Of(null, role) ?? Of(null, null);

        CostRate? Of(ResourceCode? who, string? some) =>
            LatestAt(day, _costs.GetValueOrDefault((entity, who, some)), x => x.To);
    }

    private static T? LatestAt<T>(
        LocalDate day,
        ImmutableSortedDictionary<LocalDate, T>? byStart,
        Func<T, LocalDate?> lastDay
    )
        where T : ReferenceFact =>
        byStart
            ?.Where(x => x.Key <= day && (lastDay(x.Value) is not { } last || day <= last))
            .Select(x => x.Value)
            .LastOrDefault();
}
