namespace Tieout.Runtime.Lanes;

/// <summary>What one pass of a lane did.</summary>
/// <param name="Delivered">Documents that the target now holds, posted.</param>
/// <param name="Refused">Documents that wait for somebody.</param>
/// <param name="Open">Documents that are still on the lane, refused ones included.</param>
/// <param name="Unknown">Documents that were sent and whose outcome nobody knows yet.</param>
/// <param name="NextDue">When another pass makes sense for what failed or is unknown.</param>
/// <param name="NextLook">
/// When an unknown outcome can be looked up; none while the target fails, and nobody knows until when.
/// </param>
/// <param name="HasMore">The pass ended for its length; another one goes on at once.</param>
/// <param name="Faults">Targets that fail as a whole.</param>
public sealed record LaneReport(
    int Delivered,
    int Refused,
    int Open,
    int Unknown,
    Instant? NextDue,
    Instant? NextLook,
    bool HasMore,
    IReadOnlyList<TargetFault> Faults
)
{
    /// <summary>Documents that their target has and will answer later; their answer is not due yet.</summary>
    public int Submitted { get; init; }

    /// <summary>When the target's posting window opens; none while it is open.</summary>
    public Instant? Opens { get; init; }

    internal static LaneReport OfFault(TargetFault fault) =>
        new(0, 0, 0, 0, NextDue: null, NextLook: null, HasMore: false, [fault]);
}
