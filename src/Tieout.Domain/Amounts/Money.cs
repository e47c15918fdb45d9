using System.Globalization;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Amounts;

/// <summary>An exact decimal amount in one currency. Never rounds by itself.</summary>
/// <remarks>
/// Unit: major units of <see cref="Currency"/> (euros, not cents). Adding amounts of two currencies
/// is a bug in the caller, not a business refusal: it throws <see cref="InvariantException"/>.
/// Amounts that come from outside are checked for their currency before they get here.
/// </remarks>
public readonly record struct Money(decimal Amount, CurrencyCode Currency) : IComparable<Money>
{
    public bool IsZero => Amount == 0m;

    public static Money Zero(CurrencyCode currency) => new(0m, currency);

    public static Money operator +(Money left, Money right) =>
        new(left.Amount + right.Amount, SameCurrency(left, right));

    public static Money operator -(Money left, Money right) =>
        new(left.Amount - right.Amount, SameCurrency(left, right));

    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    public static Money operator *(Money value, decimal factor) =>
        value with
        {
            Amount = value.Amount * factor,
        };

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Min(Money left, Money right) => left <= right ? left : right;

    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>None where one is not known, where two have different currencies, or of nothing.</summary>
    public static Money? SumOrNone(IEnumerable<Money?> amounts)
    {
        var all = amounts.ToList();
        return all.Select(amount => amount?.Currency).Distinct().ToList() is [{ } currency]
            ? Sum(currency, all.Select(amount => amount!.Value))
            : null;
    }

    public static Money Sum(CurrencyCode currency, IEnumerable<Money> amounts) =>
        amounts.Aggregate(Zero(currency), (sum, amount) => sum + amount);

    /// <summary>Rounds to the currency's minor unit, half away from zero unless told otherwise.</summary>
    /// <remarks>
    /// Called at the points listed in docs/reference/rounding.md (invoice line, tax, allocation) and
    /// nowhere else. Source: EN 16931-1, BR-DEC-*: at most the minor unit's decimals on a document.
    /// </remarks>
    public Money Round(Rounding mode = Rounding.HalfUp) =>
        this with
        {
            Amount = Amount.RoundTo(Currency.MinorUnitDigits, mode),
        };

    /// <summary>Splits this amount by weights without losing or making a minor unit.</summary>
    /// <inheritdoc cref="LargestRemainder.Allocate" path="/remarks"/>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<decimal> weights)
    {
        var currency = Currency;
        return
        [
            .. LargestRemainder
                .Allocate(Amount, weights, currency.MinorUnitDigits)
                .Select(part => new Money(part, currency)),
        ];
    }

    public int CompareTo(Money other)
    {
        _ = SameCurrency(this, other);
        return Amount.CompareTo(other.Amount);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency.Code}");

    private static CurrencyCode SameCurrency(Money left, Money right)
    {
        Invariant.Require(
            left.Currency == right.Currency,
            $"one currency per sum: {left.Currency.Code} with {right.Currency.Code}"
        );
        return left.Currency;
    }
}
