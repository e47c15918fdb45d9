using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Money a customer paid on an invoice, as the ledger system tells it.</summary>
/// <param name="Id">The ledger system's own id, with the system's name in front.</param>
/// <param name="Amount">
/// Received; negative takes an earlier payment back, zero says that this one was cancelled.
/// </param>
/// <param name="ValueDate">The day the money arrived.</param>
public sealed record Payment(
    string Id,
    long Version,
    InvoiceReference Invoice,
    Money Amount,
    LocalDate ValueDate
) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"payment/{Id}";
}
