using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Money received for a contract before anything is invoiced: a liability until it is applied.</summary>
/// <param name="Id">The ledger system's own, with the system in front.</param>
/// <param name="Amount">In this version: lower where some was refunded, zero when cancelled.</param>
/// <param name="ValueDate">Day the money arrived.</param>
/// <remarks>Source: domain rules §8.19.</remarks>
public sealed record Deposit(
    string Id,
    long Version,
    EngagementId Engagement,
    Money Amount,
    LocalDate ValueDate
) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    /// <summary>One that turns up at another contract is another: each contract knows its own.</summary>
    public override string Identity => $"deposit/{Engagement}/{Id}";
}
