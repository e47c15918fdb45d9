using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Stripe;

/// <summary>Money in Stripe's smallest units.</summary>
/// <remarks>
/// They are those of ISO 4217 but for three currencies, as Stripe's page of zero-decimal currencies
/// tells. [U]
/// </remarks>
internal static class StripeMoney
{
    public static long UnitsOf(Money money)
    {
        var units = money.Amount * Factor(money.Currency);
        return decimal.IsInteger(units)
            ? (long)units
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"Stripe takes no amount as small as {money}."
            );
    }

    /// <summary>An amount that Stripe told.</summary>
    /// <exception cref="ConnectorException">A currency that ISO 4217 does not name.</exception>
    public static Money Of(long units, string currency)
    {
        if (!CurrencyCode.TryParse(currency.ToUpperInvariant(), out var code))
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"Stripe answered with the unknown currency '{currency}'."
            );
        }

        return new Money(units / Factor(code), code);
    }

    private static decimal Factor(CurrencyCode currency) =>
        currency.Code switch
        {
            "MGA" => 1m,
            "ISK" or "UGX" => 100m,
            _ => 1m / currency.MinorUnit,
        };
}
