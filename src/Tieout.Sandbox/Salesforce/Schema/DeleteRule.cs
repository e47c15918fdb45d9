namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>What becomes of a record when the one that it looks up is deleted.</summary>
internal enum DeleteRule
{
    /// <summary>The lookup is emptied.</summary>
    Clear,

    /// <summary>It is deleted as well, as in a master-detail relationship.</summary>
    Cascade,

    /// <summary>It forbids the deletion.</summary>
    Restrict,
}
