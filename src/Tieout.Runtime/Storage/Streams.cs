using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Storage;

/// <summary>The streams of the hub.</summary>
public static class Streams
{
    /// <summary>Type under which the events of route streams are stored.</summary>
    public const string RouteEventType = "route";

    /// <summary>Type under which the events of intake streams are stored.</summary>
    public const string PageTakenType = "page-taken";

    /// <summary>Type under which the events of lane streams are stored.</summary>
    public const string LaneEventType = "lane";

    /// <summary>Type under which the events of the billing run stream are stored.</summary>
    public const string BillingRunEventType = "billing-run";

    /// <summary>Type under which the events of set-aside streams are stored.</summary>
    public const string SetAsideEventType = "set-aside";

    /// <summary>One stream for each contract: its whole life.</summary>
    public const string EngagementCategory = "engagement";

    /// <summary>One stream for each project code that was heard of.</summary>
    public const string RouteCategory = "route";

    /// <summary>One stream for each feed of each source.</summary>
    public const string IntakeCategory = "intake";

    /// <summary>One stream for each target.</summary>
    public const string LaneCategory = "lane";

    /// <summary>One stream for each engagement that could not do something.</summary>
    public const string SetAsideCategory = "set-aside";

    /// <summary>One stream for each paid document: its details, for when it is spoken of again.</summary>
    public const string ClosedCategory = "closed";

    /// <summary>What engagements share; one stream for the firm.</summary>
    public static StreamId Reference { get; } = new("reference", "firm");

    public static StreamId Engagement(EngagementId engagement) =>
        new(EngagementCategory, engagement.Value);

    /// <summary>The details of a paid document, each time that it was closed.</summary>
    public static StreamId Closed(InvoiceReference document) => new(ClosedCategory, document.Value);

    /// <summary>Which engagement a project belongs to, and what waits for that to be known.</summary>
    public static StreamId Route(ProjectCode project) => new(RouteCategory, project.Value);

    /// <summary>How far a feed of a source has been taken in, and what was rejected.</summary>
    public static StreamId Intake(string system, string feed) =>
        new(IntakeCategory, $"{system}/{feed}");

    /// <summary>What is on its way to a target.</summary>
    public static StreamId Lane(string target) => new(LaneCategory, target);

    /// <summary>The billing runs of the firm.</summary>
    public static StreamId BillingRuns { get; } = new("billing", "runs");
}
