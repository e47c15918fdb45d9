namespace Tieout.Sandbox.Harvest;

/// <summary>What a member may hold.</summary>
internal enum HarvestForm
{
    Text,
    Number,
    Flag,
    Date,
    Texts,
    Numbers,
}
