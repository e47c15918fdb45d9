using Tieout.Domain.Amounts;

namespace Tieout.Domain.TimeValidation;

/// <summary>How worked time becomes billable time. Worked time stays for cost and payroll.</summary>
/// <param name="Increment">In minutes.</param>
/// <param name="Minimum">Least for what is not zero.</param>
/// <param name="HourDigits">Decimals that hours have before they are priced; exact when none.</param>
/// <remarks>Source: domain rules §6.4 (2) to (4), in that order.</remarks>
public sealed record TimeRounding(TimeIncrement Increment, Effort Minimum, int? HourDigits = null)
{
    /// <summary>The billable time; none of nothing.</summary>
    public Effort Of(Effort worked)
    {
        if (worked.IsZero)
        {
            return worked;
        }

        var rounded = Effort.OfMinutes(Increment.Round(worked.Minutes));
        var billable = rounded < Minimum ? Minimum : rounded;
        return HourDigits is { } digits ? Effort.OfHours(billable.Hours.RoundTo(digits)) : billable;
    }
}
