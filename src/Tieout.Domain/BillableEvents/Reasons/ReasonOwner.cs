namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>Who acts on a blocked piece of work.</summary>
/// <remarks>Source: domain rules §9; a firm maps each owner to people in its settings.</remarks>
public enum ReasonOwner
{
    /// <summary>Sales operations: contracts, purchase orders, rates.</summary>
    SalesOps,

    /// <summary>The project manager; reminds the worker where the worker has to act.</summary>
    ProjectManager,

    /// <summary>Finance operations: tax, accounts, periods, parties.</summary>
    Finance,

    /// <summary>Integration: connections, routing, duplicates.</summary>
    Integration,
}
