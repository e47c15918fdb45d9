using System.Globalization;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A change of a contract: the whole terms that hold from a service date on.</summary>
/// <param name="Sequence">
/// 1 for the first amendment; the later one wins on the same date. 0 is the contract itself in newer
/// terms: see <see cref="Restating"/>.
/// </param>
/// <param name="EffectiveFrom">First service date under the new terms.</param>
/// <param name="IsSigned">Until signed it blocks the work that it would touch.</param>
/// <param name="Author">Who recorded it at its source; may not approve what it does.</param>
/// <param name="IsCancelled">Taken back: the terms are as if it had never been signed.</param>
public sealed record Amendment(
    EngagementId Engagement,
    int Sequence,
    long Version,
    LocalDate EffectiveFrom,
    bool IsSigned,
    ContractTerms Terms,
    string? Reason = null,
    string? Author = null,
    bool IsCancelled = false
) : CanonicalFact
{
    /// <summary>The sequence of the contract itself in newer terms.</summary>
    public const int Restatement = 0;

    public override long Version { get; init; } = Version;

    /// <summary>The contract in newer terms, from its beginning on; all amendments come after it.</summary>
    public bool IsRestatement => Sequence == Restatement;

    /// <summary>As people speak of it: "amendment 2 from 2026-03-01", "contract version 3".</summary>
    public string Title =>
        IsRestatement
            ? $"contract version {Version}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"amendment {Sequence} from {EffectiveFrom:uuuu-MM-dd}"
            );

    /// <summary>Signed and not taken back.</summary>
    public bool IsInForce => IsSigned && !IsCancelled;

    public override string Identity => $"amendment/{Engagement}/{Sequence}";

    /// <summary>
    /// A newer version of a contract, whose terms would replace those that work was billed under.
    /// </summary>
    public static Amendment Restating(Contract contract) =>
        new(
            contract.Id,
            Restatement,
            contract.Version,
            EffectiveFrom: LocalDate.MinIsoValue,
            IsSigned: true,
            contract.Terms
        )
        {
            Source = contract.Source,
        };
}
