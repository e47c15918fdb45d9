namespace Tieout.Connectors.Salesforce;

/// <summary>How a statement of work is billed, as far as the CRM knows it.</summary>
public enum SalesforceBilling
{
    /// <summary>Hours at rates; the cap, if any, is the most that is billed.</summary>
    TimeAndMaterials,

    /// <summary>Prices of accepted milestones, which another system tells.</summary>
    Milestones,
}
