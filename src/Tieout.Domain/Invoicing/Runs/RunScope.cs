using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Restricts a run to what credited documents had on them.</summary>
/// <param name="Work">Nothing else is billed.</param>
/// <param name="Charged">Lines whose own amounts are worked out anew.</param>
internal sealed record RunScope(
    IReadOnlySet<WorkId> Work,
    IReadOnlySet<(ContractLineId Line, InvoiceLineKind Kind)> Charged
)
{
    /// <summary>Lines that charge for work are restricted by the work.</summary>
    public bool Allows(ContractLine line) =>
        line switch
        {
            ContractLine.Retainer x => Charged.Contains((x.Id, InvoiceLineKind.Retainer)),
            ContractLine.Progress x => Charged.Contains((x.Id, InvoiceLineKind.Progress)),
            _ => true,
        };

    /// <summary>A commitment was settled, or is not settled now.</summary>
    public bool AllowsCommitment => Charged.Any(x => x.Kind is InvoiceLineKind.TrueUp);
}
