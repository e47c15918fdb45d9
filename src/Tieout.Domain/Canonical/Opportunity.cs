using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A sale as the CRM sees it: what was won should be signed before long.</summary>
/// <param name="Id">The CRM's own; terms of contracts refer to it.</param>
/// <param name="Name">For people.</param>
/// <param name="WonOn">The day on which it was won; none while it is not, or not any more.</param>
/// <param name="Customer">None where the CRM has no code of it yet.</param>
/// <param name="Stage">As the CRM calls it.</param>
/// <param name="Amount">What it is worth, without tax; none where nobody said.</param>
/// <param name="Contract">The contract that it became, where the CRM says so.</param>
public sealed record Opportunity(
    string Id,
    long Version,
    string Name,
    LocalDate? WonOn = null,
    CustomerCode? Customer = null,
    string? Stage = null,
    Money? Amount = null,
    EngagementId? Contract = null
) : ReferenceFact
{
    /// <summary>So many days a contract may take to be signed.</summary>
    public const int DaysToSign = 14;

    public override long Version { get; init; } = Version;

    public override string Identity => $"opportunity/{Id}";

    /// <summary>From this day on somebody has to look after its contract; none unless it is won.</summary>
    public LocalDate? IsUnsignedFrom => WonOn?.PlusDays(DaysToSign);
}
