namespace Tieout.Domain.BillableEvents.Reasons;

/// <summary>What a blocking reason is attached to; all work below it is blocked.</summary>
public enum ReasonLevel
{
    Contract,
    ContractLine,
    Project,
    Entry,
    Slice,
    Milestone,
    Expense,
    Customer,
    LegalEntity,
    Document,

    /// <summary>Any record whose copy somewhere is behind.</summary>
    AnyRecord,
}
