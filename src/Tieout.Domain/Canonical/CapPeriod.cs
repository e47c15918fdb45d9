namespace Tieout.Domain.Canonical;

/// <summary>How long a cap is used up before it is whole again.</summary>
public enum CapPeriod
{
    /// <summary>Once and for all. The default.</summary>
    Ever,

    /// <summary>For the work of one calendar month; what was not used of it is lost.</summary>
    Month,
}
