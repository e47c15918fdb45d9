using System.Diagnostics;
using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Periods;

/// <summary>The part of a billing period in which something was active.</summary>
/// <param name="Days">Active days within the period, by the method's count.</param>
/// <param name="DaysInPeriod">By the same count.</param>
/// <remarks>Source: domain rules §8.6; the 30-day month follows Kill Bill.</remarks>
public sealed record Proration(int Days, int DaysInPeriod)
{
    private const int DaysPerMonth = 30;

    /// <summary>The share of the period, 0 to 1; may have an endless fraction.</summary>
    public decimal Factor => Of(1m);

    /// <summary>The share of a period that an active interval covers.</summary>
    /// <param name="period">Both ends included.</param>
    /// <param name="active">Both ends included; may reach beyond the period or miss it.</param>
    /// <param name="method">How days are counted.</param>
    public static Proration Between(
        DateInterval period,
        DateInterval active,
        ProrationMethod method
    )
    {
        var overlap = period.Intersection(active);
        return method switch
        {
            ProrationMethod.ActualDays => new Proration(overlap?.Length ?? 0, period.Length),
            ProrationMethod.Fixed30 => new Proration(
                overlap is null ? 0 : DaysOf30(overlap),
                DaysOf30(period)
            ),
            ProrationMethod.None => new Proration(
                overlap is null ? 0 : period.Length,
                period.Length
            ),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The unrounded share of an amount: multiplied first, divided last.</summary>
    /// <remarks>A period without a day by its method's count (a 30th to a 30th) has no share.</remarks>
    public decimal Of(decimal amount) => DaysInPeriod == 0 ? 0m : amount * Days / DaysInPeriod;

    /// <summary>The share of a fee, rounded to the minor unit.</summary>
    public Money Of(Money amount) => (amount with { Amount = Of(amount.Amount) }).Round();

    private static int DaysOf30(DateInterval interval)
    {
        var from = interval.Start;
        var until = interval.End.PlusDays(1);
        var (first, last) = (Math.Min(from.Day, DaysPerMonth), Math.Min(until.Day, DaysPerMonth));
        var months = ((until.Year - from.Year) * 12) + until.Month - from.Month;
        return months == 0
            ? last - first
            : (DaysPerMonth * (months - 1)) + (DaysPerMonth - first) + last;
    }
}
