using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>The configured targets, and which legal entity keeps its books where.</summary>
public interface ITargets
{
    /// <summary>Every target that has a lane.</summary>
    IReadOnlyList<ISink> All { get; }

    /// <summary>The target of a legal entity's documents; none when no route is configured.</summary>
    string? RouteOf(LegalEntityCode entity);
}
