namespace Tieout.Domain.Invoicing;

/// <summary>What becomes of work that is credited.</summary>
public enum CreditDisposition
{
    /// <summary>It is open again; the next run bills it.</summary>
    Rebill,

    /// <summary>It is given up.</summary>
    WriteOff,

    /// <summary>Other work stands in its place.</summary>
    Supersede,

    /// <summary>It stays billed, at a lower price: a goodwill, no hours are returned.</summary>
    Allowance,
}
