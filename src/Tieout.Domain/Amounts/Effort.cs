using System.Globalization;

namespace Tieout.Domain.Amounts;

/// <summary>An amount of work in exact decimal seconds, so that twenty minutes stay a third.</summary>
/// <remarks>
/// Negative effort is a credit. Hours are for people and for prices: multiply by the rate before
/// dividing by 3,600. An hour with four decimals is 0.36 seconds, the finest part of a slice.
/// </remarks>
public readonly record struct Effort(decimal Seconds) : IComparable<Effort>
{
    private const decimal SecondsPerHour = 3600m;

    private const int Digits = 12;

    /// <summary>Decimals of a second that a fact has when it is taken in, and its slices with it.</summary>
    private const int KeptDigits = 2;

    public static Effort Zero { get; } = new(0m);

    public decimal Seconds { get; } = Seconds.Scale <= Digits ? Seconds : Seconds.RoundTo(Digits);

    /// <summary>For people; may have an endless fraction.</summary>
    public decimal Hours => Seconds / SecondsPerHour;

    /// <summary>For people; may have an endless fraction.</summary>
    public decimal Minutes => Seconds / 60m;

    public bool IsZero => Seconds == 0m;

    /// <summary>In whole hundredths of a second, as it is stored.</summary>
    public bool IsKept => Kept() == this;

    /// <summary>To a hundredth of a second.</summary>
    public Effort Kept(Rounding rounding = Rounding.HalfUp) =>
        new(Seconds.RoundTo(KeptDigits, rounding));

    public static Effort OfHours(decimal hours) => new(hours * SecondsPerHour);

    public static Effort OfMinutes(decimal minutes) => new(minutes * 60m);

    public static Effort operator +(Effort left, Effort right) => new(left.Seconds + right.Seconds);

    public static Effort operator -(Effort left, Effort right) => new(left.Seconds - right.Seconds);

    public static Effort operator -(Effort value) => new(-value.Seconds);

    public static bool operator <(Effort left, Effort right) => left.Seconds < right.Seconds;

    public static bool operator <=(Effort left, Effort right) => left.Seconds <= right.Seconds;

    public static bool operator >(Effort left, Effort right) => left.Seconds > right.Seconds;

    public static bool operator >=(Effort left, Effort right) => left.Seconds >= right.Seconds;

    public static Effort Min(Effort left, Effort right) => left <= right ? left : right;

    public static Effort Max(Effort left, Effort right) => left >= right ? left : right;

    public static Effort Sum(IEnumerable<Effort> efforts) =>
        efforts.Aggregate(Zero, (sum, effort) => sum + effort);

    /// <summary>The unrounded price at a rate per hour.</summary>
    public Money At(Money hourlyRate) =>
        hourlyRate with
        {
            Amount = Seconds * hourlyRate.Amount / SecondsPerHour,
        };

    public int CompareTo(Effort other) => Seconds.CompareTo(other.Seconds);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Hours.RoundTo(4):0.####} h");
}
