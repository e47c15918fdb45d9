namespace Tieout.Domain.Invoicing.Amending;

/// <summary>What is done about work that was billed under earlier terms.</summary>
/// <remarks>Source: domain rules §15.2.</remarks>
public enum AmendmentChoice
{
    /// <summary>One document with the differences; the billed documents stay.</summary>
    Delta,

    /// <summary>The billed documents are credited whole and billed anew.</summary>
    CreditAndRebill,

    /// <summary>The billed documents stay, and the difference is written down.</summary>
    Waive,
}
