using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>A document that the lane still has to bring to its target.</summary>
/// <param name="Attempts">How often writing was begun.</param>
/// <param name="DanglingSince">
/// When an attempt began whose outcome nobody knows; none when every outcome is known.
/// </param>
/// <param name="Surplus">
/// The target's id of a document that has to go there; this waits until it is void or gone.
/// </param>
public sealed record OpenDelivery(
    EngagementId Engagement,
    InvoiceReference Reference,
    LocalDate InvoiceDate,
    long Sequence,
    int Attempts = 0,
    Instant? DanglingSince = null,
    string? Surplus = null
);
