namespace Tieout.Runtime.Storage;

/// <summary>The right to move one follower's offset, until somebody claims it anew.</summary>
/// <param name="Name">The follower's name.</param>
/// <param name="Epoch">How often it has been claimed; an older epoch has lost it.</param>
/// <param name="Offset">The sequence of the last event that it is done with.</param>
public sealed record FollowerClaim(string Name, long Epoch, long Offset);
