using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.ProjectSetup;

/// <summary>What keeps the gate shut, who acts, and in what state it is.</summary>
/// <param name="Message">In the words of the need's system; none where the state says it all.</param>
public sealed record UnmetNeed(string Need, ReasonOwner Owner, string Why, string? Message = null);
