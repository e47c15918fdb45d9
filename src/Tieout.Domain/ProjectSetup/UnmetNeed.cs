using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Domain.ProjectSetup;

/// <summary>What keeps the gate shut, who acts, and in what state it is.</summary>
public sealed record UnmetNeed(string Need, ReasonOwner Owner, string Why);
