using Tieout.Domain.Canonical;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Work of one contract that is blocked for one reason.</summary>
/// <param name="Reason">The catalogue's code.</param>
/// <param name="Owner">Whose turn it is.</param>
/// <param name="Held">What the exception says it holds up; empty where nobody can know.</param>
/// <param name="Cause">The records that block it.</param>
/// <param name="Cure">The records that end it.</param>
/// <param name="Billed">Net of the contract's document once it has ended; none where it is not to be billed.</param>
internal sealed record BlockedWork(
    string Reason,
    string Owner,
    string Held,
    IReadOnlyList<CanonicalFact> Cause,
    IReadOnlyList<CanonicalFact> Cure,
    string? Billed
);
