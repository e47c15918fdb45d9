using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>The ledger system cancelled a document that the hub had posted there.</summary>
public sealed record DocumentVoided(
    InvoiceReference Invoice,
    long Version,
    LocalDate Date,
    string? Reason = null
) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"void/{Invoice}";
}
