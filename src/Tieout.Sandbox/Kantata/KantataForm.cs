namespace Tieout.Sandbox.Kantata;

/// <summary>What a member may hold.</summary>
internal enum KantataForm
{
    Text,
    Whole,
    Flag,
    Date,
    Id,
    Ids,
    Any,
}
