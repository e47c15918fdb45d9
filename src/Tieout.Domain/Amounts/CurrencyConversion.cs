namespace Tieout.Domain.Amounts;

/// <summary>A document's amounts in another currency.</summary>
/// <param name="Total">The sum converted and rounded once.</param>
/// <param name="Parts">In the order of the amounts.</param>
public sealed record CurrencyConversion(Money Total, IReadOnlyList<Money> Parts)
{
    /// <summary>Converts amounts whose converted parts must add up to the converted total.</summary>
    /// <param name="to">Target currency.</param>
    /// <param name="rate">Target units for one unit of the source; pinned to the document.</param>
    /// <param name="amounts">In the source currency.</param>
    /// <remarks>Source: domain rules §11: convert totals, then share out by largest remainder.</remarks>
    public static CurrencyConversion Tied(
        CurrencyCode to,
        decimal rate,
        IReadOnlyList<decimal> amounts
    )
    {
        var total = TotalOf(to, rate, amounts);
        return new CurrencyConversion(
            total,
            TiedRounding.Tie(total, [.. amounts.Select(amount => amount * rate)])
        );
    }

    /// <summary>Converts each amount alone; the parts may miss the total by some minor units.</summary>
    /// <inheritdoc cref="Tied" path="/param"/>
    public static CurrencyConversion Separate(
        CurrencyCode to,
        decimal rate,
        IReadOnlyList<decimal> amounts
    ) =>
        new(
            TotalOf(to, rate, amounts),
            [.. amounts.Select(amount => new Money(amount * rate, to).Round())]
        );

    private static Money TotalOf(CurrencyCode to, decimal rate, IReadOnlyList<decimal> amounts) =>
        new Money(amounts.Sum() * rate, to).Round();
}
