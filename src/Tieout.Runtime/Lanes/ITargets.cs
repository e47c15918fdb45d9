using Tieout.Connect;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Invoicing.Routing;

namespace Tieout.Runtime.Lanes;

/// <summary>The configured targets, and which legal entity keeps its books where.</summary>
public interface ITargets
{
    /// <summary>Every target that has a lane.</summary>
    IReadOnlyList<ISink> All { get; }

    /// <summary>Which of them takes which documents.</summary>
    IReadOnlyList<RoutingRule> Routes { get; }

    /// <summary>When a target may be written to; at any time when none.</summary>
    PostingWindow? WindowOf(string target);

    /// <summary>Where its documents go whose period is closed there; they wait when none.</summary>
    ShiftPolicy? ShiftOf(string target);

    /// <summary>Who is right about the tax of which legal entities; nobody but the hub when none.</summary>
    IReadOnlyList<ITaxOwner> TaxOwners => [];

    /// <summary>When nothing new of a legal entity is delivered anywhere.</summary>
    IReadOnlyList<Freeze> Freezes { get; }
}
