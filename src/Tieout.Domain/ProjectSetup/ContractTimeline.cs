using System.Collections.Immutable;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.ProjectSetup;

/// <summary>A contract and its amendments: which terms hold for work of a day.</summary>
/// <param name="Amendments">By sequence.</param>
public sealed record ContractTimeline(
    Contract Contract,
    ImmutableSortedDictionary<int, Amendment> Amendments
)
{
    /// <summary>How many signed amendments it has; a document pins it.</summary>
    public int SignedAmendments => Amendments.Values.Count(amendment => amendment.IsSigned);

    public static ContractTimeline Of(Contract contract) =>
        new(contract, ImmutableSortedDictionary<int, Amendment>.Empty);

    /// <summary>The terms of the latest signed amendment in force on a service date.</summary>
    /// <remarks>By effective date, then by sequence. Source: rule 4.3.</remarks>
    public ContractTerms TermsAt(LocalDate serviceDate)
    {
        var latest = default(Amendment);
        foreach (var amendment in Amendments.Values)
        {
            var applies = amendment.IsSigned && amendment.EffectiveFrom <= serviceDate;
            if (applies && (latest is null || latest.EffectiveFrom <= amendment.EffectiveFrom))
            {
                latest = amendment;
            }
        }

        return latest?.Terms ?? Contract.Terms;
    }

    /// <summary>Whether an amendment that is not signed yet would touch work of that day.</summary>
    public bool IsPendingAt(LocalDate serviceDate) =>
        Amendments.Values.Any(amendment =>
            !amendment.IsSigned && amendment.EffectiveFrom <= serviceDate
        );
}
