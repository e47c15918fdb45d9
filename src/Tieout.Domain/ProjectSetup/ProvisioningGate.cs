using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.ProjectSetup;

/// <summary>Whether billable time may be submitted, and what is missing if not.</summary>
/// <param name="Unmet">In the order of display.</param>
/// <remarks>
/// Billable time may be submitted only when every need is met at the current version. Opening the gate
/// never rewrites captured entries. Source: domain rules §7.
/// </remarks>
public sealed record ProvisioningGate(IReadOnlyList<UnmetNeed> Unmet)
{
    public const string Missing = "missing";
    public const string Stale = "stale";
    public const string NotSigned = "unsigned";
    public const string Signature = "contract_signature";

    public bool AllowsBillableTime => Unmet.Count == 0;

    /// <summary>Checks every need.</summary>
    /// <param name="statusOf">What the need's system says; null when it says nothing.</param>
    /// <param name="currentVersionOf">The canonical version of a subject; null when not tracked.</param>
    /// <param name="isSigned">The contract is signed; asked only where the contract is there.</param>
    public static ProvisioningGate Check(
        Func<ProvisioningNeed, ProvisioningStatus?> statusOf,
        Func<ProvisioningNeed, string?> currentVersionOf,
        bool isSigned
    )
    {
        List<UnmetNeed> unmet = [];
        foreach (var need in ProvisioningNeed.All)
        {
            var status = statusOf(need);
            if (status is not { IsOk: true })
            {
                unmet.Add(
                    new UnmetNeed(need.Name, need.Owner, status?.Status ?? Missing, status?.Message)
                );
            }
            else if (currentVersionOf(need) is { } current && !Is(current, status.Version))
            {
                unmet.Add(new UnmetNeed(need.Name, ReasonOwner.Integration, Stale));
            }
        }

        if (!isSigned && statusOf(ProvisioningNeed.Contract) is { IsOk: true })
        {
            unmet.Add(new UnmetNeed(Signature, ReasonOwner.SalesOps, NotSigned));
        }

        return new ProvisioningGate(unmet);
    }

    private static bool Is(string version, string? other) =>
        string.Equals(version, other, StringComparison.Ordinal);
}
