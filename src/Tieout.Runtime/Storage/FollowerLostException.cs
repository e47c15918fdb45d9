namespace Tieout.Runtime.Storage;

/// <summary>Somebody else claimed the follower, or moved it: the holder of this claim
/// stops.</summary>
public sealed class FollowerLostException(FollowerClaim claim)
    : Exception(
        $"Follower {claim.Name} is no longer at offset {claim.Offset} in epoch {claim.Epoch}."
    )
{
    public FollowerClaim Claim { get; } = claim;
}
