namespace Tieout.Sandbox.Firm;

/// <summary>How an engagement is charged.</summary>
internal enum EngagementForm
{
    TimeAndMaterials,
    FixedFee,
    Milestones,

    /// <summary>The first project at rates, the second for a fee.</summary>
    Mixed,
}
