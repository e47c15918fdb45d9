using Tieout.Domain.Amounts;

namespace Tieout.Domain.BillableEvents.Expenses;

/// <summary>A travel allowance by the day, less meals that were provided.</summary>
/// <param name="Gross">Days at the full daily rates.</param>
/// <param name="Reduction">For meals provided.</param>
/// <remarks>Source: domain rules §8.12; Dynamics 365 per diem expenses.</remarks>
public sealed record PerDiem(Money Gross, Money Reduction)
{
    public Money Payable => Gross - Reduction;

    /// <param name="days">Full or part days.</param>
    /// <param name="lodging">For a day.</param>
    /// <param name="meals">For a day; the basis of reductions.</param>
    /// <param name="incidentals">For a day.</param>
    /// <param name="reductions">How many meals, and per cent of the daily meal rate for each.</param>
    /// <summary>The allowance of one trip.</summary>
    public static PerDiem Of(
        decimal days,
        Money lodging,
        Money meals,
        Money incidentals,
        IEnumerable<(decimal Count, decimal Percent)> reductions
    ) =>
        new(
            ((lodging + meals + incidentals) * days).Round(),
            (
                meals with
                {
                    Amount = reductions.Sum(r => r.Count * meals.Amount * r.Percent) / 100m,
                }
            ).Round()
        );
}
