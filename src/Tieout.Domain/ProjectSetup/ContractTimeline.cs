using System.Collections.Immutable;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.ProjectSetup;

/// <summary>A contract and its amendments: which terms hold for work of a day.</summary>
/// <param name="Amendments">By sequence.</param>
public sealed record ContractTimeline(
    Contract Contract,
    ImmutableSortedDictionary<int, Amendment> Amendments
)
{
    /// <summary>Signed or taken back, and without effect until their plan is approved.</summary>
    public ImmutableSortedDictionary<int, Amendment> Withheld { get; init; } =
        ImmutableSortedDictionary<int, Amendment>.Empty;

    /// <summary>The contract as its source tells it, whether or not those terms count already.</summary>
    public Contract Told =>
        (
            Withheld.GetValueOrDefault(Amendment.Restatement)
            ?? Amendments.GetValueOrDefault(Amendment.Restatement)
        )
            is { } restated
            ? Contract with
            {
                Version = restated.Version,
                Terms = restated.Terms,
                Source = restated.Source,
            }
            : Contract;

    /// <summary>How many amendments and restatements count; a document pins it.</summary>
    public int SignedAmendments => Amendments.Values.Count(amendment => amendment.IsInForce);

    public static ContractTimeline Of(Contract contract) =>
        new(contract, ImmutableSortedDictionary<int, Amendment>.Empty);

    /// <summary>The terms of the latest signed amendment in force on a service date.</summary>
    /// <remarks>By effective date, then by sequence. Source: rule 4.3.</remarks>
    public ContractTerms TermsAt(LocalDate serviceDate) =>
        LatestAt(serviceDate)?.Terms ?? Contract.Terms;

    /// <summary>A line as it is agreed for a day, or else as it was agreed last.</summary>
    public ContractLine? LineAt(LocalDate day, ContractLineId id) =>
        Amendments
            .Values.Where(x => x.IsInForce)
            .OrderByDescending(x => x.EffectiveFrom)
            .ThenByDescending(x => x.Sequence)
            .Select(x => x.Terms)
            .Prepend(TermsAt(day))
            .Append(Contract.Terms)
            .SelectMany(terms => terms.Lines)
            .FirstOrDefault(line => line.Id == id);

    /// <summary>Whether an amendment without effect yet would touch work of that day.</summary>
    public bool IsPendingAt(LocalDate serviceDate)
    {
        foreach (var (_, amendment) in Amendments)
        {
            var waits = amendment is { IsSigned: false, IsCancelled: false };
            if (waits && amendment.EffectiveFrom <= serviceDate)
            {
                return true;
            }
        }

        foreach (var amendment in Withheld.Values)
        {
            if (With(amendment).DiffersAt(serviceDate, this))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same with an amendment as it would be with effect.</summary>
    public ContractTimeline With(Amendment amendment) =>
        this with
        {
            Amendments = Amendments.SetItem(amendment.Sequence, amendment),
            Withheld = Withheld.Remove(amendment.Sequence),
        };

    /// <summary>Whether work of that day falls under another amendment than in another timeline.</summary>
    public bool DiffersAt(LocalDate serviceDate, ContractTimeline other) =>
        LatestAt(serviceDate) != other.LatestAt(serviceDate);

    /// <summary>The amendment whose terms hold for work of that day; none for those of the contract.</summary>
    public Amendment? LatestAt(LocalDate serviceDate)
    {
        var latest = default(Amendment);
        foreach (var (_, amendment) in Amendments)
        {
            var applies = amendment.IsInForce && amendment.EffectiveFrom <= serviceDate;
            if (applies && (latest is null || latest.EffectiveFrom <= amendment.EffectiveFrom))
            {
                latest = amendment;
            }
        }

        return latest;
    }
}
