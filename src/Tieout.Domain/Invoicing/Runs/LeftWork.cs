using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Something that a billing run would have billed but for a named reason.</summary>
/// <param name="Line">The contract line; none where the whole document is stopped.</param>
/// <param name="Work">None where the whole document is stopped.</param>
/// <param name="Amount">What is not billed; none where the run did not price it.</param>
public sealed record LeftWork(
    ContractLineId? Line,
    WorkId? Work,
    IReadOnlyList<ReasonCode> Reasons,
    Money? Amount = null
);
