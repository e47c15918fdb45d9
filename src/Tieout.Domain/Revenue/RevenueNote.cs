using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>Something that the revenue of a month leaves out, why, and whose turn it is.</summary>
/// <param name="Line">None for work that no contract line covers.</param>
/// <param name="Reason">A reason of the catalogue, or one of the constants here.</param>
/// <param name="Count">Pieces of work, months, documents or lines.</param>
/// <param name="Value">Of all of them, in one currency; none where it is not known.</param>
/// <param name="LegalEntity">Whose revenue it would be; none for work under no contract.</param>
public sealed record RevenueNote(
    ContractLineId? Line,
    string Reason,
    ReasonOwner Owner,
    int Count,
    Money? Value,
    LegalEntityCode? LegalEntity = null
)
{
    /// <summary>A fixed fee without planned hours: nobody can say how far it is.</summary>
    public const string NoPlannedEffort = "NO_PLANNED_EFFORT";

    /// <summary>A month of a retainer before the first one that the hub has billed.</summary>
    public const string BeforeFirstBilledMonth = "BEFORE_FIRST_BILLED_MONTH";

    internal static RevenueNote Of(
        ContractLineId? line,
        ReasonCode reason,
        int count,
        Money? value
    ) => new(line, reason.Value, reason.Owner, count, value);
}
