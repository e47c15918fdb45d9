using Tieout.Domain.Canonical;

namespace Tieout.Domain.ProjectSetup;

/// <summary>One fact has one system that is right about it.</summary>
/// <remarks>
/// The firm names an owner by kind; where it has not, the system that told of an identity first owns
/// it, for as long as it is connected. Versions of two systems are never compared: each counts in
/// its own way.
/// </remarks>
public static class Ownership
{
    /// <summary>Hears a master record. Pure.</summary>
    /// <param name="plan">None before a hub has told its own.</param>
    /// <param name="told">With the system that tells it; none is heard by its version alone.</param>
    /// <param name="known">What the hub holds of this identity.</param>
    public static Hearing Hear(OwnerPlan? plan, CanonicalFact told, CanonicalFact? known)
    {
        if (OtherOwner(plan, told, known) is { } owner)
        {
            return known is not null && FactDifferences.Of(known, told).Count == 0
                ? new Hearing.NoNews()
                : new Hearing.Refused(ProjectSetupRejections.NotTheOwner(told, owner, known));
        }

        if (known is null || TakesOver(told, known) || told.Version > known.Version)
        {
            return new Hearing.News();
        }

        return known.Version > told.Version || known.Equals(told)
            ? new Hearing.NoNews()
            : new Hearing.Refused(ProjectSetupRejections.ConflictingVersion(told));
    }

    /// <summary>Whether a fact is heard in place of another system's, whatever their versions.</summary>
    public static bool TakesOver(CanonicalFact told, CanonicalFact? known) =>
        told.Source is { } teller
        && known?.Source is { } before
        && !teller.Equals(before, StringComparison.Ordinal);

    /// <summary>The owner, where that is not the system that tells.</summary>
    private static string? OtherOwner(OwnerPlan? plan, CanonicalFact told, CanonicalFact? known)
    {
        if (told.Source is not { } teller)
        {
            return null;
        }

        var owner = plan?.OwnerOf(told) ?? FirstToTell(plan, known);
        return owner is null || owner.Equals(teller, StringComparison.Ordinal) ? null : owner;
    }

    private static string? FirstToTell(OwnerPlan? plan, CanonicalFact? known) =>
        known?.Source is { } first && plan?.IsConnected(first) is not false ? first : null;
}
