using Tieout.Domain.Amounts;

namespace Tieout.Domain.BillableEvents.Pricing;

/// <summary>The price of one stretch of time.</summary>
/// <param name="Hours">As priced; may have an endless fraction when not rounded.</param>
/// <param name="Amount">Rounded.</param>
/// <remarks>Source: domain rules §6.4; decimal hours before pricing follow Kimai.</remarks>
public sealed record TimePrice(decimal Hours, decimal Amount)
{
    /// <summary>Hours times rate times multiplier, rounded once.</summary>
    /// <param name="effort">Exact.</param>
    /// <param name="hourlyRate">Unrounded.</param>
    /// <param name="multiplier">1.5 for overtime.</param>
    /// <param name="hourDigits">Decimals of an hour where the contract rounds hours first.</param>
    /// <param name="amountDigits">Decimals of the amount.</param>
    public static TimePrice Of(
        Effort effort,
        decimal hourlyRate,
        decimal multiplier,
        int? hourDigits,
        int amountDigits
    )
    {
        if (hourDigits is not { } digits)
        {
            // Multiplied before the division by 3,600, so that a third of an hour costs a third.
            var exact = effort.Seconds * hourlyRate * multiplier / 3600m;
            return new TimePrice(effort.Hours, exact.RoundTo(amountDigits));
        }

        var hours = effort.Hours.RoundTo(digits);
        return new TimePrice(hours, (hours * hourlyRate * multiplier).RoundTo(amountDigits));
    }
}
