using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>A contract, or the part of it that is treated alike, at the time of a change.</summary>
/// <param name="NewPrice">Transaction price after the change, past and future.</param>
/// <param name="Recognised">Before the change.</param>
/// <param name="Done">Progress so far, in the unit of <paramref name="All"/>.</param>
/// <param name="All">Progress at completion; more than zero where progress is known.</param>
/// <param name="PercentDigits">Rounds progress to decimals of a percent.</param>
public sealed record ModifiedPart(
    Money NewPrice,
    Money Recognised,
    decimal Done = 0m,
    decimal All = 1m,
    int? PercentDigits = null
)
{
    /// <summary>New price at today's progress, less what was recognised.</summary>
    public Money CatchUp => EarnedToDate.Round() - Recognised;

    private Money EarnedToDate =>
        NewPrice with
        {
            Amount = PercentDigits is { } digits
                ? NewPrice.Amount * (Done * 100m / All).RoundTo(digits) / 100m
                : NewPrice.Amount * Done / All,
        };
}
