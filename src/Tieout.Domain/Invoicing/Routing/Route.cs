using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>What to do with a document.</summary>
public abstract record Route
{
    private Route() { }

    /// <summary>It is there already; nothing is sent.</summary>
    public sealed record AlreadyPosted(string Target) : Route;

    /// <summary>Send it where the document lives that it follows up.</summary>
    public sealed record FollowOriginal(string Target) : Route;

    /// <summary>Send it by a rule.</summary>
    public sealed record ByRule(string Target, string Rule) : Route;

    /// <summary>Keep it until the reason is cleared.</summary>
    public sealed record Held(ReasonCode Reason) : Route;
}
