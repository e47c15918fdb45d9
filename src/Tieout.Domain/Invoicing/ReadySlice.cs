using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>The open part of a piece of work, and the terms it was worked under.</summary>
/// <param name="Slice">All that is open of it, as one.</param>
public sealed record ReadySlice(WorkItem Item, Slice Slice, ContractTerms Terms)
{
    public Work Work => Item.Work;
}
