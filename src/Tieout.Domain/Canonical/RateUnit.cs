namespace Tieout.Domain.Canonical;

/// <summary>What a rate is the price of.</summary>
public enum RateUnit
{
    Hour,
    Day,
}
