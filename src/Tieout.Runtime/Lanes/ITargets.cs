using Tieout.Connect;
using Tieout.Domain.Invoicing.Routing;

namespace Tieout.Runtime.Lanes;

/// <summary>The configured targets, and which legal entity keeps its books where.</summary>
public interface ITargets
{
    /// <summary>Every target that has a lane.</summary>
    IReadOnlyList<ISink> All { get; }

    /// <summary>Which of them takes which documents.</summary>
    IReadOnlyList<RoutingRule> Routes { get; }
}
