namespace Tieout.Domain.Invoicing.Periods;

/// <summary>How days of a period are counted.</summary>
/// <remarks>Source: domain rules §8.6.</remarks>
public enum ProrationMethod
{
    /// <summary>Calendar days. The default.</summary>
    ActualDays,

    /// <summary>Every month has 30 days; ends exclusive, days cut at 30.</summary>
    Fixed30,

    /// <summary>One active day counts as the whole period.</summary>
    None,
}
