namespace Tieout.Domain.Invoicing.Amending;

/// <summary>How far a slice that an amendment touches has come.</summary>
public enum ImpactStage
{
    /// <summary>Not on a document.</summary>
    Open,

    /// <summary>On a draft, which is given up.</summary>
    Drafted,

    /// <summary>On an approved document.</summary>
    Invoiced,

    /// <summary>On a document that is paid.</summary>
    Paid,
}
