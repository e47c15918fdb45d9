namespace Tieout.Runtime.Lanes;

/// <summary>What one pass of a lane did.</summary>
/// <param name="Delivered">Documents that the target now holds, posted.</param>
/// <param name="Refused">Documents that wait for somebody.</param>
/// <param name="Open">Documents that are still on the lane, refused ones included.</param>
/// <param name="NextDue">When another pass makes sense for what failed or is unknown.</param>
public sealed record LaneReport(int Delivered, int Refused, int Open, Instant? NextDue);
